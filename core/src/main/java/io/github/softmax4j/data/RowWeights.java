package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What each row counts: once, or a weight of its own. */
final class RowWeights {
    /** Null where all rows count once. */
    private final double[] weights;

    private final int rows;

    private RowWeights(double[] weights, int rows) {
        this.weights = weights;
        this.rows = rows;
    }

    static RowWeights ones(int rows) {
        return new RowWeights(null, rows);
    }

    /**
     * Weights given by a user, copied.
     *
     * @throws IllegalArgumentException if they are not as many as rows, a weight is negative or not finite, or none is
     *     positive
     */
    static RowWeights of(double[] given, int rows) {
        if (given.length != rows) {
            throw new IllegalArgumentException("there must be one weight per row, but there are " + rows + " rows and "
                    + given.length + " weights");
        }
        for (int row = 0; row < given.length; row++) {
            if (!(given[row] >= 0) || Double.isInfinite(given[row])) {
                throw new IllegalArgumentException(
                        "the weight of row " + row + " must be finite and not negative, but is " + given[row]);
            }
        }
        if (Arrays.stream(given).noneMatch(weight -> weight > 0)) {
            throw new IllegalArgumentException("at least one row weight must be above 0, but all are 0");
        }
        return new RowWeights(given.clone(), rows);
    }

    boolean areOnes() {
        return weights == null;
    }

    RowWeights subset(int... some) {
        return weights == null
                ? ones(some.length)
                : new RowWeights(
                        Arrays.stream(some).mapToDouble(row -> weights[row]).toArray(), some.length);
    }

    RowWeights range(int first, int end) {
        return new RowWeights(weights == null ? null : Arrays.copyOfRange(weights, first, end), end - first);
    }

    double sum(long first, long end) {
        return weights == null
                ? end - first
                : IntStream.range((int) first, (int) end)
                        .mapToDouble(row -> weights[row])
                        .sum();
    }

    double[] toArray() {
        if (weights != null) {
            return weights.clone();
        }
        var ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Rows x 1; null where all rows count once. */
    INDArray column(DataType type) {
        return weights == null
                ? null
                : Nd4j.createFromArray(weights).castTo(type).reshape(weights.length, 1);
    }
}
