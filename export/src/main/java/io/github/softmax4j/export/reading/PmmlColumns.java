package io.github.softmax4j.export.reading;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.reading.PmmlTable.Predictor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The fields that predictors name as columns, in the order of the DataDictionary, and weights of their features. */
final class PmmlColumns {
    private final PmmlContent content;
    /** The words of a category, in the order of their features; none of a number. */
    private final Map<String, Set<String>> words = new HashMap<>();

    private final List<SourceColumn> columns = new ArrayList<>();
    private final List<Predictor> features = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    PmmlColumns(PmmlContent content) {
        this.content = content;
        collectWords();
        content.fields().stream()
                .filter(field -> words.containsKey(field.name()))
                .forEach(this::addColumn);
        Limits.requireWeights(features.size(), content.tables().size());
    }

    private void collectWords() {
        for (PmmlTable table : content.tables()) {
            for (Predictor predictor : table.coefficients().keySet()) {
                boolean isNew = !words.containsKey(predictor.field());
                Set<String> known = words.computeIfAbsent(predictor.field(), name -> new LinkedHashSet<>());
                if (!isNew && known.isEmpty() != (predictor.value() == null)) {
                    throw new IllegalArgumentException("a field must be a number or a category, but '"
                            + predictor.field() + "' has predictors of both");
                }
                if (predictor.value() != null) {
                    known.add(predictor.value());
                }
            }
        }
    }

    private void addColumn(PmmlField field) {
        boolean isNumber = words.get(field.name()).isEmpty();
        SourceColumn column = isNumber ? number(field) : category(field);
        columns.add(column);
        if (isNumber) {
            features.add(new Predictor(field.name(), null));
        } else {
            column.categories().forEach(word -> features.add(new Predictor(field.name(), word)));
        }
    }

    private static SourceColumn number(PmmlField field) {
        SourceColumn number = SourceColumn.number(field.name());
        if (field.replacement() == null) {
            return number;
        }
        try {
            return number.filledWith(List.of(Double.parseDouble(field.replacement())), false);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "missingValueReplacement of '" + field.name() + "' must be a number, but is '" + field.replacement()
                            + "'",
                    e);
        }
    }

    /** A word without a coefficient has zeros, and so has a missing one, where the file does not refuse it. */
    private SourceColumn category(PmmlField field) {
        var all = new LinkedHashSet<>(field.values());
        all.addAll(words.get(field.name()));
        SourceColumn category = SourceColumn.category(field.name(), List.copyOf(all));
        boolean isFilled = field.replacement() != null || !field.refusesMissing();
        return isFilled
                ? category.filledWith(
                        all.stream()
                                .map(word -> word.equals(field.replacement()) ? 1.0 : 0.0)
                                .toList(),
                        false)
                : category;
    }

    List<String> featureNames() {
        return columns.stream()
                .flatMap(column -> column.featureNames().stream())
                .toList();
    }

    /** Features x classes. */
    double[][] weights() {
        var weights = new double[features.size()][content.tables().size()];
        var places = new LinkedHashMap<Predictor, Integer>();
        features.forEach(feature -> places.put(feature, places.size()));
        for (int k = 0; k < content.tables().size(); k++) {
            int column = k;
            content.tables()
                    .get(k)
                    .coefficients()
                    .forEach((predictor, coefficient) -> weights[places.get(predictor)][column] = coefficient);
        }
        return weights;
    }

    /** Empty where all columns are numbers that may not be missing. */
    Optional<FeatureRecipe> recipe() {
        boolean isPlain = columns.stream()
                .allMatch(
                        column -> column.kind() == Kind.NUMBER && column.fill().isEmpty());
        if (isPlain) {
            return Optional.empty();
        }
        boolean fills = columns.stream().anyMatch(column -> !column.fill().isEmpty());
        return Optional.of(new FeatureRecipe(
                columns, fills ? Missing.MEAN : Missing.ERROR, takesUnseen() ? Unseen.ZERO : Unseen.ERROR));
    }

    private boolean takesUnseen() {
        return categories().allMatch(PmmlField::takesUnseen);
    }

    private Stream<PmmlField> categories() {
        return columns.stream()
                .filter(column -> column.kind() == Kind.CATEGORY)
                .map(column -> content.field(column.name()));
    }

    List<String> warnings() {
        if (!takesUnseen() && categories().anyMatch(PmmlField::takesUnseen)) {
            warnings.add("Rows with a category that the file does not list are refused, though it lets some fields have"
                    + " such: a model of Softmax4J has one answer for all.");
        }
        return warnings;
    }
}
