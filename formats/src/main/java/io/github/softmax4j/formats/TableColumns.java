package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which column of a relation is what.
 *
 * @param all the columns; those without names are x0, x1, ... beside the label, which is named by its index
 * @param label the label column
 * @param features the columns that become features, in their order
 * @param told what some of the features hold, because users say so
 * @param keep the columns carried along
 */
record TableColumns(
        List<Relation.Column> all,
        Optional<Relation.Column> label,
        List<Relation.Column> features,
        Map<Relation.Column, Kind> told,
        List<Relation.Column> keep) {
    private static final Set<String> USUAL_LABEL_NAMES = Set.of("label", "class", "target", "y");
    static final int MOST_NAMED = 12;

    static TableColumns choose(Relation relation, ReadOptions options) throws InputException {
        Optional<FeatureRecipe> expected = options.expected()
                .map(match -> match.recipe().orElseGet(() -> FeatureRecipe.ofNumbers(match.featureNames())));
        int label = labelIndex(relation, options, expected);
        List<Relation.Column> all = named(relation, label);
        var chooser = new ColumnChooser(relation.sourceName(), all, label);
        TableOptions table = options.table();
        List<Relation.Column> keep = chooser.found(ReadOption.KEEP, table.keep());
        List<Relation.Column> features = expected.isPresent()
                ? chooser.matching(
                        relation, expected.get(), training(options.expected().get()))
                : chooser.chosen(table);
        if (features.isEmpty()) {
            throw new InputException(
                    relation.sourceName(), "there must be at least one column beside the label, but there is none");
        }
        Map<Relation.Column, Kind> told = expected.isPresent() ? Map.of() : chooser.told(table, features);
        return new TableColumns(
                all,
                label < 0 ? Optional.empty() : Optional.of(all.get(label)),
                features,
                told,
                keep.stream().distinct().toList());
    }

    private static int labelIndex(Relation relation, ReadOptions options, Optional<FeatureRecipe> expected)
            throws InputException {
        boolean required = options.labelsAreWanted();
        List<String> names = names(relation);
        int count = relation.columns().size();
        OptionalInt found =
                wanted(options).isPresent() ? ColumnChooser.find(wanted(options).get(), names, count) : usual(names);
        if (found.isEmpty() && required) {
            String wanted = wanted(options)
                    .map(label -> "there is no label column '" + label + "'")
                    .orElse("which column is the label? Name it with " + ReadOption.LABEL);
            throw new InputException(relation.sourceName(), wanted + "; the columns are " + list(names, count));
        }
        return lacksLabel(relation, required, expected) ? -1 : found.orElse(-1);
    }

    private static Optional<String> wanted(ReadOptions options) {
        return options.label().or(options::usualLabel);
    }

    private static ColumnChooser.Training training(ReadOptions.Expected expected) {
        if (expected.recipe().isPresent()) {
            boolean wasNamed = expected.recipe().get().unnamedColumns() == 0;
            return wasNamed ? ColumnChooser.Training.NAMED : ColumnChooser.Training.UNNAMED;
        }
        List<String> names = expected.featureNames();
        int base = names.get(0).equals("x1") ? 1 : 0;
        boolean areDefault =
                IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals("x" + (i + base)));
        return areDefault ? ColumnChooser.Training.ARRAYS : ColumnChooser.Training.NAMED;
    }

    /** Where columns have no names, their number shows whether the label is among them. */
    private static boolean lacksLabel(Relation relation, boolean required, Optional<FeatureRecipe> expected)
            throws InputException {
        if (relation.isNamed() || expected.isEmpty()) {
            return false;
        }
        int count = relation.columns().size();
        int trained = expected.get().unnamedColumns();
        if (trained == 0) {
            return !required && expected.get().columns().size() == count;
        }
        boolean lacks = !required && count == trained - 1;
        if (count != trained && !lacks) {
            throw new InputException(
                    relation.sourceName(),
                    "there must be " + trained + " columns as in the training"
                            + (required ? "" : ", or " + (trained - 1) + " without the label")
                            + ", because they have no names, but there are " + count);
        }
        return lacks;
    }

    private static List<String> names(Relation relation) {
        return relation.isNamed()
                ? relation.columns().stream().map(Relation.Column::name).toList()
                : List.of();
    }

    private static List<Relation.Column> named(Relation relation, int label) {
        if (relation.isNamed()) {
            return relation.columns();
        }
        return IntStream.range(0, relation.columns().size())
                .mapToObj(i -> {
                    Relation.Column column = relation.columns().get(i);
                    String name = i == label ? Integer.toString(i) : "x" + (label >= 0 && i > label ? i - 1 : i);
                    return column.named(name);
                })
                .toList();
    }

    private static OptionalInt usual(List<String> names) {
        int[] usual = IntStream.range(0, names.size())
                .filter(i -> USUAL_LABEL_NAMES.contains(names.get(i).toLowerCase(Locale.ROOT)))
                .toArray();
        return usual.length == 1 ? OptionalInt.of(usual[0]) : OptionalInt.empty();
    }

    /** The names of the columns that users say to hold something. */
    List<String> told(Kind kind) {
        return told.keySet().stream()
                .filter(column -> told.get(column) == kind)
                .map(Relation.Column::name)
                .toList();
    }

    /** The label column as options take it. */
    Optional<String> labelName() {
        return label.map(Relation.Column::name);
    }

    /** A column in a message, counted from 1 as rows are. */
    String describe(Relation.Column column) {
        return (column.index() + 1) + " (" + column.name() + ")";
    }

    private static String list(List<String> names, int count) {
        return names.isEmpty()
                ? "0 to " + (count - 1) + ", without names (" + ReadOption.HEADER.of(true)
                        + " if the first line has them)"
                : some(names);
    }

    /** The first names, and how many more there are. */
    static String some(List<String> names) {
        String listed = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? listed + " and " + (names.size() - MOST_NAMED) + " more" : listed;
    }
}
