/**
 * The doors: settings of a regression, its fit, sweeps, cross-validation, standard errors. Start at {@link
 * io.github.softmax4j.SoftmaxRegression}.
 */
package io.github.softmax4j;
