package io.github.softmax4j.progress;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A folder of checkpoints cannot be used for this fit: it belongs to another fit, is in use, or is damaged; the message
 * names it, and says what differs.
 *
 * @see io.github.softmax4j.settings.Checkpoints
 */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A refusal.
     *
     * @param folder of the checkpoints
     * @param problem what was expected and what was found
     */
    public CheckpointException(Path folder, String problem) {
        super(Objects.requireNonNull(folder, "folder must not be null") + ": "
                + Objects.requireNonNull(problem, "problem must not be null"));
    }
}
