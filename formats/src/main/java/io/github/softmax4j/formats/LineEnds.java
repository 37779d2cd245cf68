package io.github.softmax4j.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where lines end, and whether all end alike: DuckDB reads only one kind of line ends in a file. */
final class LineEnds {
    private static final int BUFFER_BYTES = 1 << 20;

    private LineEnds() {}

    /** Where the last line end of some bytes is behind; 0 without one. */
    static int lastBehind(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n' && bytes[end - 1] != '\r') {
            end--;
        }
        return end;
    }

    /** Whether a file has more than one of line feeds, carriage returns, and both together. */
    static boolean areMixed(Path file) throws IOException {
        var bytes = new byte[BUFFER_BYTES];
        boolean afterReturn = false;
        boolean feeds = false;
        boolean returns = false;
        boolean pairs = false;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                for (int i = 0; i < read; i++) {
                    byte b = bytes[i];
                    if (afterReturn) {
                        pairs |= b == '\n';
                        returns |= b != '\n';
                    } else {
                        feeds |= b == '\n';
                    }
                    afterReturn = b == '\r';
                }
            }
        }
        returns |= afterReturn;
        return (feeds ? 1 : 0) + (returns ? 1 : 0) + (pairs ? 1 : 0) > 1;
    }
}
