package io.github.softmax4j.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Finds the line of a row of text, which editors show: asked only when something is wrong with the row.
 *
 * @param files the text, as DuckDB reads it; copies have the lines of the source
 * @param separator between fields
 * @param quote around fields that hold separators; 0 for none
 * @param skippedLines lines before those of the files, which copies do not have
 * @param skippedRecords records before the first row of each file
 * @param columns in a single one an empty line is a row that has nothing
 */
record TextLines(List<RawFile> files, char separator, char quote, int skippedLines, int skippedRecords, int columns) {
    private static final int BUFFER_BYTES = 1 << 20;

    /**
     * Goes through the text once.
     *
     * @param row counts from 1, through all files
     * @return such as {@code line 7}, with the file if there are several; empty if there is no such row any more
     */
    Optional<String> placeOf(long row) {
        long left = row;
        for (RawFile file : files) {
            try (var records = new Records(file)) {
                for (int i = 0; i < skippedRecords; i++) {
                    records.next();
                }
                while (records.next()) {
                    left -= records.isBlank && columns > 1 ? 0 : 1;
                    if (left == 0) {
                        String line = "line " + (records.line + skippedLines);
                        return Optional.of(
                                files.size() == 1
                                        ? line
                                        : line + " of " + file.file().name());
                    }
                }
            } catch (IOException e) {
                return Optional.empty(); // what was wrong before is the error to report
            }
        }
        return Optional.empty();
    }

    /** One record after the other; its quotes may hold line ends (RFC 4180). */
    private final class Records implements AutoCloseable {
        private final InputStream in;
        private long lineEnds;
        private int last;
        private long line;
        private boolean isBlank;

        Records(RawFile file) throws IOException {
            in = new BufferedInputStream(file.file().open(), BUFFER_BYTES);
        }

        /** False at the end of the file. */
        boolean next() throws IOException {
            line = lineEnds + 1;
            isBlank = true;
            boolean isQuoted = false;
            boolean fieldBegins = true;
            int c = read();
            boolean exists = c >= 0;
            while (c >= 0 && (isQuoted || c != '\n')) {
                isBlank = false;
                if (c == quote && (isQuoted || fieldBegins)) {
                    isQuoted = !isQuoted; // a doubled quote twice
                } else if (!isQuoted) {
                    fieldBegins = c == separator || (fieldBegins && c == ' ');
                }
                c = read();
            }
            return exists;
        }

        /** A line feed for a line end of any kind. */
        private int read() throws IOException {
            int c = in.read();
            if (c == '\n' && last == '\r') {
                c = in.read();
            }
            last = c;
            boolean ends = c == '\r' || c == '\n';
            lineEnds += ends ? 1 : 0;
            return ends ? '\n' : c;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
