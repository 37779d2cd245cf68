package io.github.softmax4j.backend;

/**
 * ND4J cannot run here; the message says why and what to do.
 *
 * @see Backend
 */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the reason and the remedy
     * @param cause what ND4J threw, or null
     */
    public BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
