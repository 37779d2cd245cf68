package io.github.softmax4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How the columns of a table become features; a model keeps it, and so takes the raw tables that its training took.
 *
 * <p>A number or date is one feature; a category is one feature for each of its values, 1 where the row has it and else
 * 0; a vector is one feature for each of its values.
 *
 * <p>For example:
 *
 * <pre>{@code
 * FeatureRecipe recipe = new FeatureRecipe(
 *         List.of(SourceColumn.number("age"), SourceColumn.category("port", List.of("Cork", "Dover"))),
 *         FeatureRecipe.Missing.ERROR,
 *         FeatureRecipe.Unseen.ZERO);
 * List<String> features = recipe.featureNames(); // age, port=Cork, port=Dover
 * }</pre>
 *
 * @param columns the columns, in the order of their features
 * @param missing what becomes of a value that is missing
 * @param unseen what becomes of a category that the training did not have
 * @param unnamedColumns how many columns the table had, its label included, if they had no names; else 0
 */
public record FeatureRecipe(List<SourceColumn> columns, Missing missing, Unseen unseen, int unnamedColumns) {
    /** What becomes of a value that is missing. */
    public enum Missing {
        /** Rows with such a value are refused. */
        ERROR,
        /** Its features are those of the training rows on average. */
        MEAN,
        /** Its features are 0. */
        ZERO,
        /** As MEAN, and a feature of its own is 1, for columns that lacked values in the training. */
        INDICATOR,
        /** Its row is left out. */
        DROP_ROW;

        /**
         * Whether something is put in the place of what is missing.
         *
         * @return false where such rows are refused or left out
         */
        public boolean fills() {
            return this != ERROR && this != DROP_ROW;
        }
    }

    /** What becomes of a category that the training did not have. */
    public enum Unseen {
        /** Rows with such a value are refused. */
        ERROR,
        /** All features of the column are 0. */
        ZERO
    }

    /**
     * Checks the recipe.
     *
     * @param columns the columns, in the order of their features
     * @param missing what becomes of a value that is missing
     * @param unseen what becomes of a category that the training did not have
     * @param unnamedColumns how many columns the table had, its label included, if they had no names
     * @throws IllegalArgumentException if there are no columns, or two have one name
     */
    public FeatureRecipe {
        Objects.requireNonNull(columns, "columns must not be null");
        Objects.requireNonNull(missing, "missing must not be null");
        Objects.requireNonNull(unseen, "unseen must not be null");
        columns = List.copyOf(columns);
        long names = columns.stream().map(SourceColumn::name).distinct().count();
        if (columns.isEmpty() || names < columns.size()) {
            throw new IllegalArgumentException("there must be columns with names that differ, but there are "
                    + columns.stream().map(SourceColumn::name).toList());
        }
    }

    /**
     * Of columns with names.
     *
     * @param columns the columns, in the order of their features
     * @param missing what becomes of a value that is missing
     * @param unseen what becomes of a category that the training did not have
     */
    public FeatureRecipe(List<SourceColumn> columns, Missing missing, Unseen unseen) {
        this(columns, missing, unseen, 0);
    }

    /**
     * Values as they are, and none missing.
     *
     * @param names the columns
     * @return the recipe
     */
    public static FeatureRecipe ofNumbers(List<String> names) {
        Objects.requireNonNull(names, "names must not be null");
        return new FeatureRecipe(names.stream().map(SourceColumn::number).toList(), Missing.ERROR, Unseen.ERROR);
    }

    /**
     * The same columns with another answer to categories that the training did not have.
     *
     * @param answer what becomes of them
     * @return the recipe
     */
    public FeatureRecipe withUnseen(Unseen answer) {
        Objects.requireNonNull(answer, "answer must not be null");
        return new FeatureRecipe(columns, missing, answer, unnamedColumns);
    }

    /**
     * The same columns with another answer to missing values.
     *
     * @param answer what becomes of them
     * @return the recipe
     */
    public FeatureRecipe withMissing(Missing answer) {
        Objects.requireNonNull(answer, "answer must not be null");
        return new FeatureRecipe(columns, answer, unseen, unnamedColumns);
    }

    /**
     * The same recipe of a table whose columns have no names.
     *
     * @param count how many it has, its label included
     * @return the recipe
     */
    public FeatureRecipe ofUnnamed(int count) {
        return new FeatureRecipe(columns, missing, unseen, count);
    }

    /**
     * The names of the features.
     *
     * @return in the order of the columns and of their features
     */
    public List<String> featureNames() {
        var names = new ArrayList<String>();
        columns.forEach(column -> names.addAll(column.featureNames()));
        return names;
    }

    /** How many columns and features there are, never all of them. */
    @Override
    public String toString() {
        return "FeatureRecipe[" + columns.size() + " columns, " + featureNames().size() + " features, missing "
                + missing + ", unseen " + unseen + "]";
    }
}
