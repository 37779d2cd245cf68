package io.github.softmax4j.data;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * The checks that features pass at the door.
 *
 * <p>For example:
 *
 * <pre>{@code
 * var problems = new ArrayList<String>();
 * INDArray rows = Nd4j.createFromArray(new float[][] {{5.1f, Float.NaN}});
 * try {
 *     Features.requireFinite("measurements", rows);
 * } catch (IllegalArgumentException e) {
 *     problems.add(e.getMessage()); // measurements must be finite, but row 0, column 1 is NaN
 * }
 * }</pre>
 */
public final class Features {
    /** Some microseconds of Java, as much as a small operation of ND4J. */
    private static final int FEW_VALUES = 1 << 14;

    private Features() {}

    /**
     * Checks type, rank and values.
     *
     * @param what its name in messages, in the plural
     * @param features what the caller gave
     * @throws IllegalArgumentException unless it is a matrix, FLOAT or DOUBLE, not empty, all finite
     */
    public static void requireFinite(String what, INDArray features) {
        Objects.requireNonNull(what, "what must not be null");
        Objects.requireNonNull(features, "features must not be null");
        if (features.dataType() != DataType.FLOAT && features.dataType() != DataType.DOUBLE) {
            throw new IllegalArgumentException(what + " must be FLOAT or DOUBLE, but are " + features.dataType());
        }
        if (features.rank() != 2 || features.isEmpty()) {
            throw new IllegalArgumentException(what + " must be rows x columns, but have shape " + shape(features));
        }
        if (!isFinite(features)) {
            throw new IllegalArgumentException(what + " must be finite, but " + firstNotFinite(features));
        }
    }

    /** An operation of ND4J takes longer than to look at few values. */
    private static boolean isFinite(INDArray features) {
        boolean isWhole = features.ordering() == 'c'
                && features.elementWiseStride() == 1
                && features.data().length() == features.length();
        return (isWhole && features.length() <= FEW_VALUES)
                ? Arrays.stream(features.data().asDouble()).allMatch(Double::isFinite)
                : !BooleanIndexing.or(features, Conditions.notFinite());
    }

    /**
     * Checks the number of columns.
     *
     * @param columns what the model has
     * @param shape of what the caller gave
     * @throws IllegalArgumentException if it is no matrix of so many columns
     */
    public static void requireColumns(long columns, long... shape) {
        Objects.requireNonNull(shape, "shape must not be null");
        if (shape.length != 2 || shape[1] != columns) {
            throw new IllegalArgumentException(
                    "features must be rows x " + columns + ", but have shape " + Arrays.toString(shape));
        }
    }

    /** Rows of an array of the heap, of which each is one too. */
    static void requireRows(Object... rows) {
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] == null) {
                throw new NullPointerException("features must not be null, but row " + row + " is");
            }
        }
        requireRectangle(rows.length, row -> Array.getLength(rows[row]));
    }

    private static void requireRectangle(int rows, IntUnaryOperator length) {
        if (rows == 0) {
            throw new IllegalArgumentException("features must have at least one row, but have none");
        }
        if (length.applyAsInt(0) == 0) {
            throw new IllegalArgumentException("features must have at least one column, but row 0 has none");
        }
        for (int row = 0; row < rows; row++) {
            if (length.applyAsInt(row) != length.applyAsInt(0)) {
                throw new IllegalArgumentException("all rows must have the same number of features, but row 0 has "
                        + length.applyAsInt(0) + " and row " + row + " has " + length.applyAsInt(row));
            }
        }
    }

    /**
     * Blocks of rows are cut without copying, which asks for c order.
     *
     * @param features rows x features
     * @return the same array if its rows lie one after the other in memory, else a copy
     */
    public static INDArray inRowOrder(INDArray features) {
        Objects.requireNonNull(features, "features must not be null");
        boolean rowsLieInOrder = features.stride(1) == 1 && features.stride(0) == features.columns();
        return rowsLieInOrder ? features : features.dup('c');
    }

    /**
     * Some rows of an array, copied to the Java heap.
     *
     * @param array rows x columns, of any number type
     * @param first the first row, from 0
     * @param end behind the last one
     * @return in double, row by row
     */
    public static double[] onHeap(INDArray array, int first, int end) {
        Objects.requireNonNull(array, "array must not be null");
        if (first == end) {
            return new double[0];
        }
        try (INDArray copy = ArrayRows.range(array, first, (long) end - first).dup('c')) {
            return copy.data().asDouble();
        }
    }

    /**
     * Checks that a name says which column is meant.
     *
     * @param names of the columns
     * @throws IllegalArgumentException if two are alike
     */
    public static void requireNamesDiffer(List<String> names) {
        Objects.requireNonNull(names, "names must not be null");
        var seen = new HashSet<String>();
        for (String name : names) {
            Objects.requireNonNull(name, "names must not be null, but one is");
            if (!seen.add(name)) {
                throw new IllegalArgumentException("names of features must differ, but '" + name + "' stands twice");
            }
        }
    }

    /**
     * Checks that columns are not those of a model in another order. Names that the model does not have may be new ones
     * for the same columns.
     *
     * @param expected the names of the model's features
     * @param found the names of as many columns; of more or fewer nothing is said here
     * @throws IllegalArgumentException if they have the same names in another order
     */
    public static void requireOrder(List<String> expected, List<String> found) {
        Objects.requireNonNull(expected, "expected must not be null");
        Objects.requireNonNull(found, "found must not be null");
        if (expected.size() != found.size() || expected.equals(found)) {
            return;
        }
        if (new HashSet<>(expected).equals(new HashSet<>(found))) {
            int j = 0;
            while (expected.get(j).equals(found.get(j))) {
                j++;
            }
            throw new IllegalArgumentException("features must be in the order of the model's, but number " + j
                    + ", counted from 0, is '" + found.get(j) + "' where the model has '" + expected.get(j) + "'");
        }
    }

    /**
     * Looks a feature up that must be there.
     *
     * @param names of the features
     * @param feature the name of one
     * @return its index
     * @throws IllegalArgumentException if there is none of that name, or more than one; the message says which are near
     */
    public static int requireIndex(List<String> names, String feature) {
        Objects.requireNonNull(names, "names must not be null");
        Objects.requireNonNull(feature, "feature must not be null");
        int index = names.indexOf(feature);
        if (index < 0) {
            throw new IllegalArgumentException("the feature must be one of the " + names.size() + " there are, but is '"
                    + feature + "'" + NearestNames.hint(feature, names));
        }
        if (names.lastIndexOf(feature) != index) {
            throw new IllegalArgumentException("the name of a feature must say which is meant, but '" + feature
                    + "' stands twice, as number " + index + " and number " + names.lastIndexOf(feature));
        }
        return index;
    }

    /**
     * The names of columns that have none.
     *
     * @param columns how many
     * @return x0, x1, ...
     */
    public static List<String> defaultNames(int columns) {
        return IntStream.range(0, columns).mapToObj(column -> "x" + column).toList();
    }

    private static String firstNotFinite(INDArray features) {
        for (long row = 0; row < features.rows(); row++) {
            for (long column = 0; column < features.columns(); column++) {
                double value = features.getDouble(row, column);
                if (!Double.isFinite(value)) {
                    return "row " + row + ", column " + column + " is " + value;
                }
            }
        }
        throw new IllegalStateException("a value was not finite a moment ago");
    }

    private static String shape(INDArray array) {
        return Arrays.toString(array.shape());
    }
}
