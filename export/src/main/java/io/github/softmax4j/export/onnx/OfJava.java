package io.github.softmax4j.export.onnx;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What ONNX Runtime cannot do where Java calls it (all of that up to 1.29).
 *
 * <p>Its texts go through functions of the Java Native Interface that know "modified UTF-8" alone: a character beyond
 * the 65536 of the Basic Multilingual Plane, such as most emoji, becomes six bytes instead of four on the way in, and
 * four bytes are not understood on the way out.
 *
 * <p>Source: Java Native Interface Specification, chapter 3, Modified UTF-8 Strings.
 */
final class OfJava {
    /** It ends the process where the command line is longer: 1.29 on Linux from 3980 bytes on. */
    private static final int LONGEST_COMMAND_LINE = 3500;

    private OfJava() {}

    /** Whether a text is other bytes in modified UTF-8 than in UTF-8. */
    static boolean differs(String text) {
        return text.chars().anyMatch(c -> c == 0 || Character.isSurrogate((char) c));
    }

    /** A text in modified UTF-8: each char by itself, also halves of a pair, and 0 in two bytes. */
    static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        text.chars().flatMap(OfJava::encoded).forEach(bytes::write);
        return bytes.toByteArray();
    }

    private static IntStream encoded(int c) {
        if (c != 0 && c < 0x80) {
            return IntStream.of(c);
        }
        int last = 0x80 | (c & 0x3f);
        return c < 0x800
                ? IntStream.of(0xc0 | (c >> 6), last)
                : IntStream.of(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 0x3f), last);
    }

    /**
     * What keeps ONNX Runtime from being called by this process at all.
     *
     * @return what is needed, as the end of a sentence; empty where nothing is
     */
    static Optional<String> obstacle() {
        return ProcessHandle.current()
                .info()
                .commandLine()
                .filter(line -> line.length() > LONGEST_COMMAND_LINE)
                .map(line -> "a command line of at most " + LONGEST_COMMAND_LINE
                        + " bytes, because it ends processes with longer ones");
    }
}
