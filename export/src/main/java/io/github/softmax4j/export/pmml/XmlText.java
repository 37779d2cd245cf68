package io.github.softmax4j.export.pmml;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes XML, an element a line. The writer of javax.xml.stream leaves tabs and ends of lines in attributes, where
 * readers make blanks of them, and lets characters through that no reader takes.
 */
final class XmlText {
    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    XmlText(OutputStream out) throws IOException {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /**
     * Begins an element.
     *
     * @param attributes name and value in turns; null values are left out
     * @throws IllegalArgumentException if a value has a character that XML has no room for
     */
    void begin(String element, String... attributes) throws IOException {
        tag(element, attributes, ">\n");
        open.push(element);
    }

    /** An element with nothing in it. */
    void empty(String element, String... attributes) throws IOException {
        tag(element, attributes, "/>\n");
    }

    private void tag(String element, String[] attributes, String end) throws IOException {
        out.write("  ".repeat(open.size()) + "<" + element);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.write(" " + attributes[i] + "=\"" + escaped(attributes[i + 1]) + "\"");
            }
        }
        out.write(end);
    }

    /** An element of text. */
    void text(String element, String text, String... attributes) throws IOException {
        tag(element, attributes, ">" + escaped(text) + "</" + element + ">\n");
    }

    /** Ends the element that was begun last. */
    void end() throws IOException {
        String element = open.pop();
        out.write("  ".repeat(open.size()) + "</" + element + ">\n");
    }

    void flush() throws IOException {
        out.flush();
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(requireAllowed(c, text));
            }
        });
        return escaped.toString();
    }

    /** XML 1.0, section 2.2. */
    private static int requireAllowed(int c, String text) {
        boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean isAllowed = c >= ' ' && !isSurrogate && c != 0xfffe && c != 0xffff;
        if (!isAllowed) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "names and words must have characters that XML has room for, but there is \\u%04x in '%s'",
                    c,
                    text.replace((char) c, '?')));
        }
        return c;
    }
}
