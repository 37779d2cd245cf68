package io.github.softmax4j.files;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What killed processes have left, and how the living keep theirs: each holds a lock on what it is writing, which the
 * system takes back when it dies, whatever it dies of. Whoever gets the lock knows that the owner is dead.
 *
 * <p>Between making a file and locking it another process may take it for a leftover; so the owner looks, once it has
 * the lock, whether the file is still there.
 */
final class Leftovers {
    /** The lock of a folder; a file is locked itself. */
    static final String LOCK = "lock";

    private static final Pattern FILE = Pattern.compile("\\.softmax4j-\\d+-[0-9a-f]+\\.tmp");
    private static final Pattern FOLDER = Pattern.compile("softmax4j-\\d+-\\d+");

    /** Locks of this process. Closing any other channel to one of these files would give its lock back. */
    private static final Map<Path, FileChannel> HELD = new HashMap<>();

    private static final Set<Path> TIDIED = ConcurrentHashMap.newKeySet();

    private Leftovers() {}

    /** The name of a file that is going to be moved into place. */
    static String fileName(long random) {
        return ".softmax4j-" + ProcessHandle.current().pid() + "-" + Long.toHexString(random) + ".tmp";
    }

    /** What the name of a folder begins with. */
    static String folderPrefix() {
        return "softmax4j-" + ProcessHandle.current().pid() + "-";
    }

    /**
     * Makes a file, and locks it where the file system can do that.
     *
     * @return to write into; the lock lasts until {@link #release}
     */
    static synchronized FileChannel hold(Path file) throws IOException {
        Path key = key(file);
        FileChannel channel = Uninterrupted.untilDone(() -> locked(file));
        HELD.put(key, channel);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            release(file);
            throw new IOException("another process has deleted " + file);
        }
        return channel;
    }

    /** A file has one name here, whatever its folder is called. */
    private static Path key(Path file) throws IOException {
        return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
        } catch (FileLockInterruptionException e) {
            Files.deleteIfExists(file); // its channel is closed
            throw e;
        } catch (IOException | OverlappingFileLockException e) {
            return channel; // some network drives have no locks: nobody gets this one, and so nobody deletes the file
        }
        return channel;
    }

    static synchronized void release(Path file) {
        try {
            FileChannel channel = HELD.remove(key(file));
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            return; // the system takes the lock back at the end
        }
    }

    /**
     * Deletes what the dead have left in a folder, once for each folder.
     *
     * @param own something of this process in that folder, which shows who its user is
     */
    static void tidyBeside(Path own) {
        Path folder = own.toAbsolutePath().getParent();
        if (TIDIED.add(folder)) {
            tidy(folder, own);
        }
    }

    static void tidy(Path folder, Path own) {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, "{.,}softmax4j-*")) {
            UserPrincipal user = Files.getOwner(own, LinkOption.NOFOLLOW_LINKS);
            for (Path path : inside) {
                if (Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user)) {
                    deleteIfDead(path);
                }
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
            return; // tidiness is no reason to fail
        }
    }

    private static synchronized void deleteIfDead(Path path) throws IOException {
        String name = path.getFileName().toString();
        boolean isFolder = FOLDER.matcher(name).matches() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        Path locked = isFolder ? path.resolve(LOCK) : path;
        boolean isOurs = isFolder || FILE.matcher(name).matches();
        if (!isOurs || !Files.isRegularFile(locked, LinkOption.NOFOLLOW_LINKS) || HELD.containsKey(key(locked))) {
            return;
        }
        try (FileChannel channel = FileChannel.open(locked, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                delete(path);
            }
        } catch (IOException | OverlappingFileLockException e) {
            return; // nobody can say whether its owner is dead
        }
    }

    /** Deletes a file, or a folder with all that is in it, as far as that is possible. */
    static void delete(Path path) {
        try (Stream<Path> inside = Files.walk(path)) {
            inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            return; // it is not there, or somebody else has deleted a file
        }
    }
}
