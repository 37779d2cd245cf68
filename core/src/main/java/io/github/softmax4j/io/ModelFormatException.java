package io.github.softmax4j.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file or a stream is not a model that this version can read; the message names the file, if it is one, and says what
 * is wrong.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String problem = "";
 * byte[] upload = {'P', 'K', 3, 4}; // a ZIP file
 * try {
 *     ModelFile.ofBytes(upload);
 * } catch (ModelFormatException e) {
 *     problem = e.getMessage(); // what was expected, and what was found
 * }
 * }</pre>
 */
public final class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param file the file
     * @param problem what was expected and what was found
     */
    public ModelFormatException(Path file, String problem) {
        super(Objects.requireNonNull(file, "file must not be null") + ": "
                + Objects.requireNonNull(problem, "problem must not be null"));
    }

    /** Of a stream, which has no name. */
    ModelFormatException(String problem) {
        super("the model " + problem);
    }
}
