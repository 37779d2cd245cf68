/**
 * The doors: settings of a regression, its fit, sweeps, cross-validation, standard errors.
 *
 * <p>Start at {@link io.github.softmax4j.SoftmaxRegression}: its {@code fit} takes a {@link
 * io.github.softmax4j.data.Dataset} and gives a {@link io.github.softmax4j.Fit}, which has the model. {@link
 * io.github.softmax4j.Sweep} tries many penalties, and cross-validates them; {@link io.github.softmax4j.Estimates} has
 * standard errors.
 */
package io.github.softmax4j;
