package io.github.softmax4j.backend;

/**
 * Training would need more memory than there is; known before it starts.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String answer = "";
 * try {
 *     Fit fit = SoftmaxRegression.withDefaults().fit(training);
 *     answer = "trained: " + fit.stopReason().words();
 * } catch (MemoryException e) {
 *     answer = "refused: " + e.getMessage(); // what it takes, and what there is
 * }
 * }</pre>
 */
public final class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A refusal.
     *
     * @param message the figures: what is needed for what, and what is free
     */
    public MemoryException(String message) {
        super(message);
    }
}
