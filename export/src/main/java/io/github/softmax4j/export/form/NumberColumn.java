package io.github.softmax4j.export.form;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.Optional;

/**
 * A column of numbers: one for each row, or a vector of them.
 *
 * @param name its name
 * @param kind NUMBER, FLAG (0 or 1), DATE (days since 1970-01-01, with a fraction) or VECTOR
 * @param weights length x classes
 * @param gap what takes the place of a missing value; empty where rows without one are refused
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
public record NumberColumn(String name, Kind kind, double[][] weights, Optional<Gap> gap) implements FormColumn {
    /**
     * How many numbers a value has.
     *
     * @return 1, of a vector its length
     */
    public int length() {
        return weights.length;
    }

    /** A vector that lacks some of its numbers is refused, as is one with an infinite number. */
    @Override
    public boolean addLogits(Object value, double[] logits) {
        var numbers = (double[]) value;
        if (isMissing(numbers)) {
            gap.ifPresent(filled -> add(1, filled.logits(), logits));
            return gap.isPresent();
        }
        for (int j = 0; j < numbers.length; j++) {
            if (!Double.isFinite(numbers[j])) {
                return false;
            }
            add(numbers[j], weights[j], logits);
        }
        return true;
    }

    @Override
    public double magnitude(Object value) {
        var numbers = (double[]) value;
        if (isMissing(numbers)) {
            return gap.map(filled -> FormColumn.largest(filled.logits())).orElse(0.0);
        }
        double sum = 0;
        for (int j = 0; j < numbers.length; j++) {
            sum += Math.abs(numbers[j]) * FormColumn.largest(weights[j]);
        }
        return sum;
    }

    /**
     * Whether a value is missing.
     *
     * @param numbers of the value
     * @return true where all are NaN
     */
    static boolean isMissing(double... numbers) {
        for (double number : numbers) {
            if (!Double.isNaN(number)) {
                return false;
            }
        }
        return true;
    }

    private static void add(double factor, double[] from, double[] to) {
        for (int k = 0; k < to.length; k++) {
            to[k] += factor * from[k];
        }
    }
}
