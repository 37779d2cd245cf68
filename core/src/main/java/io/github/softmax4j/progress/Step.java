package io.github.softmax4j.progress;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A line of the history: the state after an accepted step.
 *
 * @param iteration 0 for the starting point
 * @param evaluations evaluations of the objective so far
 * @param seconds since the start of the descent
 * @param objective the value; for SGD the mean over the mini-batches of the epoch, each taken before its update
 * @param gradientNorm the largest absolute component of the gradient; for SGD that of the epoch's mean gradient
 * @param stepLength the factor before the direction; for SGD the learning rate
 * @param passes evaluations, and what was read of the data beside them: products with the Hessian of a sample count by
 *     the share of the rows that they read; what preconditioners are made of, once or now and then, does not count
 * @param predictedDecrease by how much the quasi-Newton model lets the objective fall along the direction of the step;
 *     not a number where there is no such model, as for SGD or the starting point
 * @param validation what was measured on other rows, if anything was
 * @see io.github.softmax4j.Fit
 */
public record Step(
        int iteration,
        long evaluations,
        double seconds,
        double objective,
        double gradientNorm,
        double stepLength,
        double passes,
        double predictedDecrease,
        OptionalDouble validation) {
    /**
     * Checks what was measured.
     *
     * @param iteration 0 for the starting point
     * @param evaluations evaluations of the objective so far
     * @param seconds since the start of the descent
     * @param objective the value
     * @param gradientNorm the largest absolute component of the gradient
     * @param stepLength the factor before the direction
     * @param passes evaluations, and what was read of the data beside them
     * @param predictedDecrease by how much the quasi-Newton model lets the objective fall
     * @param validation what was measured on other rows, if anything was
     */
    public Step {
        Objects.requireNonNull(validation, "validation must not be null");
    }
}
