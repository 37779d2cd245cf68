package io.github.softmax4j.benchmarks;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A data set that is computed, value by value, so that gpu_check.py has the very same one without a file.
 *
 * <pre>
 *   x_ij = (8 own_ij + 16 shared_ig + proto_tj) / 8192       g = j / 16, t the class that row i was made for
 *   y_i  = t_i, for one row in five any class instead
 * </pre>
 *
 * <p>own, shared and proto are bytes from a hash. All sums are whole numbers below 2^13, so every x is exact in float
 * wherever it is computed. Sixteen columns share a term, so columns are correlated like pixels; classes overlap, and
 * the labels that are wrong keep the optimum away from 0.
 *
 * @param rows the number of rows
 * @param features the number of features
 * @param classes the number of classes
 */
record MadeProblem(int rows, int features, int classes) {
    private static final int GROUP = 16;
    private static final float UNIT = 8192;

    /** The values that are made on the heap at a time: the largest problem has 1 GiB of them. */
    private static final int NUMBERS_AT_A_TIME = 1 << 22;

    private static final int OWN = 1;
    private static final int SHARED = 2;
    private static final int PROTOTYPE = 3;
    private static final int MADE_FOR = 4;
    private static final int IS_WRONG = 5;
    private static final int WRONG = 6;
    private static final int WEIGHT = 7;
    private static final int INTERCEPT = 8;

    /** Below this byte, one in five, a label is any class. */
    private static final int WRONG_BELOW = 51;

    String name() {
        return rows + "x" + features + "x" + classes;
    }

    /** The data set, in float, on the device. */
    Dataset dataset() {
        INDArray values = Nd4j.create(DataType.FLOAT, new long[] {rows, features}, 'c');
        int[] madeFor = IntStream.range(0, rows)
                .map(row -> Integer.remainderUnsigned(hash(MADE_FOR, row), classes))
                .toArray();
        int step = Math.max(1, NUMBERS_AT_A_TIME / features);
        for (int first = 0; first < rows; first += step) {
            int last = Math.min(rows, first + step);
            try (INDArray block = Nd4j.createFromArray(elements(madeFor, first, last))) {
                values.get(NDArrayIndex.interval(first, last), NDArrayIndex.all())
                        .assign(block.reshape(last - first, features));
            }
        }
        // A small problem may lack a class, and class k must be the same class everywhere.
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        List<String> labels = IntStream.range(0, rows)
                .mapToObj(row -> names.get(label(row, madeFor[row])))
                .toList();
        return Dataset.of(values, labels, ClassLabels.inOrder(names));
    }

    private int label(int row, int madeFor) {
        return topByte(IS_WRONG, row) < WRONG_BELOW ? Integer.remainderUnsigned(hash(WRONG, row), classes) : madeFor;
    }

    private float[] elements(int[] madeFor, int first, int last) {
        var elements = new float[(last - first) * features];
        IntStream.range(first, last)
                .parallel()
                .forEach(row -> fillRow(elements, (row - first) * features, row, madeFor[row]));
        return elements;
    }

    private void fillRow(float[] elements, int offset, int row, int madeFor) {
        int groups = (features + GROUP - 1) / GROUP;
        for (int j = 0; j < features; j++) {
            int whole = 8 * topByte(OWN, row * features + j)
                    + 16 * topByte(SHARED, row * groups + j / GROUP)
                    + topByte(PROTOTYPE, madeFor * features + j);
            elements[offset + j] = whole / UNIT;
        }
    }

    /** Weights and intercept that are not zero, (features + 1) x classes, exact in float. */
    INDArray point() {
        var matrix = new double[features + 1][classes];
        for (int j = 0; j < features; j++) {
            for (int k = 0; k < classes; k++) {
                matrix[j][k] = (topByte(WEIGHT, j * classes + k) - 128) / 1024.0;
            }
        }
        Arrays.setAll(matrix[features], k -> (topByte(INTERCEPT, k) - 128) / 1024.0);
        return Nd4j.createFromArray(matrix);
    }

    private static int topByte(int salt, int index) {
        return hash(salt, index) >>> 24;
    }

    /** The integer hash lowbias32 of Wellons, Prospecting for hash functions (2018), one for each salt. */
    private static int hash(int salt, int index) {
        int h = index + salt * 0x9E3779B9; // the golden ratio times 2^32: salted ranges lie far apart
        h = (h ^ (h >>> 16)) * 0x7feb352d;
        h = (h ^ (h >>> 15)) * 0x846ca68b;
        return h ^ (h >>> 16);
    }
}
