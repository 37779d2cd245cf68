package io.github.softmax4j.serve;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** Reads models without trust: refused is what the library's {@code ModelFile} refuses, in its words. */
final class ModelReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private ModelReader() {}

    /** A file goes through twice: nothing in it is believed before its length and its checksum fit. */
    static Scorer read(Path file) throws IOException {
        requireFile(file);
        try {
            requireWhole(file);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
                return content(in);
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableModelException(file + ": " + e.getMessage());
        }
    }

    static Scorer read(InputStream in) throws IOException {
        try {
            return content(in);
        } catch (IllegalArgumentException e) {
            throw new UnreadableModelException("the model " + e.getMessage());
        }
    }

    static Scorer read(byte[] bytes) throws UnreadableModelException {
        var in = new ByteArrayInputStream(bytes);
        try {
            Scorer scorer = read(in);
            if (in.available() > 0) {
                throw new UnreadableModelException(
                        "the model must be all there is, but is followed by " + in.available() + " bytes");
            }
            return scorer;
        } catch (UnreadableModelException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("an array gives all bytes", e);
        }
    }

    private static void requireFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnreadableModelException(file + ": must be a model file, but is a directory or a device");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableModelException(file + ": cannot be read: permission denied");
        }
    }

    private static void requireWhole(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            var crc = new CRC32C();
            byte[] start = in.readNBytes(Preamble.BYTES);
            Preamble.of(start).requireSize(size);
            crc.update(start);
            var buffer = new byte[BUFFER_BYTES];
            for (long left = size - start.length - Preamble.CHECKSUM_BYTES; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, BUFFER_BYTES));
                if (read < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
                crc.update(buffer, 0, read);
                left -= read;
            }
            requireChecksum(in, crc.getValue());
        }
    }

    /** One model and no byte behind it. Nothing is allocated for more bytes than have come. */
    private static Scorer content(InputStream in) throws IOException {
        var checked = new CheckedInputStream(in, new CRC32C());
        Preamble preamble = Preamble.of(checked.readNBytes(Preamble.BYTES));
        preamble.requireNotNegative();
        Header header = Header.of(readFully(checked, preamble.headerBytes()), preamble.payloadBytes());
        var rows = new double[header.featureNames().size() + 1][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new double[header.classes().size()];
            ByteBuffer.wrap(readFully(checked, rows[row].length * Double.BYTES))
                    .asDoubleBuffer()
                    .get(rows[row]);
        }
        requireChecksum(in, checked.getChecksum().getValue());
        requireFinite(rows);
        return new Scorer(header, Weights.of(rows));
    }

    private static byte[] readFully(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new IllegalArgumentException(
                    "is cut short: " + count + " bytes were expected, but only " + bytes.length + " came");
        }
        return bytes;
    }

    private static void requireChecksum(InputStream in, long found) throws IOException {
        if (ByteBuffer.wrap(readFully(in, Preamble.CHECKSUM_BYTES)).getInt() != (int) found) {
            throw new IllegalArgumentException("is damaged: its checksum does not fit its content");
        }
    }

    private static void requireFinite(double[][] rows) {
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                if (!Double.isFinite(rows[row][column])) {
                    throw new IllegalArgumentException("is damaged: weights must be finite, but row " + row
                            + ", column " + column + " is " + rows[row][column]);
                }
            }
        }
    }
}
