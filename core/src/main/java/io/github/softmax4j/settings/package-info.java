/** What a regression is trained with: penalty, bounds, class weights, solver, end, and what goes along with a fit. */
package io.github.softmax4j.settings;
