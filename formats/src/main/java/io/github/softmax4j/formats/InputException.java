package io.github.softmax4j.formats;

import java.io.IOException;
import java.util.Objects;

/**
 * Data is not what it should be; the message names the place, what was expected and what was found.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String problem = "";
 * try {
 *     Tables.readTraining(broken, ReadOptions.forTraining().withLabel("kind"));
 * } catch (InputException e) {
 *     problem = e.getMessage(); // the file and the line, what was expected and what was found
 * }
 * }</pre>
 */
public final class InputException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param place the file, with line and column where they are known
     * @param problem what was expected and what was found
     */
    public InputException(String place, String problem) {
        this(place, problem, null);
    }

    /**
     * Creates the exception.
     *
     * @param place the file, with line and column where they are known
     * @param problem what was expected and what was found
     * @param cause what a library threw, or null
     */
    public InputException(String place, String problem, Throwable cause) {
        super(Objects.requireNonNull(place, "place") + ": " + Objects.requireNonNull(problem, "problem"), cause);
    }
}
