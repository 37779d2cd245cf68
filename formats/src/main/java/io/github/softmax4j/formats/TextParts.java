package io.github.softmax4j.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Plain text whose records are lines, so that it can be cut at any line end: threads read its parts side by side.
 *
 * @param files the text
 * @param skippedRecords records before the first row of each file
 * @param sql how they are read
 * @param bytesPerRow about how long a line is
 */
record TextParts(List<Path> files, int skippedRecords, CsvSql sql, double bytesPerRow) {
    private static final int BUFFER_BYTES = 1 << 14;

    /**
     * Bytes of a file, from one line to another.
     *
     * @param file the file
     * @param from where the first line begins
     * @param to where the last one has ended
     * @param skippedRecords records before the first row
     */
    record Part(Path file, long from, long to, int skippedRecords) {
        /** Copies these bytes into a file of their own: DuckDB reads whole files only. */
        void copyTo(Path copy) throws IOException {
            try (FileChannel in = FileChannel.open(file);
                    FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                long at = from;
                while (at < to) {
                    long copied = in.transferTo(at, to - at, out);
                    if (copied <= 0) {
                        throw new IOException(file + " has become shorter while it was read");
                    }
                    at += copied;
                }
            }
        }
    }

    /**
     * Cuts the text.
     *
     * @param rows about how many rows a part has
     * @return the parts in their order
     */
    List<Part> parts(long rows) throws IOException {
        long bytes = Math.max(RawFile.HEAD_BYTES, (long) (rows * bytesPerRow)); // what is skipped is in the first part
        var parts = new ArrayList<Part>();
        for (Path file : files) {
            try (FileChannel in = FileChannel.open(file)) {
                long from = 0;
                while (from < in.size()) {
                    long to = from + bytes < in.size() ? nextLine(in, from + bytes) : in.size();
                    parts.add(new Part(file, from, to, from == 0 ? skippedRecords : 0));
                    from = to;
                }
            }
        }
        return parts;
    }

    /** Behind the first line feed from there on, or at the end. */
    private static long nextLine(FileChannel in, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
        long at = from;
        while (in.read(bytes.clear(), at) > 0) {
            bytes.flip();
            while (bytes.hasRemaining()) {
                at++;
                if (bytes.get() == '\n') {
                    return at;
                }
            }
        }
        return at;
    }
}
