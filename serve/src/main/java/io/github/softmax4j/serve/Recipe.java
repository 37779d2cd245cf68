package io.github.softmax4j.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the columns of a record become features.
 *
 * @param columns in the order of their features
 * @param leavesOut whether the training left out rows that lack a value
 * @param takesUnseen whether a category that the training did not have counts for nothing; else it is refused
 */
record Recipe(List<Column> columns, boolean leavesOut, boolean takesUnseen) {
    private static final String DROP_ROW = "DROP_ROW";
    private static final String ZERO = "ZERO";
    private static final List<String> MISSING = List.of("ERROR", "MEAN", ZERO, "INDICATOR", DROP_ROW);
    private static final List<String> UNSEEN = List.of("ERROR", ZERO);

    Recipe {
        List<String> names = columns.stream().map(Column::name).toList();
        if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("there must be columns with names that differ, but there are " + names);
        }
    }

    /** Numbers as they are, and none missing. */
    static Recipe ofNumbers(List<String> names) {
        return new Recipe(names.stream().map(Column::number).toList(), false, false);
    }

    /**
     * Reads one.
     *
     * @param features how many the model has
     * @return empty where the training rows were not made of a table
     */
    static Optional<Recipe> read(HeaderBytes bytes, int features) {
        int count = bytes.count(Column.LEAST_BYTES);
        if (count == 0) {
            return Optional.empty();
        }
        String missing = bytes.word(MISSING);
        String unseen = bytes.word(UNSEEN);
        bytes.number(); // how many columns the table had, if they had no names: only readers of tables ask
        var columns = new ArrayList<Column>();
        for (int i = 0; i < count; i++) {
            columns.add(Column.read(bytes, features));
        }
        return Optional.of(new Recipe(columns, missing.equals(DROP_ROW), unseen.equals(ZERO)));
    }

    List<String> featureNames() {
        return columns.stream()
                .flatMap(column -> column.featureNames().stream())
                .toList();
    }
}
