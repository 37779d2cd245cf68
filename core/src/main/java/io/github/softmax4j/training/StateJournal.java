package io.github.softmax4j.training;

import io.github.softmax4j.checkpoint.CheckpointFolder;
import io.github.softmax4j.optim.Journal;
import io.github.softmax4j.optim.Remembered;
import io.github.softmax4j.progress.CheckpointException;
import io.github.softmax4j.settings.Checkpoints;
import java.io.DataInputStream;
import java.io.IOException;

/** Keeps no answers, of which there are too many, but what the descents have made of them. */
final class StateJournal implements Journal {
    private final Checkpoints wanted;
    private final CheckpointFolder folder;
    private final CheckpointClock clock;
    private final CheckpointWriter writer;
    private final Remembered batches;

    StateJournal(Checkpoints wanted, CheckpointFolder folder, CheckpointClock clock, Remembered batches) {
        this.wanted = wanted;
        this.folder = folder;
        this.clock = clock;
        this.writer = new CheckpointWriter(wanted, folder, clock);
        this.batches = batches;
    }

    @Override
    public void begin(Remembered runs) {
        if (!folder.isResumed()) {
            return;
        }
        try (DataInputStream state = folder.state()) {
            double seconds = state.readDouble();
            batches.readFrom(state);
            runs.readFrom(state);
            clock.goOnAfter(seconds);
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(wanted.folder(), "its checkpoints do not fit this fit: " + e.getMessage());
        }
        writer.resumed();
    }

    @Override
    public void take(Kind kind, Answer answer) {
        answer.compute();
        if (kind == Kind.STEP) {
            clock.step();
        }
    }

    @Override
    public void evaluated(Remembered runs) {
        clock.look();
        if (clock.isDue(wanted)) {
            writer.write(journal -> {}, state -> {
                state.writeDouble(clock.seconds());
                batches.writeTo(state);
                runs.writeTo(state);
            });
        }
    }

    @Override
    public double seconds() {
        return clock.seconds();
    }
}
