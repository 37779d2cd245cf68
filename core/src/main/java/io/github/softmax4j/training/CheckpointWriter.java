package io.github.softmax4j.training;

import io.github.softmax4j.checkpoint.CheckpointFolder;
import io.github.softmax4j.checkpoint.Content;
import io.github.softmax4j.progress.Checkpoint;
import io.github.softmax4j.settings.Checkpoints;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes checkpoints when they are due. What cannot be written is said once, and tried again the next time. */
final class CheckpointWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriter.class);

    private final Checkpoints wanted;
    private final CheckpointFolder folder;
    private final CheckpointClock clock;
    private boolean hasFailed;

    CheckpointWriter(Checkpoints wanted, CheckpointFolder folder, CheckpointClock clock) {
        this.wanted = wanted;
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
            wanted.listener().accept(new Checkpoint(folder.number(), clock.seconds(), false));
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

    boolean hasFailed() {
        return hasFailed;
    }

    /** The fit goes on from the newest checkpoint. */
    void resumed() {
        LOG.info("resumed from checkpoint {} after {} s", folder.number(), Math.round(clock.seconds()));
        wanted.listener().accept(new Checkpoint(folder.number(), clock.seconds(), true));
    }
}
