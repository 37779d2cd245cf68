package io.github.softmax4j.formats;

import java.util.ArrayList;
import java.util.List;

/**
 * The first lines of text with separators, split into fields: RFC 4180 with quotes, any line ends.
 *
 * @param records the records, empty lines included as records without fields
 */
record TextHead(List<Line> records) {
    /**
     * A record.
     *
     * @param fields its fields, without quotes; none for an empty line
     * @param text as it is written
     * @param end where it ends
     */
    record Line(List<String> fields, String text, int end) {
        boolean isBlank() {
            return fields.isEmpty();
        }
    }

    /** Splits text whose fields are divided by any number of blanks and tabs. */
    static TextHead ofBlanks(String text, char quote, boolean isWhole) {
        return of(withTabs(text, quote), '\t', quote, isWhole);
    }

    /** One tab for each run of blanks and tabs between fields, none around lines; what is in quotes stays. */
    static String withTabs(String text, char quote) {
        var tabbed = new StringBuilder(text.length());
        boolean quoted = false;
        boolean between = false;
        boolean lineBegins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == quote && quote != 0;
            boolean isLineEnd = !quoted && (c == '\n' || c == '\r');
            if (!quoted && (c == ' ' || c == '\t')) {
                between = true;
            } else {
                if (between && !lineBegins && !isLineEnd) {
                    tabbed.append('\t');
                }
                tabbed.append(c);
                between = false;
                lineBegins = isLineEnd;
            }
        }
        return tabbed.toString();
    }

    /** Splits text into records; a last record without a line end is left out unless the text is whole. */
    static TextHead of(String text, char separator, char quote, boolean isWhole) {
        var parser = new Parser(text, separator, quote);
        var records = new ArrayList<Line>();
        while (parser.at < text.length()) {
            Line line = parser.next();
            if (parser.ended || isWhole) {
                records.add(line);
            }
        }
        return new TextHead(List.copyOf(records));
    }

    /** The number of fields that most records have; of equally frequent ones the larger; 0 where there are none. */
    int usualFields() {
        int best = 0;
        long bestCount = 0;
        for (int count : fieldCounts()) {
            long records = countOf(count);
            if (records > bestCount || (records == bestCount && count > best)) {
                best = count;
                bestCount = records;
            }
        }
        return best;
    }

    /** The share of the records that have the usual number of fields. */
    double shareOfUsual() {
        long filled = records.stream().filter(line -> !line.isBlank()).count();
        return filled == 0 ? 0 : (double) countOf(usualFields()) / filled;
    }

    private long countOf(int fields) {
        return records.stream().filter(line -> line.fields().size() == fields).count();
    }

    private int[] fieldCounts() {
        return records.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.fields().size())
                .distinct()
                .toArray();
    }

    /** Goes through the characters once. */
    private static final class Parser {
        private final String text;
        private final char separator;
        private final char quote;
        private int at;
        private boolean ended;

        Parser(String text, char separator, char quote) {
            this.text = text;
            this.separator = separator;
            this.quote = quote;
        }

        Line next() {
            int start = at;
            boolean quoted = false;
            var fields = new ArrayList<String>();
            var field = new StringBuilder();
            ended = false;
            while (at < text.length() && !ended) {
                char c = text.charAt(at++);
                boolean isQuote = c == quote && quote != 0;
                boolean doubled = quoted && isQuote && at < text.length() && text.charAt(at) == quote;
                if (doubled) {
                    field.append(quote);
                    at++;
                } else if (isQuote && (quoted || field.toString().isBlank())) {
                    quoted = !quoted;
                } else if (!quoted && c == separator) {
                    fields.add(field.toString());
                    field.setLength(0);
                } else if (c == '\n' || c == '\r') {
                    skipSecondOf(c);
                    ended = !quoted;
                    field.append(quoted ? "\n" : "");
                } else {
                    field.append(c);
                }
            }
            boolean isBlank = fields.isEmpty() && field.toString().isBlank();
            fields.add(field.toString());
            return new Line(
                    isBlank ? List.of() : List.copyOf(fields),
                    text.substring(start, at).strip(),
                    at);
        }

        private void skipSecondOf(char lineEnd) {
            if (lineEnd == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
        }
    }
}
