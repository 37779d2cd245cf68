package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.SourceColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds the columns that options and recipes name.
 *
 * @param source for messages
 * @param all the columns
 * @param label the place of the label column; -1 where there is none
 */
record ColumnChooser(String source, List<Relation.Column> all, int label) {
    private List<String> names() {
        return all.stream().map(Relation.Column::name).toList();
    }

    private List<Relation.Column> beside() {
        return IntStream.range(0, all.size())
                .filter(i -> i != label)
                .mapToObj(all::get)
                .toList();
    }

    List<Relation.Column> found(String option, List<String> wanted) throws InputException {
        var columns = new ArrayList<Relation.Column>();
        for (String column : wanted) {
            int index = find(column, names(), all.size())
                    .orElseThrow(() -> new InputException(
                            source,
                            "there is no column '" + column + "' (" + option + "); the columns are "
                                    + TableColumns.some(names())));
            columns.add(all.get(index));
        }
        return columns;
    }

    /** The features of a training. */
    List<Relation.Column> chosen(TableOptions table) throws InputException {
        List<Relation.Column> dropped = found("--drop", table.drop());
        List<Relation.Column> wanted = found("--features", table.features());
        return beside().stream()
                .filter(column -> !dropped.contains(column))
                .filter(column -> wanted.isEmpty() || wanted.contains(column))
                .toList();
    }

    /**
     * The columns of a recipe: by name, or by position where one side has no names of its own; never by position
     * where names differ.
     */
    List<Relation.Column> matching(Relation relation, FeatureRecipe recipe) throws InputException {
        List<String> wanted = recipe.columns().stream().map(SourceColumn::name).toList();
        List<String> missing =
                wanted.stream().filter(name -> !names().contains(name)).toList();
        if (missing.isEmpty()) {
            return wanted.stream().map(name -> all.get(names().indexOf(name))).toList();
        }
        boolean eitherHasNoNames = !relation.isNamed() || wanted.equals(Features.defaultNames(wanted.size()));
        if (!eitherHasNoNames) {
            throw new InputException(
                    source,
                    "the columns of the training are expected; missing: " + TableColumns.some(missing) + "; found: "
                            + TableColumns.some(names()));
        }
        if (beside().size() != wanted.size()) {
            throw new InputException(
                    source,
                    "there must be " + wanted.size() + " feature columns as in the training, but there are "
                            + beside().size());
        }
        return beside();
    }

    /** A column by its name, else by its index from 0, or from -1 for the last. */
    static OptionalInt find(String column, List<String> names, int count) {
        int byName = names.indexOf(column);
        if (byName >= 0) {
            return OptionalInt.of(byName);
        }
        if (!column.matches("-?\\d{1,9}")) {
            return OptionalInt.empty();
        }
        int index = Integer.parseInt(column);
        int fromStart = index < 0 ? count + index : index;
        return fromStart >= 0 && fromStart < count ? OptionalInt.of(fromStart) : OptionalInt.empty();
    }
}
