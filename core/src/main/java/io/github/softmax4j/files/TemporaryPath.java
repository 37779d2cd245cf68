package io.github.softmax4j.files;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A file or folder that is deleted when its owner closes this, or at the end of the process if that comes first (a kill
 * that cannot be caught excepted).
 */
public final class TemporaryPath implements AutoCloseable {
    private static final String PREFIX = "softmax4j-";
    private static final int MOST_ATTEMPTS = 50;
    private static final long PAUSE_NANOSECONDS = 10_000_000;

    private final Path path;
    private final Thread atTheEnd;

    private TemporaryPath(Path path) {
        this.path = path;
        this.atTheEnd = new Thread(() -> deleteForGood(path));
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /**
     * A path that the caller makes something of.
     *
     * @param path a file, a folder, or nothing yet
     * @return the same, deleted at last
     */
    public static TemporaryPath of(Path path) {
        return new TemporaryPath(path);
    }

    /**
     * A new folder among the temporary files of the system.
     *
     * @return the folder
     * @throws IOException if it cannot be made
     */
    public static TemporaryPath folder() throws IOException {
        return of(Files.createTempDirectory(PREFIX));
    }

    /**
     * A new file.
     *
     * @param folder where; empty for among the temporary files of the system
     * @param suffix what its name ends with
     * @return the file
     * @throws IOException if it cannot be made
     */
    public static TemporaryPath file(Optional<Path> folder, String suffix) throws IOException {
        return of(
                folder.isPresent()
                        ? Files.createTempFile(folder.get(), PREFIX, suffix)
                        : Files.createTempFile(PREFIX, suffix));
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
        delete(path);
        if (!Files.exists(path)) {
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
        delete(path);
        for (int attempt = 1; attempt < MOST_ATTEMPTS && Files.exists(path); attempt++) {
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
            delete(path);
        }
    }

    private static void delete(Path path) {
        try (Stream<Path> inside = Files.walk(path)) {
            inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            return; // it is not there, or somebody else has deleted a file
        }
    }
}
