package io.github.softmax4j.backend;

/** Training would need more memory than there is; known before it starts. */
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
