package io.github.softmax4j.progress;

import java.util.Objects;

/**
 * How a descent ended.
 *
 * @param stopReason why
 * @param objective the value at the end: the mean loss and the penalty
 * @param gradientNorm the largest absolute component of the gradient there; with an L1 part or bounds, of the
 *     pseudo-gradient
 * @param iterations accepted steps, or epochs of SGD
 * @param evaluations evaluations of the objective, or mini-batches of SGD
 * @param seconds from start to end
 * @see io.github.softmax4j.Fit
 */
public record Convergence(
        StopReason stopReason,
        double objective,
        double gradientNorm,
        int iterations,
        long evaluations,
        double seconds) {
    /**
     * Checks the reason.
     *
     * @param stopReason why
     * @param objective the value at the end
     * @param gradientNorm the largest absolute component of the gradient there
     * @param iterations accepted steps, or epochs of SGD
     * @param evaluations evaluations of the objective, or mini-batches of SGD
     * @param seconds from start to end
     */
    public Convergence {
        Objects.requireNonNull(stopReason, "stopReason must not be null");
    }

    /**
     * The same end, measured again at the point that was chosen.
     *
     * @param value the objective there
     * @param norm the gradient norm there
     * @return how it ended
     */
    public Convergence at(double value, double norm) {
        return new Convergence(stopReason, value, norm, iterations, evaluations, seconds);
    }

    /**
     * How it ended, in a few words.
     *
     * @return such as {@code CONVERGED after 12 iterations}, else with the name of the {@link StopReason}; just that
     *     name where nothing was fitted
     */
    public String words() {
        if (stopReason == StopReason.IMPORTED) {
            return stopReason.name();
        }
        String reason = stopReason.converged() ? "CONVERGED" : stopReason.name();
        return reason + " after " + iterations + (iterations == 1 ? " iteration" : " iterations");
    }
}
