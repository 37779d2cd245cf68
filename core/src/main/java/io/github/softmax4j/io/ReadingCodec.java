package io.github.softmax4j.io;

import io.github.softmax4j.data.Reading;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a reader said as entries of a header: {@code read.setting.NAME}, {@code read.note.0}, {@code read.warning.0},
 * {@code read.column.0.name} and so on. Files from before have none of them.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Reading reading = Reading.NONE.and(Map.of("decimal", ","), List.of("Fields are divided by semicolons."));
 * var bytes = new ByteArrayOutputStream();
 * ReadingCodec.write(new DataOutputStream(bytes), reading);
 * Reading read = ReadingCodec.read(ByteBuffer.wrap(bytes.toByteArray()));
 * }</pre>
 */
public final class ReadingCodec {
    private static final String SETTING = "read.setting.";
    private static final String NOTE = "read.note.";
    private static final String WARNING = "read.warning.";
    private static final String COLUMN = "read.column.";

    private ReadingCodec() {}

    /**
     * Writes what a reader said.
     *
     * @param out where to
     * @param reading what it said
     * @throws IOException if that fails
     */
    public static void write(DataOutputStream out, Reading reading) throws IOException {
        Objects.requireNonNull(out, "out must not be null");
        Objects.requireNonNull(reading, "reading must not be null");
        var entries = new LinkedHashMap<String, String>();
        write(reading, entries);
        HeaderStrings.write(out, List.copyOf(entries.keySet()));
        HeaderStrings.write(out, List.copyOf(entries.values()));
    }

    /**
     * Reads it back.
     *
     * @param bytes what was written, and maybe more
     * @return what the reader said
     * @throws IllegalArgumentException if it is nothing of the kind
     */
    public static Reading read(ByteBuffer bytes) {
        List<String> keys = HeaderStrings.readList(bytes);
        List<String> values = HeaderStrings.readList(bytes);
        if (keys.size() != values.size()) {
            throw new IllegalArgumentException(
                    "each of " + keys.size() + " entries must have a value, but there are " + values.size());
        }
        var entries = new HashMap<String, String>();
        for (int i = 0; i < keys.size(); i++) {
            entries.put(keys.get(i), values.get(i));
        }
        return read(entries);
    }

    static void write(Reading reading, Map<String, String> entries) {
        reading.settings().forEach((name, value) -> entries.put(SETTING + name, value));
        writeAll(NOTE, reading.notes(), entries);
        writeAll(WARNING, reading.warnings(), entries);
        for (int i = 0; i < reading.columns().size(); i++) {
            Reading.Column column = reading.columns().get(i);
            entries.put(COLUMN + i + ".name", column.name());
            entries.put(COLUMN + i + ".kind", column.kind());
            entries.put(COLUMN + i + ".features", Integer.toString(column.features()));
            entries.put(COLUMN + i + ".missing", Long.toString(column.missing()));
            entries.put(COLUMN + i + ".content", column.content());
        }
    }

    private static void writeAll(String prefix, List<String> texts, Map<String, String> entries) {
        for (int i = 0; i < texts.size(); i++) {
            entries.put(prefix + i, texts.get(i));
        }
    }

    static Reading read(Map<String, String> entries) {
        var columns = new ArrayList<Reading.Column>();
        for (int i = 0; entries.containsKey(COLUMN + i + ".name"); i++) {
            columns.add(new Reading.Column(
                    entries.get(COLUMN + i + ".name"),
                    HeaderCodec.entry(entries, COLUMN + i + ".kind"),
                    Integer.parseInt(HeaderCodec.entry(entries, COLUMN + i + ".features")),
                    Long.parseLong(HeaderCodec.entry(entries, COLUMN + i + ".missing")),
                    HeaderCodec.entry(entries, COLUMN + i + ".content")));
        }
        return new Reading(
                HeaderCodec.under(SETTING, entries), readAll(NOTE, entries), columns, readAll(WARNING, entries));
    }

    private static List<String> readAll(String prefix, Map<String, String> entries) {
        var texts = new ArrayList<String>();
        for (int i = 0; entries.containsKey(prefix + i); i++) {
            texts.add(entries.get(prefix + i));
        }
        return texts;
    }
}
