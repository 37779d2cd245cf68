package io.github.softmax4j.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not what was written; perhaps the checkpoint before it is. */
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(Path file, String problem) {
        super(file.getFileName() + " " + problem);
    }
}
