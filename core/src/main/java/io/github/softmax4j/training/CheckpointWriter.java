package io.github.softmax4j.training;

import io.github.softmax4j.checkpoint.CheckpointFolder;
import io.github.softmax4j.checkpoint.Content;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes checkpoints when they are due. What cannot be written is said once, and tried again the next time. */
final class CheckpointWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriter.class);

    private final CheckpointFolder folder;
    private final CheckpointClock clock;
    private boolean hasFailed;

    CheckpointWriter(CheckpointFolder folder, CheckpointClock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Writes one now.
     *
     * @return whether it is on the disk
     */
    boolean write(Content journal, Content state) {
        try {
            folder.append(journal, state);
            LOG.info("checkpoint {} after {} s", folder.number(), Math.round(clock.seconds()));
            hasFailed = false;
            return true;
        } catch (IOException e) {
            if (!hasFailed) {
                LOG.warn(
                        "a checkpoint could not be written, and will be tried again; the one before is as it was: {}",
                        e.getMessage());
            }
            hasFailed = true;
            return false;
        } finally {
            clock.written();
        }
    }
}
