package io.github.softmax4j.checkpoint;

import io.github.softmax4j.checkpoint.FileHeader.Kind;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.progress.CheckpointException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The checkpoints of one fit, in a folder that is locked meanwhile: checkpoint n is part n of a journal, which is
 * written once and never changed, and the state at its end. What is resumed are all parts up to the newest state, so
 * that the states of the last two are kept.
 *
 * <p>A folder whose fit has ended by itself is not in the way of another: resumed, the same fit ends at once, and any
 * other begins anew there.
 */
public final class CheckpointFolder implements AutoCloseable {
    private static final int STATES_KEPT = 2;
    private static final int BUFFER_BYTES = 1 << 16;

    private final FolderFiles files;
    private final Map<String, String> identity;
    private final FolderLock lock;
    private final Chain resumed;
    private int number;
    private String digest;
    private boolean isUnderWay;

    private CheckpointFolder(FolderFiles files, Map<String, String> identity, FolderLock lock, Chain resumed) {
        this.files = files;
        this.identity = Map.copyOf(identity);
        this.lock = lock;
        this.resumed = resumed;
        this.number = resumed.number();
        this.digest = resumed.digest();
    }

    /** What is in a folder that has just been locked. */
    @FunctionalInterface
    private interface Look {
        Chain into(FolderFiles files) throws IOException;
    }

    /**
     * Begins with the first checkpoint.
     *
     * @param folder made if it is missing; checkpoints of a fit that has ended by itself are deleted
     * @param identity of the fit: what must be the same when it is resumed, by names
     * @return the folder, locked
     * @throws CheckpointException if it holds checkpoints of a fit that has not ended, or is in use
     * @throws IOException if it cannot be made or read
     */
    public static CheckpointFolder begin(Path folder, Map<String, String> identity) throws IOException {
        return open(folder, identity, files -> {
            int newest = files.newest();
            if (newest > 0 && !Files.exists(files.finished())) {
                throw new CheckpointException(
                        folder,
                        "holds " + newest + " checkpoints of a fit that has not ended; resume it, or name another "
                                + "folder, or delete this one");
            }
            return anew(files);
        });
    }

    /**
     * Goes on behind the newest checkpoint that is whole, or begins where there is none.
     *
     * @param folder made if it is missing
     * @param identity of the fit, by names
     * @return the folder, locked
     * @throws CheckpointException if its checkpoints are those of another fit, of which the message says what differs,
     *     or of another version of the format, or damaged beyond the newest, or if it is in use
     * @throws IOException if it cannot be made or read
     */
    public static CheckpointFolder resume(Path folder, Map<String, String> identity) throws IOException {
        return open(folder, identity, files -> {
            Chain chain = Chain.read(files);
            String difference = chain.state()
                    .map(state -> Identity.difference(state.header().identity(), identity))
                    .orElse("");
            if (difference.isEmpty()) {
                return chain;
            }
            if (Files.exists(files.finished())) {
                return anew(files);
            }
            throw new CheckpointException(
                    folder,
                    "its checkpoints are those of another fit (" + difference + "); train as then, or name another "
                            + "folder");
        });
    }

    private static CheckpointFolder open(Path folder, Map<String, String> identity, Look look) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new CheckpointException(folder, "a folder for checkpoints was expected, but it is a file");
        }
        Files.createDirectories(folder);
        var files = new FolderFiles(folder);
        FolderLock lock = FolderLock.of(folder, files.lock());
        try {
            return new CheckpointFolder(files, identity, lock, look.into(files));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Chain anew(FolderFiles files) throws IOException {
        files.deleteFrom(1);
        Files.deleteIfExists(files.finished()); // last: what is half deleted is still finished
        return Chain.NONE;
    }

    /**
     * Whether there is something to go on from.
     *
     * @return false if the fit begins
     */
    public boolean isResumed() {
        return resumed.state().isPresent();
    }

    /**
     * What was passed over.
     *
     * @return which file is damaged and how, and what is done instead; empty if nothing is
     */
    public Optional<String> warning() {
        return resumed.problem()
                .map(problem -> files.folder() + ": " + problem + "; the fit "
                        + (isResumed() ? "goes on from checkpoint " + resumed.number() + " before it" : "begins anew"));
    }

    /**
     * The records of all parts, one after the other, as they were when the folder was opened. Its {@code available()}
     * tells how many bytes are left, up to 2^31 - 1, so that a length can be checked before it is believed.
     *
     * @return a stream to be closed; empty if nothing is resumed
     */
    public DataInputStream journal() {
        return buffered(new Bodies(resumed.parts()));
    }

    /**
     * The state at the end of the journal. Its {@code available()} is as that of {@link #journal}.
     *
     * @return a stream to be closed; empty if nothing is resumed
     */
    public DataInputStream state() {
        return buffered(new Bodies(resumed.state().stream().toList()));
    }

    private static DataInputStream buffered(Bodies bodies) {
        return new DataInputStream(new BufferedInputStream(bodies, BUFFER_BYTES));
    }

    /**
     * Writes a checkpoint; it is on the disk afterwards.
     *
     * @param journalPart the records since the last one
     * @param state at their end
     * @throws IOException if that fails, as on a disk that is full: the checkpoints before are then as they were, and
     *     the next call must bring these records, too
     */
    public void append(Content journalPart, Content state) throws IOException {
        int next = number + 1;
        if (!isUnderWay) {
            Files.deleteIfExists(files.finished());
            files.deleteFrom(next); // what was passed over, or never finished
            isUnderWay = true;
        }
        CheckpointFile part = write(Kind.PART, next, digest, journalPart);
        write(Kind.STATE, next, part.digest(), state);
        number = next;
        digest = part.digest();
        files.deleteState(number - STATES_KEPT);
    }

    private CheckpointFile write(Kind kind, int next, String before, Content content) throws IOException {
        return CheckpointFile.write(files.path(kind, next), new FileHeader(kind, next, before, identity), content);
    }

    /**
     * The number of the newest checkpoint.
     *
     * @return 0 where there is none yet
     */
    public int number() {
        return number;
    }

    /**
     * The fit has ended by itself, and not because it was told to, or its time was over. Its checkpoints stay, as
     * nobody knows whether its model has been written; but the folder is free for another fit.
     *
     * @throws IOException if that cannot be noted
     */
    public void finish() throws IOException {
        if (number > 0) {
            byte[] words = "The fit has ended; these files can be deleted.\n".getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(files.finished(), out -> out.write(words));
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
