package io.github.softmax4j.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes features of records by the recipe of a model. Immutable. */
final class RecordFeatures {
    private final RecordColumn[] columns;
    private final boolean leavesOut;

    /**
     * A maker of features.
     *
     * @throws IllegalArgumentException if dates of the model are written in a way that is read of tables only
     */
    RecordFeatures(Header header) {
        Recipe recipe = header.recipe();
        Notation notation = Notation.of(header.settings());
        double largest = header.isFloat() ? Float.MAX_VALUE : Double.MAX_VALUE;
        this.columns = recipe.columns().stream()
                .map(column -> new RecordColumn(column, recipe.takesUnseen(), notation, largest))
                .toArray(RecordColumn[]::new);
        this.leavesOut = recipe.leavesOut();
    }

    /**
     * Puts the features of a record.
     *
     * @throws IllegalArgumentException if a value is missing or a category unseen and the recipe refuses that, a value
     *     is not what its column holds or too large for the type, or the record has keys but none that is a column
     */
    void put(Map<String, ?> record, FeatureSink features) {
        int first = 0;
        boolean hasColumn = false;
        for (RecordColumn column : columns) {
            Object value = record.get(column.name());
            hasColumn = hasColumn || value != null || record.containsKey(column.name());
            if (!put(column, value, first, features)) {
                throw new IllegalArgumentException("column '" + column.name() + "': " + lacking(column, record));
            }
            first += column.width();
        }
        if (!hasColumn && !record.isEmpty()) {
            throw new IllegalArgumentException("a record must have one of the columns " + RecordColumn.some(names())
                    + ", but has " + RecordColumn.some(new ArrayList<>(record.keySet())));
        }
    }

    private static boolean put(RecordColumn column, Object value, int first, FeatureSink features) {
        try {
            return column.put(value, first, features);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("column '" + column.name() + "': " + e.getMessage(), e);
        }
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        for (RecordColumn column : columns) {
            names.add(column.name());
        }
        return names;
    }

    private String lacking(RecordColumn column, Map<String, ?> record) {
        var told = new StringBuilder("a value was expected, but there is none");
        for (String key : record.keySet()) {
            if (!column.name().equals(key) && column.name().equalsIgnoreCase(key)) {
                told.append("; '").append(key).append("' is another name");
            }
        }
        return told
                + (leavesOut
                        ? "; the training left such rows out, and a record cannot be left out: it is to be answered"
                        : "");
    }
}
