package io.github.softmax4j.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that was written does not say what the model says, or is not what its reader takes; it was not kept. The
 * message names the file, the row and the difference.
 *
 * @see ModelExport
 */
public final class ExportException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param file the file
     * @param problem what was expected and what was found
     */
    public ExportException(Path file, String problem) {
        super(Objects.requireNonNull(file, "file must not be null") + ": "
                + Objects.requireNonNull(problem, "problem must not be null"));
    }
}
