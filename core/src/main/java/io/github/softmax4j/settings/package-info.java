/**
 * What a regression is trained with: penalty, bounds, weights of classes, solver, end, and what goes along with a fit.
 */
package io.github.softmax4j.settings;
