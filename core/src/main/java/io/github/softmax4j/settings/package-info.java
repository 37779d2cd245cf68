/**
 * What a regression is trained with: penalty, bounds, class weights, solver, end, and what goes along with a fit.
 *
 * <p>{@link io.github.softmax4j.SoftmaxRegression} has a short way to each of them. Start at {@link
 * io.github.softmax4j.settings.Penalty} for what lambda means, and at {@link io.github.softmax4j.settings.FitOptions}
 * for validation rows, listeners and cancellation.
 */
package io.github.softmax4j.settings;
