package io.github.softmax4j.export.reading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of text in UTF-8, read as one. */
final class ForeignText {
    /** A text becomes one array of Java, and weights some times as much. */
    private static final long MOST_BYTES = 1L << 30;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private ForeignText() {}

    /**
     * The text without what marks it as UTF-8.
     *
     * @throws IllegalArgumentException if it is too long, or is in no UTF-8
     */
    static String of(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("must be at most 1 GiB of text, but is " + bytes + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("must be text in UTF-8, but has other bytes", e);
        }
    }
}
