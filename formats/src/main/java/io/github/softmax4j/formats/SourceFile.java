package io.github.softmax4j.formats;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that rows or labels are read from, plain or gzip.
 *
 * @param path the file
 * @param name in messages
 */
record SourceFile(Path path, String name) {
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://");
    private static final int[] GZIP = {0x1f, 0x8b};
    private static final int BUFFER_BYTES = 1 << 16;

    /** Checks that a name is that of a file that can be read. */
    static SourceFile of(String name) throws InputException {
        requireNoAddress(name);
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw new InputException(name, "is not a file name: " + e.getReason(), e);
        }
        if (!Files.exists(path)) {
            throw new InputException(name, "there is no such file");
        }
        if (Files.isDirectory(path)) {
            throw new InputException(name, "a file was expected, but this is a directory");
        }
        if (!Files.isReadable(path)) {
            throw new InputException(name, "cannot be read: permission denied");
        }
        return Files.isRegularFile(path)
                ? new SourceFile(path, path.toString())
                : PipedFile.copied(path, path.toString());
    }

    private static void requireNoAddress(String name) throws InputException {
        if (name.regionMatches(true, 0, "file:", 0, 5)) {
            throw new InputException(name, "is an address; name the file without file:");
        }
        if (ADDRESS.matcher(name).lookingAt()) {
            throw new InputException(name, "addresses are not read; download what is there, and name the file");
        }
    }

    /**
     * Opens the file, decompressed. Its first two bytes say whether it is gzip, not its name: a download may have
     * lost or gained its .gz.
     */
    InputStream open() throws IOException {
        InputStream file = Files.newInputStream(path);
        try {
            return decompressed(new BufferedInputStream(file, BUFFER_BYTES));
        } catch (EOFException | ZipException e) {
            file.close();
            throw new InputException(
                    name, "begins like a gzip file, but is cut short or damaged: " + e.getMessage(), e);
        }
    }

    private static InputStream decompressed(InputStream in) throws IOException {
        in.mark(GZIP.length);
        boolean isGzip = begins(in, GZIP);
        in.reset();
        return isGzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES) : in;
    }

    /** Whether the file, as it lies there, begins with some bytes. */
    boolean begins(int... bytes) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return begins(in, bytes);
        }
    }

    private static boolean begins(InputStream in, int... bytes) throws IOException {
        for (int expected : bytes) {
            if (in.read() != expected) {
                return false;
            }
        }
        return true;
    }

    boolean isGzip() throws IOException {
        return begins(GZIP);
    }

    /** What a reader says of gzip or zip that breaks off. */
    InputException damaged(IOException cause) {
        return new InputException(name, "the compressed data are cut short or damaged: " + cause.getMessage(), cause);
    }

    @Override
    public String toString() {
        return name;
    }
}
