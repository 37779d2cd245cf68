package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    List<Relation.Column> found(ReadOption option, List<String> wanted) throws InputException {
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
        List<Relation.Column> dropped = found(ReadOption.DROP, table.drop());
        List<Relation.Column> wanted = found(ReadOption.FEATURES, table.features());
        return beside().stream()
                .filter(column -> !dropped.contains(column))
                .filter(column -> wanted.isEmpty() || wanted.contains(column))
                .toList();
    }

    /** What rows the training had. */
    enum Training {
        /** A table whose columns had names. */
        NAMED,
        /** A table whose columns had none: their number has been looked at. */
        UNNAMED,
        /** Arrays, whose columns have none. */
        ARRAYS
    }

    /** What some of the features of a training hold, because the options say so. */
    Map<Relation.Column, Kind> told(TableOptions table, List<Relation.Column> features) throws InputException {
        var told = new LinkedHashMap<Relation.Column, Kind>();
        var options = new EnumMap<ReadOption, Kind>(ReadOption.class);
        options.put(ReadOption.CATEGORIES, Kind.CATEGORY);
        options.put(ReadOption.NUMBERS, Kind.NUMBER);
        options.put(ReadOption.DATES, Kind.DATE);
        options.put(ReadOption.FLAGS, Kind.FLAG);
        for (Map.Entry<ReadOption, Kind> option : options.entrySet()) {
            for (Relation.Column column : found(option.getKey(), table.told(option.getValue()))) {
                requireToldOnce(option, column, features, told);
                told.put(column, option.getValue());
            }
        }
        return told;
    }

    private void requireToldOnce(
            Map.Entry<ReadOption, Kind> option,
            Relation.Column column,
            List<Relation.Column> features,
            Map<Relation.Column, Kind> told)
            throws InputException {
        String named = "column '" + column.name() + "' (" + option.getKey() + ")";
        if (!features.contains(column)) {
            throw new InputException(source, named + " is not among the features");
        }
        if (told.getOrDefault(column, option.getValue()) != option.getValue()) {
            throw new InputException(source, named + " can be of one kind only, but two are told");
        }
        Optional<Kind> typed = column.kind();
        boolean isText = column.type().equals("VARCHAR");
        boolean fits = isText
                || switch (option.getValue()) {
                    case CATEGORY -> !typed.equals(Optional.of(Kind.VECTOR));
                    case NUMBER -> typed.equals(Optional.of(Kind.NUMBER)) || typed.equals(Optional.of(Kind.FLAG));
                    case FLAG -> typed.equals(Optional.of(Kind.NUMBER)) || typed.equals(Optional.of(Kind.FLAG));
                    default -> typed.equals(Optional.of(option.getValue()));
                };
        if (!fits) {
            throw new InputException(source, named + " is a " + column.type() + ", which cannot be read so");
        }
    }

    /**
     * The columns of a recipe: by name; by position where the training had no names.
     */
    List<Relation.Column> matching(Relation relation, FeatureRecipe recipe, Training training) throws InputException {
        List<String> wanted = recipe.columns().stream().map(SourceColumn::name).toList();
        var byName = new HashMap<String, Relation.Column>();
        all.forEach(column -> byName.putIfAbsent(column.name(), column));
        List<String> missing =
                wanted.stream().filter(name -> !byName.containsKey(name)).toList();
        boolean isCounted = training != Training.ARRAYS || beside().size() == wanted.size();
        if (missing.isEmpty() && (relation.isNamed() || isCounted)) {
            return wanted.stream().map(byName::get).toList();
        }
        boolean hasSomeNames = relation.isNamed() && missing.size() < wanted.size();
        if (training == Training.NAMED || hasSomeNames) {
            throw new InputException(
                    source,
                    "the columns of the training are expected; missing: " + TableColumns.some(missing)
                            + (relation.isNamed()
                                    ? "; found: " + TableColumns.some(names())
                                    : "; the file has no line of names (" + ReadOption.HEADER.of(true)
                                            + " if it has one)"));
        }
        if (beside().size() != wanted.size()) {
            throw new InputException(
                    source,
                    "there must be " + wanted.size() + " feature columns as in the training, but there are "
                            + beside().size());
        }
        return beside();
    }

    /** Whether it may be an index, if no column has this name. */
    static boolean isIndex(String column) {
        return column.matches("-?\\d{1,9}");
    }

    /** A column by its name, else by its index from 0, or from -1 for the last. */
    static OptionalInt find(String column, List<String> names, int count) {
        int byName = names.indexOf(column);
        if (byName >= 0) {
            return OptionalInt.of(byName);
        }
        if (!isIndex(column)) {
            return OptionalInt.empty();
        }
        int index = Integer.parseInt(column);
        int fromStart = index < 0 ? count + index : index;
        return fromStart >= 0 && fromStart < count ? OptionalInt.of(fromStart) : OptionalInt.empty();
    }
}
