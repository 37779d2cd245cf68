package io.github.softmax4j.export.form;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.Optional;

/** A column that a model is given, and what its value adds to the logits. */
public sealed interface FormColumn permits NumberColumn, WordColumn {
    /**
     * The name of the column.
     *
     * @return as the table had it
     */
    String name();

    /**
     * What the column holds.
     *
     * @return CATEGORY of words, another kind of numbers
     */
    Kind kind();

    /**
     * The weights of its features, without the indicator.
     *
     * @return features x classes; of words one row for each
     */
    double[][] weights();

    /**
     * What takes the place of a missing value.
     *
     * @return empty where rows without a value are refused
     */
    Optional<Gap> gap();

    /**
     * Adds what a value adds.
     *
     * @param value a {@code double[]} for numbers, all NaN where it is missing; a String for words, null where it is
     *     missing
     * @param logits one for each class, added to
     * @return false where the row is refused; the logits then mean nothing
     */
    boolean addLogits(Object value, double[] logits);

    /**
     * How large the numbers are that a value brings into the sums of the logits: they round by a part of that.
     *
     * @param value as above, of a row that is not refused
     * @return the sum of their largest absolute values over the classes
     */
    double magnitude(Object value);

    /**
     * The largest absolute value.
     *
     * @param values any
     * @return 0 where there are none
     */
    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
