package io.github.softmax4j.formats;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.softmax4j.data.Features;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Which column of a table is what.
 *
 * @param count the number of columns
 * @param names the header; empty without one
 * @param labelIndex the label column; -1 if there is none
 * @param features the indices of the feature columns, in the order wanted
 * @param featureNames their names
 */
record Columns(int count, List<String> names, int labelIndex, List<Integer> features, List<String> featureNames) {
    private static final Set<String> USUAL_LABEL_NAMES = Set.of("label", "class", "target", "y");
    private static final int MOST_NAMED = 12;

    /** A header has words only: a first row of data has a number somewhere. E1 and 2019-01 are words. */
    static boolean looksLikeHeader(CsvRecord first) {
        var numbers = new NumberField(DataType.DOUBLE);
        return first.getFields().stream().allMatch(field -> Double.isNaN(numbers.parse(field)));
    }

    static Columns choose(String source, CsvRecord first, boolean header, ReadOptions options) throws InputException {
        List<String> names =
                header ? first.getFields().stream().map(String::strip).toList() : List.of();
        if (header) {
            requireDistinct(source, first, names);
        }
        int count = first.getFieldCount();
        int label = labelIndex(source, names, count, options);
        Optional<List<String>> expected = options.expected().map(ReadOptions.Expected::featureNames);
        requireNames(source, names, expected);
        List<Integer> features = expected.isPresent() && names.containsAll(expected.get())
                ? expected.get().stream().map(names::indexOf).toList()
                : IntStream.range(0, count).filter(i -> i != label).boxed().toList();
        requireFeatures(source, features, expected);
        return new Columns(count, names, label, features, featureNames(names, features, expected));
    }

    private static void requireDistinct(String source, CsvRecord first, List<String> names) throws InputException {
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InputException(
                        source + ", line " + first.getStartingLineNumber(),
                        "column names must differ, but '" + name + "' stands twice");
            }
        }
    }

    private static int labelIndex(String source, List<String> names, int count, ReadOptions options)
            throws InputException {
        boolean required = options.labelUse() == ReadOptions.LabelUse.REQUIRED;
        OptionalInt found = options.label().isPresent() ? named(options.label().get(), names, count) : usual(names);
        if (found.isEmpty() && required) {
            String wanted = options.label()
                    .map(label -> "there is no label column '" + label + "'")
                    .orElse("which column is the label? Name it with --label");
            throw new InputException(source, wanted + "; the columns are " + list(names, count));
        }
        boolean allColumnsAreFeatures = !required
                && names.isEmpty()
                && options.expected().map(e -> e.featureNames().size() == count).orElse(false);
        return allColumnsAreFeatures ? -1 : found.orElse(-1);
    }

    private static OptionalInt named(String label, List<String> names, int count) {
        int byName = names.indexOf(label);
        if (byName >= 0) {
            return OptionalInt.of(byName);
        }
        if (!label.matches("-?\\d{1,9}")) {
            return OptionalInt.empty();
        }
        int index = Integer.parseInt(label);
        int fromStart = index < 0 ? count + index : index;
        return fromStart >= 0 && fromStart < count ? OptionalInt.of(fromStart) : OptionalInt.empty();
    }

    private static OptionalInt usual(List<String> names) {
        int[] usual = IntStream.range(0, names.size())
                .filter(i -> USUAL_LABEL_NAMES.contains(names.get(i).toLowerCase(Locale.ROOT)))
                .toArray();
        return usual.length == 1 ? OptionalInt.of(usual[0]) : OptionalInt.empty();
    }

    /** Columns are taken by name, or where one side has no names by position; never by position against other names. */
    private static void requireNames(String source, List<String> names, Optional<List<String>> expected)
            throws InputException {
        if (names.isEmpty() || expected.isEmpty() || areDefault(expected.get())) {
            return;
        }
        List<String> missing =
                expected.get().stream().filter(name -> !names.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new InputException(
                    source,
                    "the columns of the training are expected; missing: " + some(missing) + "; found: " + some(names));
        }
    }

    private static boolean areDefault(List<String> names) {
        return names.equals(Features.defaultNames(names.size()));
    }

    private static void requireFeatures(String source, List<Integer> features, Optional<List<String>> expected)
            throws InputException {
        if (features.isEmpty()) {
            throw new InputException(source, "there must be at least one column beside the label, but there is none");
        }
        if (expected.isEmpty() || features.size() == expected.get().size()) {
            return;
        }
        throw new InputException(
                source,
                "there must be " + expected.get().size() + " feature columns as in the training, but there are "
                        + features.size());
    }

    private static List<String> featureNames(
            List<String> names, List<Integer> features, Optional<List<String>> expected) {
        if (expected.isPresent()) {
            return expected.get();
        }
        if (names.isEmpty()) {
            return Features.defaultNames(features.size());
        }
        return features.stream().map(names::get).toList();
    }

    int featureIndex(int feature) {
        return features.get(feature);
    }

    /** The label column as --label takes it. */
    Optional<String> labelName() {
        if (labelIndex < 0) {
            return Optional.empty();
        }
        return Optional.of(names.isEmpty() ? Integer.toString(labelIndex) : names.get(labelIndex));
    }

    /** A column in a message, counted from 1 as lines are. */
    String describe(int index) {
        return (index + 1) + (names.isEmpty() ? "" : " (" + names.get(index) + ")");
    }

    private static String list(List<String> names, int count) {
        return names.isEmpty()
                ? "0 to " + (count - 1) + ", without names (--header true if the first line has them)"
                : some(names);
    }

    /** The first names, and how many more there are. */
    static String some(List<String> names) {
        var listed = new ArrayList<>(names.subList(0, Math.min(MOST_NAMED, names.size())));
        String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
        return listed.stream().collect(Collectors.joining(", ")) + more;
    }
}
