package io.github.softmax4j.training;

import io.github.softmax4j.checkpoint.CheckpointFolder;
import io.github.softmax4j.optim.Journal;
import io.github.softmax4j.optim.Remembered;
import io.github.softmax4j.progress.CheckpointException;
import io.github.softmax4j.settings.Checkpoints;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all answers of a fit. Those of a fit before are told again, at no cost but that of reading them; when they are
 * used up, the solver takes its state over, and answers are computed and written down again.
 */
final class AnswerJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerJournal.class);

    /** What is not written yet is kept in memory: so much is written without waiting for the time. */
    private static final int ENOUGH_KEPT = 64 << 20;

    /** Where nothing can be written, so much is kept until it can. */
    private static final long MOST_KEPT = Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 8);

    private final Checkpoints wanted;
    private final CheckpointFolder folder;
    private final CheckpointClock clock;
    private final CheckpointWriter writer;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(kept);
    private Optional<? extends Remembered> solver = Optional.empty();
    private DataInputStream told;
    private long toTell;
    private long answers;
    private boolean hasBegun;
    private double secondsTold;
    private boolean hasEnded;

    AnswerJournal(Checkpoints wanted, CheckpointFolder folder, CheckpointClock clock) {
        this.wanted = wanted;
        this.folder = folder;
        this.clock = clock;
        this.writer = new CheckpointWriter(wanted, folder, clock);
    }

    /** Descents begin that are answered by this solver. */
    void begin(Optional<? extends Remembered> ofDescents) {
        solver = ofDescents;
        if (!hasBegun && folder.isResumed()) {
            read(this::openTold);
        }
        hasBegun = true;
    }

    private void openTold() throws IOException {
        told = folder.journal();
        try (DataInputStream state = folder.state()) {
            toTell = state.readLong();
        }
        if (toTell < 1) {
            throw new IOException("there must be answers, but there are " + toTell);
        }
    }

    boolean hasBegun() {
        return hasBegun;
    }

    @Override
    public void take(Kind kind, Answer answer) {
        if (answers < toTell) {
            tell(kind, answer);
            return;
        }
        answer.compute();
        answers++;
        if (kind == Kind.EVALUATION) {
            clock.look();
        }
        if (kind == Kind.STEP) {
            clock.step();
        }
        if (!hasEnded) {
            writeDown(kind, answer);
        }
    }

    private void writeDown(Kind kind, Answer answer) {
        try {
            out.writeByte(kind.code());
            if (kind == Kind.EVALUATION) {
                out.writeDouble(clock.seconds());
            }
            answer.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Kind kind, Answer answer) {
        read(() -> {
            char found = (char) told.readUnsignedByte();
            if (found != kind.code()) {
                throw new IOException(
                        "answer " + answers + " must be of kind " + kind.code() + ", but is of kind " + found);
            }
            if (kind == Kind.EVALUATION) {
                secondsTold = told.readDouble();
            }
            answer.readFrom(told);
            answers++;
            if (answers == toTell) {
                goOn();
            }
        });
        if (answers == toTell) {
            writer.resumed();
        }
    }

    /** From here on as if never stopped. */
    private void goOn() throws IOException {
        told.close();
        try (DataInputStream state = folder.state()) {
            state.readLong();
            if (solver.isPresent()) {
                solver.get().readFrom(state);
            }
        }
        clock.goOnAfter(secondsTold);
    }

    /** Reading. */
    private interface Reading {
        void run() throws IOException;
    }

    /** What a checksum did not find is found when it makes no sense. */
    private void read(Reading reading) {
        try {
            reading.run();
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(
                    wanted.folder(),
                    "its checkpoints do not fit this fit; are its limits, of time or iterations, now below what it has"
                            + " taken? (" + e.getMessage() + ")");
        }
    }

    @Override
    public void evaluated(Remembered runs) {
        if (answers < toTell) {
            clock.look(); // somebody may want it to end already
            return;
        }
        if (!hasEnded && kept.size() > 0 && (clock.isDue(wanted) || isEnough())) {
            write();
        }
        hasEnded |= clock.isOver();
    }

    private boolean isEnough() {
        return kept.size() >= ENOUGH_KEPT && !writer.hasFailed();
    }

    private void write() {
        long until = answers;
        boolean isWritten = writer.write(kept::writeTo, state -> {
            state.writeLong(until);
            if (solver.isPresent()) {
                solver.get().writeTo(state);
            }
        });
        if (isWritten) {
            kept.reset();
        } else if (kept.size() >= MOST_KEPT) {
            LOG.warn("there will be no more checkpoints, as they could not be written for too long");
            kept.reset();
            hasEnded = true;
        }
    }

    @Override
    public void close() throws IOException {
        if (told != null) {
            told.close();
        }
    }

    @Override
    public double seconds() {
        return answers < toTell ? secondsTold : clock.seconds();
    }
}
