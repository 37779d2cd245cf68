package io.github.softmax4j.formats;

import io.github.softmax4j.files.TemporaryPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What is a name but no file: pipes, which are read once, and so are copied first; devices, which never end, and are
 * refused.
 */
final class PipedFile {
    private static final int TYPE = 0170000;
    private static final int PIPE = 0010000;

    private PipedFile() {}

    static SourceFile copied(Path path, String name) throws InputException {
        if (!isPipe(path)) {
            throw new InputException(name, "a file was expected, but this is a device or a socket");
        }
        try {
            Path copy = TemporaryPath.file(Optional.empty(), ".piped").path(); // deleted at the end of the process
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            return new SourceFile(copy, name);
        } catch (IOException e) {
            throw new InputException(name, "this pipe cannot be copied: " + e.getMessage(), e);
        }
    }

    private static boolean isPipe(Path path) {
        try {
            return ((int) Files.getAttribute(path, "unix:mode") & TYPE) == PIPE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
