package io.github.softmax4j.formats;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What DuckDB says is wrong, in our words: one line, with the place in the file where DuckDB gives one. */
final class SqlProblem {
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern FILE = Pattern.compile("file = (.+)");
    private static final Pattern COUNTS = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern DUPLICATE_KEY =
            Pattern.compile("(?s)in (?:line|record/value) (\\d+).*has duplicate key (\"[^\"]*\")");
    private static final Pattern EXTENSION = Pattern.compile("(?:requires the extension|it exists in the) (\\w+)");
    private static final int LONGEST = 300;

    private SqlProblem() {}

    /** An InputException for what is wrong with the source; another IOException where the machine fails. */
    static IOException in(Source source, SQLException thrown) {
        String told = String.valueOf(thrown.getMessage());
        String place = place(source, told);
        String message = source instanceof Source.OneFile ? told.replace(source.name(), "the file") : told;
        Matcher counts = COUNTS.matcher(message);
        if (counts.find()) {
            return new InputException(
                    place,
                    "there must be " + counts.group(1) + " columns as in the first line, but there are "
                            + counts.group(2),
                    thrown);
        }
        if (message.contains("Invalid unicode") || message.contains("not utf-8 encoded")) {
            return new InputException(
                    place,
                    "text in UTF-8 was expected, but there are other bytes (" + ReadOption.ENCODING
                            + " says what it is)",
                    thrown);
        }
        if (message.contains("unterminated quote") || message.contains("Value with unterminated quote")) {
            return new InputException(place, "a quote is opened, but not closed", thrown);
        }
        if (message.contains("format specifier")) {
            return new InputException(
                    source.name(),
                    ReadOption.DATE_FORMAT
                            + " must be a format of strptime, such as %d.%m.%Y, but is none that is known",
                    thrown);
        }
        if (message.contains("No magic bytes")) {
            return new InputException(source.name(), "is no Parquet file: it does not end as one", thrown);
        }
        if (message.contains("Malformed JSON")) {
            return new InputException(
                    source.name(), "is no JSON, or damaged: an object for each row was expected", thrown);
        }
        if (message.contains("Maximum line size")) {
            return new InputException(place, "a line is much longer than the first ones, and than 2 MB", thrown);
        }
        if (message.contains("Parallel CSV Reader")) {
            return new InputException(place, "a line is longer than " + RawFile.LONGEST_LINE_TEXT, thrown);
        }
        if (message.contains("invalid state")) {
            return new InputException(place, "line ends of one kind were expected, but there are others", thrown);
        }
        if (message.contains("not a GZIP stream")) {
            return new InputException(
                    place,
                    "the gzip data are damaged, or other bytes follow them; gunzip it, and pack it with gzip again",
                    thrown);
        }
        if (message.contains("maximum_object_size")) {
            return new InputException(place, "an object is longer than 16 MB", thrown);
        }
        Matcher twice = DUPLICATE_KEY.matcher(message);
        if (twice.find()) {
            return new InputException(
                    place + ", line " + twice.group(1),
                    "the key " + twice.group(2) + " stands twice in an object",
                    thrown);
        }
        Matcher extension = EXTENSION.matcher(message);
        if (extension.find()) {
            return new InputException(place, needed(extension.group(1)), thrown);
        }
        boolean machine = message.contains("Out of Memory Error") || message.contains("No space left");
        String problem = brief(message);
        return machine
                ? new IOException(source.name() + ": " + problem, thrown)
                : new InputException(place, problem, thrown);
    }

    /** Extensions come from the network, and nothing is loaded from there. */
    private static String needed(String extension) {
        return extension.matches("httpfs|aws|azure")
                ? "addresses are not read; download what is there, and name the file"
                : "DuckDB's extension " + extension + " is needed, but no extensions are loaded";
    }

    /** With the line as DuckDB counts, which does not count line ends in quotes; of several files, which one. */
    private static String place(Source source, String message) {
        Matcher file = FILE.matcher(message);
        boolean isOneOfSome = source.mayHaveSeveralFiles() && file.find();
        Matcher line = LINE.matcher(message);
        return (isOneOfSome ? file.group(1).strip() : source.name()) + (line.find() ? ", line " + line.group(1) : "");
    }

    /** The first lines, without DuckDB's advice. */
    private static String brief(String message) {
        String text = message.lines()
                .takeWhile(line -> !line.startsWith("Possible ") && !line.startsWith("  file ="))
                .filter(line -> !line.isBlank()
                        && !line.startsWith("LINE ")
                        && !line.strip().matches("\\^+"))
                .map(String::strip)
                .collect(Collectors.joining("; "));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
