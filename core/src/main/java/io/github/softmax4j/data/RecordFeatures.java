package io.github.softmax4j.data;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Makes features of raw records by the recipe of a model: the very numbers that a reader of tables makes of the same
 * values. Immutable, safe to share.
 *
 * <p>A record has values by the names of columns; other keys are passed over. A value that is null, not there, NaN or
 * an empty Optional is missing. Values are
 *
 * <ul>
 *   <li>of numbers: any Number, or text as the training wrote numbers
 *   <li>of flags: Boolean, 0 or 1, or true, t, yes, y, on, 1, false, f, no, n, off, 0 as text
 *   <li>of dates: values of java.time with a date, java.util.Date, or text as the training wrote dates; without a zone
 *       they count as they stand, with one in UTC; of java.sql.Date and java.sql.Timestamp what the database had
 *   <li>of categories: text, the name of an Enum, Character, UUID, a number, Boolean or date, each spelt as in a table
 *   <li>of vectors: float[], double[], int[], long[], a collection of numbers, or an INDArray
 * </ul>
 *
 * <p>Text is that of a field of CSV: blanks around it do not count, and words such as NA mean that nothing is there,
 * unless the training had a category of that name.
 *
 * <p>For example:
 *
 * <pre>{@code
 * SourceColumn kind = SourceColumn.category("kind", List.of("ale", "stout"));
 * FeatureRecipe recipe = new FeatureRecipe(
 *         List.of(SourceColumn.number("strength"), kind),
 *         FeatureRecipe.Missing.ERROR,
 *         FeatureRecipe.Unseen.ERROR);
 * RecordFeatures records = new RecordFeatures(recipe, Notation.USUAL, DataType.FLOAT);
 * double[] features = records.of(Map.of("strength", 5.5, "kind", "stout", "brewed", "today"));
 * }</pre>
 */
public final class RecordFeatures {
    private static final int MOST_TOLD = 12;

    private final List<RecordColumn> columns;
    private final Missing missing;
    private final int width;

    /**
     * A maker of features.
     *
     * @param recipe how columns become features
     * @param notation how values are written as text
     * @param type of the features: in FLOAT there is no room for some numbers
     * @throws IllegalArgumentException if the notation has a format of dates that is read of tables only
     */
    public RecordFeatures(FeatureRecipe recipe, Notation notation, DataType type) {
        Objects.requireNonNull(recipe, "recipe must not be null");
        Objects.requireNonNull(notation, "notation must not be null");
        Objects.requireNonNull(type, "type must not be null");
        double largest = type == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        this.columns = recipe.columns().stream()
                .map(column -> new RecordColumn(column, recipe.unseen(), notation, largest))
                .toList();
        this.missing = recipe.missing();
        this.width = columns.stream().mapToInt(RecordColumn::width).sum();
    }

    /**
     * The features of a record.
     *
     * @param record values by the names of columns
     * @return as many as the recipe makes, finite, in its order
     * @throws IllegalArgumentException if a value is missing or a category unseen and the recipe refuses that, a value
     *     is not what its column holds or too large for the type, or the record has keys but none that is a column
     */
    public double[] of(Map<String, ?> record) {
        Objects.requireNonNull(record, "record must not be null");
        var features = new double[width];
        int first = 0;
        boolean hasColumn = false;
        for (RecordColumn column : columns) {
            Object value = record.get(column.name());
            hasColumn = hasColumn || value != null || record.containsKey(column.name());
            if (!write(column, value, features, first)) {
                throw new IllegalArgumentException("column '" + column.name() + "': " + lacking(column, record));
            }
            first += column.width();
        }
        if (!hasColumn && !record.isEmpty()) {
            throw new IllegalArgumentException("a record must have one of the columns "
                    + some(columns.stream().map(RecordColumn::name).toList()) + ", but has "
                    + some(record.keySet().stream().toList()));
        }
        return features;
    }

    private static boolean write(RecordColumn column, Object value, double[] features, int first) {
        try {
            return column.write(value, features, first);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("column '" + column.name() + "': " + e.getMessage(), e);
        }
    }

    private String lacking(RecordColumn column, Map<String, ?> record) {
        String alike = record.keySet().stream()
                .filter(key -> !column.name().equals(key) && column.name().equalsIgnoreCase(key))
                .map(key -> "; '" + key + "' is another name")
                .collect(Collectors.joining());
        return "a value was expected, but there is none" + alike
                + (missing == Missing.DROP_ROW
                        ? "; the training left such rows out, and a record cannot be left out: it is to be answered"
                        : "");
    }

    private static String some(List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(MOST_TOLD, names.size())));
        return names.size() > MOST_TOLD ? listed + " and " + (names.size() - MOST_TOLD) + " more" : listed;
    }
}
