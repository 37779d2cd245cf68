package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.SourceColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * @param categories those of the features whose numbers are names
 * @param keep the columns carried along
 */
record TableColumns(
        List<Relation.Column> all,
        Optional<Relation.Column> label,
        List<Relation.Column> features,
        List<Relation.Column> categories,
        List<Relation.Column> keep) {
    private static final Set<String> USUAL_LABEL_NAMES = Set.of("label", "class", "target", "y");
    static final int MOST_NAMED = 12;

    static TableColumns choose(Relation relation, ReadOptions options) throws InputException {
        Optional<FeatureRecipe> expected = options.expected()
                .map(match -> match.recipe().orElseGet(() -> FeatureRecipe.ofNumbers(match.featureNames())));
        int label = labelIndex(relation, options, expected);
        List<Relation.Column> all = named(relation, label);
        var chooser = new Chooser(relation.sourceName(), all, label);
        TableOptions table = options.table();
        List<Relation.Column> keep = chooser.found("--keep", table.keep());
        List<Relation.Column> features =
                expected.isPresent() ? chooser.matching(relation, expected.get()) : chooser.chosen(table);
        if (features.isEmpty()) {
            throw new InputException(
                    relation.sourceName(), "there must be at least one column beside the label, but there is none");
        }
        List<Relation.Column> categories =
                expected.isPresent() ? List.of() : chooser.found("--categories", table.categories());
        for (Relation.Column column : categories) {
            if (!features.contains(column)) {
                throw new InputException(
                        relation.sourceName(),
                        "column '" + column.name() + "' (--categories) is not among the features");
            }
        }
        return new TableColumns(
                all,
                label < 0 ? Optional.empty() : Optional.of(all.get(label)),
                features,
                categories,
                keep.stream().distinct().toList());
    }

    private static int labelIndex(Relation relation, ReadOptions options, Optional<FeatureRecipe> expected)
            throws InputException {
        boolean required = options.labelsAreWanted();
        List<String> names = names(relation);
        int count = relation.columns().size();
        OptionalInt found = options.label().isPresent() ? find(options.label().get(), names, count) : usual(names);
        if (found.isEmpty() && required) {
            String wanted = options.label()
                    .map(label -> "there is no label column '" + label + "'")
                    .orElse("which column is the label? Name it with --label");
            throw new InputException(relation.sourceName(), wanted + "; the columns are " + list(names, count));
        }
        return lacksLabel(relation, required, expected) ? -1 : found.orElse(-1);
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

    /** A column by its name, else by its index from 0, or from -1 for the last. */
    private static OptionalInt find(String column, List<String> names, int count) {
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

    private static OptionalInt usual(List<String> names) {
        int[] usual = IntStream.range(0, names.size())
                .filter(i -> USUAL_LABEL_NAMES.contains(names.get(i).toLowerCase(Locale.ROOT)))
                .toArray();
        return usual.length == 1 ? OptionalInt.of(usual[0]) : OptionalInt.empty();
    }

    /** Finds columns by what options say. */
    private record Chooser(String source, List<Relation.Column> all, int label) {
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
                                        + some(names())));
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
            List<String> wanted =
                    recipe.columns().stream().map(SourceColumn::name).toList();
            List<String> missing =
                    wanted.stream().filter(name -> !names().contains(name)).toList();
            if (missing.isEmpty()) {
                return wanted.stream()
                        .map(name -> all.get(names().indexOf(name)))
                        .toList();
            }
            boolean eitherHasNoNames = !relation.isNamed() || wanted.equals(Features.defaultNames(wanted.size()));
            if (!eitherHasNoNames) {
                throw new InputException(
                        source,
                        "the columns of the training are expected; missing: " + some(missing) + "; found: "
                                + some(names()));
            }
            if (beside().size() != wanted.size()) {
                throw new InputException(
                        source,
                        "there must be " + wanted.size() + " feature columns as in the training, but there are "
                                + beside().size());
            }
            return beside();
        }
    }

    /** The label column as --label takes it. */
    Optional<String> labelName() {
        return label.map(Relation.Column::name);
    }

    /** A column in a message, counted from 1 as rows are. */
    String describe(Relation.Column column) {
        return (column.index() + 1) + " (" + column.name() + ")";
    }

    private static String list(List<String> names, int count) {
        return names.isEmpty()
                ? "0 to " + (count - 1) + ", without names (--header true if the first line has them)"
                : some(names);
    }

    /** The first names, and how many more there are. */
    static String some(List<String> names) {
        String listed = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? listed + " and " + (names.size() - MOST_NAMED) + " more" : listed;
    }
}
