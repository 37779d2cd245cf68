package io.github.softmax4j.cli;

import io.github.softmax4j.data.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was read, as JSON and as a short table.
 *
 * @param reading speaks of flags where the library speaks of its options
 */
record ReadingReport(Reading reading) {
    private static final int MOST_COLUMNS = 20;
    private static final int LONGEST_NAME = 30;

    ReadingReport {
        reading = new Reading(
                reading.settings(), translated(reading.notes()), reading.columns(), translated(reading.warnings()));
    }

    private static List<String> translated(List<String> sentences) {
        return sentences.stream().map(Flags::in).toList();
    }

    Map<String, Object> json() {
        var object = new LinkedHashMap<String, Object>();
        object.put("settings", reading.settings());
        object.put("notes", reading.notes());
        object.put(
                "columns", reading.columns().stream().map(ReadingReport::json).toList());
        object.put("warnings", reading.warnings());
        return object;
    }

    private static Map<String, Object> json(Reading.Column column) {
        var object = new LinkedHashMap<String, Object>();
        object.put("name", column.name());
        object.put("kind", column.kind());
        object.put("features", column.features());
        object.put("missing", column.missing());
        object.put("content", column.content());
        return object;
    }

    /** A printable line for each note and each of the first columns. */
    List<String> lines() {
        return described().stream().map(Printable::line).toList();
    }

    private List<String> described() {
        var lines = new ArrayList<String>(reading.notes());
        List<Reading.Column> columns = reading.columns();
        if (columns.isEmpty()) {
            return lines;
        }
        int shown = columns.size() <= MOST_COLUMNS + 1 ? columns.size() : MOST_COLUMNS;
        int width = columns.stream()
                .limit(shown)
                .mapToInt(column -> brief(column.name()).length())
                .max()
                .orElse(1);
        String format = "%-" + Math.max(width, "column".length()) + "s  %-8s  %8s  %8s  %s";
        lines.add(String.format(Locale.ROOT, format, "column", "kind", "features", "missing", "values"));
        for (Reading.Column column : columns.subList(0, shown)) {
            lines.add(String.format(
                    Locale.ROOT,
                    format,
                    brief(column.name()),
                    column.kind(),
                    column.features() == 0 ? "" : Integer.toString(column.features()),
                    column.missing() == 0 ? "" : Long.toString(column.missing()),
                    column.content()));
        }
        if (shown < columns.size()) {
            lines.add((columns.size() - shown) + " more columns (--json lists all)");
        }
        return lines;
    }

    private static String brief(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
    }

    /** Prints the table as progress, and warnings even where no progress is wanted. */
    void print(Output output) {
        lines().forEach(output::say);
        warn(output);
    }

    void warn(Output output) {
        reading.warnings().forEach(output::warn);
    }
}
