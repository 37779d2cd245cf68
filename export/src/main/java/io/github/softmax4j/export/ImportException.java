package io.github.softmax4j.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file is not a model that can be taken over: it is damaged, of a kind that is not read, or of no softmax regression.
 * The message names the file, what was expected and what was found.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String problem = "";
 * Path pickle = Files.write(folder.resolve("model.pkl"), new byte[] {(byte) 0x80, 4, '.'});
 * try {
 *     ModelImport.read(pickle, ImportOptions.defaults());
 * } catch (ImportException e) {
 *     problem = e.getMessage(); // what it is, and what to do instead
 * }
 * }</pre>
 */
public final class ImportException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param file the file or folder
     * @param problem what was expected and what was found
     * @param cause why
     */
    public ImportException(Path file, String problem, Throwable cause) {
        super(
                Objects.requireNonNull(file, "file must not be null") + ": "
                        + Objects.requireNonNull(problem, "problem must not be null"),
                Objects.requireNonNull(cause, "cause must not be null"));
    }

    /**
     * Creates the exception.
     *
     * @param file the file or folder
     * @param problem what was expected and what was found
     */
    public ImportException(Path file, String problem) {
        super(Objects.requireNonNull(file, "file must not be null") + ": "
                + Objects.requireNonNull(problem, "problem must not be null"));
    }
}
