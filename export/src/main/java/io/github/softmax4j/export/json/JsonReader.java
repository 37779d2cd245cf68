package io.github.softmax4j.export.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads JSON, all of RFC 8259 and nothing beside it, without trust: a text never takes more memory than some times its
 * own length, and never more of the stack than a few hundred calls.
 *
 * <p>An object is a Map in the order of its names, an array a List, a text a String, a number a Double, true and false
 * a Boolean, null is null.
 */
public final class JsonReader {
    /** Deeper than any model, and far from what a stack can hold. */
    private static final int MOST_LEVELS = 64;

    private final String text;
    private int at;
    private int levels;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @param file in UTF-8
     * @return its value
     * @throws JsonException if it is not JSON; the message says where
     * @throws IOException if it cannot be read
     */
    public static Object read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        try {
            return read(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            throw new JsonException("text in UTF-8 was expected, but found other bytes");
        }
    }

    /**
     * Reads a text.
     *
     * @param text all of it
     * @return its value
     * @throws JsonException if it is not JSON; the message says where
     */
    public static Object read(String text) throws JsonException {
        Objects.requireNonNull(text, "text must not be null");
        var reader = new JsonReader(text);
        Object value = reader.value();
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.expected("the end");
        }
        return value;
    }

    private Object value() throws JsonException {
        skipBlanks();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object() throws JsonException {
        enter();
        var object = new LinkedHashMap<String, Object>();
        if (!isNext('}')) {
            do {
                skipBlanks();
                int start = at;
                String name = string();
                if (object.containsKey(name)) {
                    at = start;
                    throw expected("a name that is not there already");
                }
                skipBlanks();
                take(':');
                object.put(name, value());
            } while (isNext(','));
            take('}');
        }
        levels--;
        return object;
    }

    private List<Object> array() throws JsonException {
        enter();
        var array = new ArrayList<Object>();
        if (!isNext(']')) {
            do {
                array.add(value());
            } while (isNext(','));
            take(']');
        }
        levels--;
        return array;
    }

    private void enter() throws JsonException {
        if (levels == MOST_LEVELS) {
            throw expected("at most " + MOST_LEVELS + " objects and arrays in each other");
        }
        levels++;
        at++;
    }

    private String string() throws JsonException {
        take('"');
        var string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw expected("no control character in a text");
            }
            at++;
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() throws JsonException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at--;
                throw expected("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
            }
        };
    }

    private char unicode() throws JsonException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw expected("four hexadecimal digits behind \\u");
            }
            code = 16 * code + digit;
            at++;
        }
        return (char) code;
    }

    private Object word(String word, Object value) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw expected(word);
        }
        at += word.length();
        return value;
    }

    /** A number of JSON has a digit on each side of its point, and no zeros in front. */
    private Double number() throws JsonException {
        int start = at;
        skipIf('-');
        int whole = digits();
        if (whole > 1 && text.charAt(at - whole) == '0') {
            at -= whole;
            throw expected("no zeros in front of a number");
        }
        if (skipIf('.')) {
            digits();
        }
        if (skipIf('e') || skipIf('E')) {
            if (!skipIf('-')) {
                skipIf('+');
            }
            digits();
        }
        double number = Double.parseDouble(text.substring(start, at));
        if (Double.isInfinite(number)) {
            at = start;
            throw expected("a number that double has room for");
        }
        return number;
    }

    private int digits() throws JsonException {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw expected(levels == 0 ? "a value of JSON" : "a value, or a digit of a number");
        }
        return at - start;
    }

    private boolean skipIf(char wanted) {
        boolean isThere = at < text.length() && text.charAt(at) == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    /** Whether the sign is next, behind blanks; then it is taken. */
    private boolean isNext(char wanted) {
        skipBlanks();
        return skipIf(wanted);
    }

    private void take(char wanted) throws JsonException {
        if (!skipIf(wanted)) {
            throw expected("'" + wanted + "'");
        }
    }

    private char peek() throws JsonException {
        if (at == text.length()) {
            throw expected("more");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonException expected(String what) {
        long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        int column = at - text.lastIndexOf('\n', at - 1);
        String found = at == text.length()
                ? "the end"
                : Character.isISOControl(text.charAt(at)) ? "a control character" : "'" + text.charAt(at) + "'";
        return new JsonException(
                "line " + line + ", column " + column + ": " + what + " was expected, but found " + found);
    }
}
