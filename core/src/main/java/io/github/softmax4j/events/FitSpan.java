package io.github.softmax4j.events;

/** The time of a fit, of which the end is told. */
@FunctionalInterface
public interface FitSpan {
    /** Nobody records. */
    FitSpan NONE = (stopReason, iterations, objective) -> {};

    /**
     * Records a fit that has ended.
     *
     * @param stopReason the name of its reason
     * @param iterations accepted steps, or epochs of SGD
     * @param objective where it ended
     */
    void ended(String stopReason, int iterations, double objective);
}
