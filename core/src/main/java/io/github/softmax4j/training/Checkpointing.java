package io.github.softmax4j.training;

import io.github.softmax4j.checkpoint.CheckpointFolder;
import io.github.softmax4j.optim.Journal;
import io.github.softmax4j.optim.Remembered;
import io.github.softmax4j.progress.CheckpointException;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.Checkpoints;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Stopping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one call of a door, which may be a fit or many: what they are told, one after the other, is one
 * journal. Without a folder there are none, and only the time is common.
 */
public final class Checkpointing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);

    private final Optional<Checkpoints> wanted;
    /** Null without checkpoints. */
    private final CheckpointFolder folder;

    private final CheckpointClock clock;
    private final AnswerJournal answers;

    private Checkpointing(Optional<Checkpoints> wanted, CheckpointFolder folder, CheckpointClock clock) {
        this.wanted = wanted;
        this.folder = folder;
        this.clock = clock;
        this.answers = wanted.map(checkpoints -> new AnswerJournal(checkpoints, folder, clock))
                .orElse(null);
    }

    /**
     * Opens the folder, if there is one.
     *
     * @param options name it
     * @param stopping the limits of the fit
     * @param identity of the fit, see {@link FitIdentity}; asked for only if there is a folder
     * @return to be closed
     * @throws CheckpointException if the checkpoints are not those of this fit, or the folder is in use
     * @throws UncheckedIOException if the folder cannot be read or made
     */
    public static Checkpointing open(FitOptions options, Stopping stopping, Supplier<Map<String, String>> identity) {
        if (options.checkpoints().isEmpty()) {
            return new Checkpointing(Optional.empty(), null, new CheckpointClock(options, stopping));
        }
        Checkpoints wanted = options.checkpoints().get();
        try {
            CheckpointFolder folder = wanted.resume()
                    ? CheckpointFolder.resume(wanted.folder(), identity.get())
                    : CheckpointFolder.begin(wanted.folder(), identity.get());
            folder.warning().ifPresent(LOG::warn);
            // the identity has read all rows, which is no part of the fit
            var clock = new CheckpointClock(options, stopping);
            return new Checkpointing(options.checkpoints(), folder, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CheckpointClock clock() {
        return clock;
    }

    /**
     * Of descents that are brought back by what they were told.
     *
     * @param solver what answers them and has a memory of its own; empty where nothing has
     */
    Journal answers(Optional<? extends Remembered> solver) {
        if (folder == null) {
            return clock.journal();
        }
        clock.look(); // what was prepared is no part of the descent
        answers.begin(solver);
        return answers;
    }

    /**
     * Of descents that are brought back by their state, as they were told too much. After others they are short, as
     * the last fit of a sweep is, and are made anew.
     *
     * @param batches what they are told of
     */
    Journal state(Remembered batches) {
        if (folder == null || answers.hasBegun()) {
            return clock.journal();
        }
        clock.look();
        return new StateJournal(wanted.orElseThrow(), folder, clock, batches);
    }

    /**
     * The work is done. Where one was cut short, it can be gone on with.
     *
     * @param trained all that came of it
     */
    public void ended(List<Trained> trained) {
        boolean isCutShort = trained.stream()
                .map(each -> each.convergence().stopReason())
                .anyMatch(reason -> reason == StopReason.CANCELLED || reason == StopReason.TIME_LIMIT);
        if (folder == null || isCutShort) {
            return;
        }
        try {
            folder.finish();
        } catch (IOException e) {
            LOG.warn("that the fit has ended could not be noted beside its checkpoints: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        try (folder) {
            answers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
