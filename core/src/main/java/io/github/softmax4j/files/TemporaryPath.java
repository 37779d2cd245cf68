package io.github.softmax4j.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A file or folder that is deleted when its owner closes this, or at the end of the process if that comes first (a kill
 * that cannot be caught excepted; what is left then the next process deletes).
 *
 * <p>For example:
 *
 * <pre>{@code
 * Path rows;
 * try (TemporaryPath scratch = TemporaryPath.folder()) {
 *     rows = scratch.path().resolve("rows.csv");
 *     Files.writeString(rows, "1,2,bee\n");
 * } // and they are gone
 * }</pre>
 */
public final class TemporaryPath implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 50;
    private static final long PAUSE_NANOSECONDS = 10_000_000;

    private final Path path;
    /** What is deleted: the path, or the folder that it has for itself. */
    private final Path whole;

    private final Thread atTheEnd;

    private TemporaryPath(Path path, Path whole) {
        this.path = path;
        this.whole = whole;
        this.atTheEnd = new Thread(() -> deleteForGood(whole));
        try {
            Runtime.getRuntime().addShutdownHook(atTheEnd);
        } catch (IllegalStateException e) {
            Leftovers.delete(whole); // the process is ending already
        }
    }

    /**
     * A path that the caller makes something of.
     *
     * @param path a file, a folder, or nothing yet
     * @return the same, deleted at last
     */
    public static TemporaryPath of(Path path) {
        return new TemporaryPath(path, path);
    }

    /**
     * A new folder among the temporary files of the system.
     *
     * @return the folder
     * @throws IOException if it cannot be made
     */
    public static TemporaryPath folder() throws IOException {
        Path folder = Files.createTempDirectory(Leftovers.folderPrefix());
        return locked(folder, folder);
    }

    /**
     * A new file, in a folder of its own.
     *
     * @param folder where that is; empty for among the temporary files of the system
     * @param suffix what its name ends with
     * @return the file
     * @throws IOException if it cannot be made
     */
    public static TemporaryPath file(Optional<Path> folder, String suffix) throws IOException {
        Path own = folder.isPresent()
                ? Files.createTempDirectory(folder.get(), Leftovers.folderPrefix())
                : Files.createTempDirectory(Leftovers.folderPrefix());
        TemporaryPath file = locked(own, own.resolve("rows" + suffix));
        Files.createFile(file.path());
        return file;
    }

    /** A folder that no other process takes for a leftover, in which what dead processes have left is deleted. */
    private static TemporaryPath locked(Path folder, Path path) throws IOException {
        var temporary = new TemporaryPath(path, folder);
        try {
            Leftovers.hold(folder.resolve(Leftovers.LOCK));
        } catch (IOException e) {
            temporary.close();
            throw e;
        }
        Leftovers.tidyBeside(folder);
        return temporary;
    }

    /**
     * Where it is.
     *
     * @return the path
     */
    public Path path() {
        return path;
    }

    /**
     * Deletes it, with all that is in it. Tidiness is no reason to fail: what cannot be deleted now is tried once more
     * at the end.
     */
    @Override
    public void close() {
        Leftovers.release(whole.resolve(Leftovers.LOCK));
        Leftovers.delete(whole);
        if (!Files.exists(whole)) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException e) {
            return; // the process is ending: the hook runs by itself
        }
    }

    /** While a process ends, other threads may still write there, until the folder is gone. */
    private static void deleteForGood(Path path) {
        Leftovers.delete(path);
        for (int attempt = 1; attempt < MOST_ATTEMPTS && Files.exists(path); attempt++) {
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
            Leftovers.delete(path);
        }
    }
}
