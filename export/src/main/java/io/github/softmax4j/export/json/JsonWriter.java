package io.github.softmax4j.export.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes JSON that a person can read, too: each name of the outermost object on a line of its own, and so each item of
 * an array there that is itself an array or object.
 */
public final class JsonWriter {
    private final Writer out;

    private JsonWriter(Writer out) {
        this.out = out;
    }

    /**
     * Writes an object.
     *
     * @param object names in the order wanted, and values: Map, List, String, Number, Boolean, double[], double[][] or
     *     null
     * @param stream in UTF-8; flushed, not closed
     * @throws IOException if that fails
     * @throws IllegalArgumentException if a number is not finite, which JSON has no word for
     */
    public static void write(Map<String, ?> object, OutputStream stream) throws IOException {
        Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        try {
            new JsonWriter(out).outermost(object);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    /**
     * A value in one line.
     *
     * @param value as in {@link #write}
     * @return its JSON
     */
    public static String text(Object value) {
        var out = new StringWriter();
        new JsonWriter(out).value(value);
        return out.toString();
    }

    private void outermost(Map<String, ?> object) {
        String before = "{\n";
        for (Map.Entry<String, ?> entry : object.entrySet()) {
            put(before + "  ");
            string(entry.getKey());
            put(": ");
            member(entry.getValue());
            before = ",\n";
        }
        put("\n}\n");
    }

    private void member(Object value) {
        List<?> items =
                value instanceof double[][] rows ? List.of(rows) : value instanceof List<?> list ? list : List.of();
        boolean isOfLines = items.stream().anyMatch(item -> item instanceof Map || item instanceof double[]);
        if (!isOfLines) {
            value(value);
            return;
        }
        String before = "[\n    ";
        for (Object item : items) {
            put(before);
            value(item);
            before = ",\n    ";
        }
        put("\n  ]");
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> object) {
            object(object);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value instanceof double[] numbers) {
            array(numbers);
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value == null || value instanceof Boolean) {
            put(String.valueOf(value));
        } else {
            throw new IllegalArgumentException("a value of JSON was expected, but found " + value.getClass());
        }
    }

    private void object(Map<?, ?> object) {
        String before = "{";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            put(before);
            string((String) entry.getKey());
            put(": ");
            value(entry.getValue());
            before = ", ";
        }
        put(object.isEmpty() ? "{}" : "}");
    }

    private void array(List<?> list) {
        String before = "[";
        for (Object item : list) {
            put(before);
            value(item);
            before = ", ";
        }
        put(list.isEmpty() ? "[]" : "]");
    }

    private void array(double... numbers) {
        String before = "[";
        for (double number : numbers) {
            put(before);
            number(number);
            before = ", ";
        }
        put(numbers.length == 0 ? "[]" : "]");
    }

    private void number(Number number) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("a finite number was expected, but found " + number);
        }
        put(number.toString());
    }

    /** All but ASCII stays as it is; halves of a character that has two are escaped, for UTF-8 has no halves. */
    private void string(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(code -> {
            boolean isHalf = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
            if (code == '"' || code == '\\') {
                quoted.append('\\').append((char) code);
            } else if (code < ' ' || code == 0x7f || isHalf) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", code));
            } else {
                quoted.appendCodePoint(code);
            }
        });
        put(quoted.append('"').toString());
    }

    private void put(String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
