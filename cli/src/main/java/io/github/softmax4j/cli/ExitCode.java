package io.github.softmax4j.cli;

/** How a command ended, for the scripts that call it. */
final class ExitCode {
    static final int DONE = 0;
    static final int PROGRAM_FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int BAD_INPUT = 3;
    static final int NOT_CONVERGED = 4;

    private ExitCode() {}
}
