package io.github.softmax4j.cli;

import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a command that trains shows what it does. */
final class ProgressOptions {
    /** The forms by name. */
    enum Form {
        /** A bar on a terminal, else lines; nothing with --quiet. */
        AUTO,
        /** A bar. */
        BAR,
        /** A line every few seconds. */
        LINES,
        /** An object of JSON on each line of standard error, messages included. */
        JSON,
        /** Nothing. */
        NONE
    }

    @Option(
            names = "--progress",
            paramLabel = "auto|bar|lines|json|none",
            description = "How what is done is shown on standard error: a bar, a line every few seconds, or objects of"
                    + " JSON, one a line. Default: a bar on a terminal, else lines.")
    private Form form = Form.AUTO;

    private Progress progress;

    /** What is shown from now on, in messages too; the same at every call. */
    Progress start(Output output) {
        if (progress == null) {
            progress = ProgressForms.of(form, output.quiet);
            Messages.setJson(form == Form.JSON);
        }
        return progress;
    }

    /** A way to read rows. */
    @FunctionalInterface
    interface Reader {
        Table read(ReadOptions options) throws IOException;
    }

    /** Reads rows, and shows how many there are. */
    Table read(Output output, ReadOptions options, Reader reader) throws IOException {
        Progress shown = start(output);
        long start = System.nanoTime();
        Table table;
        try {
            table = reader.read(options.withListener(shown::reading));
        } finally {
            shown.endReading();
        }
        if (form == Form.JSON) {
            Messages.event(event(table, (System.nanoTime() - start) / 1e9));
        }
        return table;
    }

    private static Map<String, Object> event(Table table, double seconds) {
        var object = new LinkedHashMap<String, Object>();
        object.put("event", "read");
        object.put("source", table.source());
        object.put("rows", table.matrix().rows());
        object.put("features", table.matrix().columns());
        object.put("leftOut", table.leftOut());
        object.put("seconds", seconds);
        return object;
    }
}
