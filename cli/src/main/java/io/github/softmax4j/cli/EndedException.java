package io.github.softmax4j.cli;

/** The program was told from outside to end, and has put its things in order. */
final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    EndedException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
