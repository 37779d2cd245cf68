package io.github.softmax4j.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/** Writes a file so that whoever looks sees the old one or the new one, whole, also after a crash. */
public final class AtomicFile {
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
     * Writes to a temporary name beside the target, and moves it into place.
     *
     * @param target a file, which is replaced, or a name that is free; a device or pipe is written to as it is
     * @param content what is written
     * @throws IOException if that fails; the target is then as it was
     */
    public static void write(Path target, Content content) throws IOException {
        requireWritable(target);
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
                content.writeTo(out);
            }
            return;
        }
        Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        Path temporary = file.resolveSibling(
                ".softmax4j-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
        try (TemporaryPath untilMoved = TemporaryPath.of(temporary)) {
            writeThrough(untilMoved.path(), content);
            move(untilMoved.path(), file);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "permission denied or name too long" : e.getReason();
            throw new FileSystemException(target.toString(), null, "cannot be written: " + reason);
        } catch (IOException e) {
            throw new IOException(target + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Checks that a file could be written there, before hours of work are spent on what goes into it.
     *
     * @param target the file to be
     * @throws FileSystemException if it is a directory, or its directory is missing or not writable
     */
    public static void requireWritable(Path target) throws FileSystemException {
        Path directory = target.toAbsolutePath().getParent();
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "is a directory, a file to write was expected");
        }
        if (directory == null || !Files.exists(directory)) {
            throw new NoSuchFileException(target.toString(), null, "its directory does not exist");
        }
        if (!Files.isDirectory(directory)) {
            throw new FileSystemException(
                    target.toString(), null, "cannot be written: " + directory + " is not a directory");
        }
        boolean isDevice = Files.exists(target) && !Files.isRegularFile(target);
        Path place =
                isDevice ? target : directoryOf(target, directory); // a file is replaced, which its directory allows
        if (!Files.isWritable(place)) {
            throw new FileSystemException(target.toString(), null, "cannot be written: permission denied");
        }
    }

    private static Path directoryOf(Path target, Path directory) {
        try {
            return Files.exists(target) ? target.toRealPath().getParent() : directory;
        } catch (IOException e) {
            return directory;
        }
    }

    private static void writeThrough(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
