package io.github.softmax4j.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file so that whoever looks sees the old one or the new one, whole, also after a crash or a power failure.
 *
 * <p>For example:
 *
 * <pre>{@code
 * byte[] report = "accuracy 0.97".getBytes(StandardCharsets.UTF_8);
 * AtomicFile.requireWritable(file); // before hours of work
 * AtomicFile.write(file, out -> out.write(report)); // the whole file, or none
 * }</pre>
 */
public final class AtomicFile {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it.
         *
         * @param out buffered; closed by the caller
         * @throws IOException if that fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes to a temporary name beside the target, and moves it into place. A file that is replaced leaves its mode,
     * and if possible its owner and group, to the new one.
     *
     * @param target a file, which is replaced, or a name that is free; of a symbolic link, what it points to; a device
     *     or pipe is written to as it is
     * @param content what is written
     * @throws IOException if that fails, or the thread is interrupted meanwhile; the target is then as it was
     */
    public static void write(Path target, Content content) throws IOException {
        requireWritable(target);
        try {
            Uninterrupted.once(() -> {
                if (isDevice(target)) {
                    writeStraight(target, content);
                } else {
                    replace(destination(target), content);
                }
                return null;
            });
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "permission denied or name too long" : e.getReason();
            throw new FileSystemException(target.toString(), null, "cannot be written: " + reason);
        } catch (ClosedByInterruptException e) {
            throw new IOException(target + ": cannot be written: the thread was interrupted meanwhile", e);
        } catch (IOException e) {
            throw new IOException(target + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * The file that is written under a name: where its symbolic links lead, also if nothing is there yet.
     *
     * @param target any name
     * @return an absolute path without links, as far as its folders exist
     * @throws IOException if the links lead nowhere
     */
    public static Path destination(Path target) throws IOException {
        Path file = target.toAbsolutePath();
        for (int links = 0; links < MOST_LINKS; links++) {
            if (Files.exists(file)) {
                return file.toRealPath();
            }
            Path folder = file.getParent();
            Path realFolder = folder != null && Files.exists(folder) ? folder.toRealPath() : folder;
            if (!Files.isSymbolicLink(file)) {
                return realFolder == null ? file : realFolder.resolve(file.getFileName());
            }
            file = realFolder.resolve(Files.readSymbolicLink(file));
        }
        throw new FileSystemException(target.toString(), null, "its symbolic links lead nowhere");
    }

    /**
     * Checks that a file could be written there, before hours of work are spent on what goes into it.
     *
     * @param target the file to be
     * @throws FileSystemException if it is a directory, or its directory is missing or not writable
     */
    public static void requireWritable(Path target) throws FileSystemException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "is a directory, a file to write was expected");
        }
        if (isDevice(target)) {
            requireAllowed(target, target);
            return;
        }
        Path directory = directoryOf(target);
        if (directory == null || !Files.exists(directory)) {
            throw new NoSuchFileException(target.toString(), null, "its directory does not exist");
        }
        if (!Files.isDirectory(directory)) {
            throw new FileSystemException(
                    target.toString(), null, "cannot be written: " + directory + " is not a directory");
        }
        requireAllowed(target, directory); // a file is replaced, which its directory allows
    }

    private static void requireAllowed(Path target, Path place) throws FileSystemException {
        if (!Files.isWritable(place)) {
            throw new FileSystemException(target.toString(), null, "cannot be written: permission denied");
        }
    }

    private static Path directoryOf(Path target) throws FileSystemException {
        try {
            return destination(target).getParent();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new FileSystemException(target.toString(), null, "cannot be written: " + e.getMessage());
        }
    }

    private static boolean isDevice(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target);
    }

    private static void writeStraight(Path device, Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(device))) {
            content.writeTo(out);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(
                Leftovers.fileName(ThreadLocalRandom.current().nextLong()));
        try (TemporaryPath untilMoved = TemporaryPath.of(temporary)) {
            FileChannel channel = Leftovers.hold(untilMoved.path());
            try {
                Leftovers.tidyBeside(untilMoved.path());
                Optional<FileAccess> access = FileAccess.of(file);
                if (access.isPresent()) {
                    FileAccess.ofOwnerAlone(temporary);
                }
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                if (access.isPresent()) {
                    access.get().giveTo(temporary);
                }
                channel.force(true);
                move(temporary, file);
                sync(file.getParent());
            } finally {
                Leftovers.release(temporary);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Keeps the new name through a power failure, where the system can do that: the file is whole in any case. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // Windows opens no folders, and some network drives do not know how
        }
    }
}
