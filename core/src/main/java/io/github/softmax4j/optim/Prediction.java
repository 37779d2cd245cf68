package io.github.softmax4j.optim;

/**
 * What a step will bring.
 *
 * @param decrease of the objective, above 0: half the squared Newton decrement, Boyd and Vandenberghe, Convex
 *     optimization (2004), 9.5
 * @param isExact whether it is that of the Hessian of all rows, and not of a sample
 */
public record Prediction(double decrease, boolean isExact) {}
