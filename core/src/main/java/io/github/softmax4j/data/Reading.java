package io.github.softmax4j.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a reader of rows says of them, so that nothing is assumed in silence: a model keeps it.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Reading reading = Reading.NONE.and(Map.of("decimal", ","), List.of("Two lines were passed over."));
 * Dataset told = training.withReading(reading); // and so will be models of these rows
 * var model = SoftmaxRegression.withDefaults().fit(told).model();
 * List<String> notes = model.training().reading().notes();
 * }</pre>
 *
 * @param settings what was told or found about how values are written, and later readers go by: the decimal sign, the
 *     first index of LIBSVM; by name, sorted
 * @param notes how the source was read, such as its separator and the lines passed over; a sentence each
 * @param columns what its columns hold; none where it has no columns with names of their own
 * @param warnings what may not be meant; a sentence each
 */
public record Reading(Map<String, String> settings, List<String> notes, List<Column> columns, List<String> warnings) {
    /** The setting that says that features are pixels, row after row: height x width, such as {@code 28x28}. */
    public static final String IMAGE_SHAPE = "image-shape";

    /** Nothing is known. */
    public static final Reading NONE = new Reading(Map.of(), List.of(), List.of(), List.of());

    /**
     * Copies all.
     *
     * @param settings how values are written
     * @param notes how the source was read
     * @param columns what its columns hold
     * @param warnings what may not be meant
     */
    public Reading {
        Objects.requireNonNull(settings, "settings must not be null");
        Objects.requireNonNull(notes, "notes must not be null");
        Objects.requireNonNull(columns, "columns must not be null");
        Objects.requireNonNull(warnings, "warnings must not be null");
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        notes = List.copyOf(notes);
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }

    /**
     * What a column holds.
     *
     * @param name its name
     * @param kind number, flag, category, date, vector or label
     * @param features how many it becomes
     * @param missing rows without a value
     * @param content its range, or its most frequent words
     */
    public record Column(String name, String kind, int features, long missing, String content) {
        /**
         * Checks that all is told.
         *
         * @param name its name
         * @param kind number, flag, category, date, vector or label
         * @param features how many it becomes
         * @param missing rows without a value
         * @param content its range, or its most frequent words
         */
        public Column {
            Objects.requireNonNull(name, "name must not be null");
            Objects.requireNonNull(kind, "kind must not be null");
            Objects.requireNonNull(content, "content must not be null");
        }
    }

    /**
     * With more to say.
     *
     * @param others settings
     * @param more notes, behind those that are there
     * @return all else as it is
     */
    public Reading and(Map<String, String> others, List<String> more) {
        Objects.requireNonNull(others, "others must not be null");
        Objects.requireNonNull(more, "more must not be null");
        var allSettings = new TreeMap<>(settings);
        allSettings.putAll(others);
        var allNotes = new ArrayList<>(notes);
        allNotes.addAll(more);
        return new Reading(allSettings, allNotes, columns, warnings);
    }

    /** How much is said, never all of it. */
    @Override
    public String toString() {
        return "Reading[" + settings + ", " + notes.size() + " notes, " + columns.size() + " columns, "
                + warnings.size() + " warnings]";
    }
}
