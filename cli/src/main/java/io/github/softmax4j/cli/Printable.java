package io.github.softmax4j.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text for a terminal. Names come from files that others have made, and a terminal obeys: ESC moves the cursor, a line
 * end makes one message look like two, and marks of direction make a name read as another. They are shown by
 * their number, as Java would write them.
 */
final class Printable {
    private Printable() {}

    /** A text that stays on its line. */
    static String line(String text) {
        return escaped(text, false);
    }

    /** A text of several lines, whose names have gone through {@link #line} already. */
    static String lines(String text) {
        return escaped(text.replace("\r\n", "\n"), true);
    }

    /** A number, which is not always defined. */
    static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "undefined";
    }

    /** A stream whose lines stay lines, for libraries that log; in UTF-8, as standard output. */
    static PrintStream stream(PrintStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8) {
            @Override
            public void println(String text) {
                super.println(line(String.valueOf(text)));
            }
        };
    }

    private static String escaped(String text, boolean hasLines) {
        if (text.codePoints().noneMatch(Printable::isDangerous)) {
            return text;
        }
        var safe = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isDangerous(character) && !(hasLines && (character == '\n' || character == '\t'))) {
                safe.append(escape(character));
            } else {
                safe.appendCodePoint(character);
            }
        });
        return safe.toString();
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isBmpCodePoint(character)
                        ? String.format(Locale.ROOT, "\\u%04x", character)
                        : String.format(Locale.ROOT, "\\U%08x", character);
        };
    }

    /** Controls, line and paragraph separators, marks of direction and others that cannot be seen, half characters. */
    private static boolean isDangerous(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> !joins(character);
            default -> false;
        };
    }

    /** Letters of some scripts, and some emoji, need them. */
    private static boolean joins(int character) {
        return character == 0x200c || character == 0x200d;
    }
}
