package io.github.softmax4j.export.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a table as SQL has it: up to three names with points between, such as {@code public.flights}, each plain
 * or in quotes. A plain one is meant in small letters, which both systems take for it.
 *
 * @param parts the last is that of the table itself, the one before its schema, the first its database
 */
record TableName(List<String> parts) {
    private static final Pattern PART =
            Pattern.compile("(?:([\\p{L}_][\\p{L}\\p{N}_$]*)|\"((?:[^\"\\x00]|\"\")+)\")(\\.|$)");
    private static final int MOST_PARTS = 3;

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if it is none
     */
    static TableName of(String written) {
        var parts = new ArrayList<String>();
        Matcher part = PART.matcher(written);
        int end = 0;
        boolean isOpen = true;
        while (isOpen && part.find() && part.start() == end) {
            parts.add(
                    part.group(1) == null
                            ? part.group(2).replace("\"\"", "\"")
                            : part.group(1).toLowerCase(Locale.ROOT));
            end = part.end();
            isOpen = !part.group(3).isEmpty();
        }
        if (isOpen || end < written.length() || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("the table must be named as SQL has it, as flights, public.flights or"
                    + " \"My flights\" in quotes, but is " + written);
        }
        return new TableName(List.copyOf(parts));
    }

    /** As SQL reads it. */
    @Override
    public String toString() {
        return parts.stream().map(SqlText::name).collect(Collectors.joining("."));
    }
}
