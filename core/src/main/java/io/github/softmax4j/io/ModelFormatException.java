package io.github.softmax4j.io;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not a model that this version can read; the message names the file and says what is wrong. */
public final class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param file the file
     * @param problem what was expected and what was found
     */
    public ModelFormatException(Path file, String problem) {
        super(file + ": " + problem);
    }
}
