package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import java.nio.FloatBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Some rows of X in the nearest caches of one thread, and what is computed from them.
 *
 * <p>Products take some rows and columns at a time, whose sums stay in registers; every value that is loaded is used
 * several times. Lanes are features. Most columns are taken in fives; what is left, in pairs. Columns are padded to
 * that, and features to whole vectors, with zeros. With few features for many columns the lanes of the first product
 * are rows, which have to stand upright for it. Columns that nobody wants of some rows, such as those of a model that
 * holds the rows out, are left out with their neighbours, where these are not wanted either.
 */
final class Tile {
    /** A multiple of 4, of 6, and of any number of lanes. */
    static final int ROWS = 48;

    private static final int NUMBERS_OF_LINE = 64 / Float.BYTES;

    /** Features of all rows that are gone through for all columns at a time. */
    private static final int BLOCK = 4 * Lanes.COUNT;

    /** With fewer, adding up the lanes of the first product would take longer than standing the rows upright. */
    private static final int FEATURES_FOR_COLUMN = 4;

    /** Upright rows of more leave the nearest cache. */
    private static final int MOST_UPRIGHT_FEATURES = 128;

    /** Columns x {@link #ROWS}: the logits, then what becomes of them. */
    final float[] columns;

    private final float[] features;
    private final int featureCount;
    /** {@link #featureCount} in whole vectors. */
    private final int length;

    private final int stride;
    private final int columnCount;
    private final int columnsInFives;
    /** Features x {@link #ROWS}, for a first product whose lanes are rows; null where they are features. */
    private final float[] upright;

    private final float[] sums = new float[FourByFive.ROWS * FourByFive.COLUMNS * Lanes.COUNT];
    private final boolean[] wanted;
    private int rows;

    /** For rows of so many features, and parameters of so many columns. */
    Tile(int featureCount, int columnCount) {
        this.featureCount = featureCount;
        this.length = Lanes.roundUp(featureCount);
        this.stride = stride(featureCount);
        this.columnCount = columnCount;
        this.columnsInFives = columnsInFives(columnCount);
        this.features = new float[ROWS * stride];
        this.upright = standsUpright(featureCount, columnCount) ? new float[featureCount * ROWS] : null;
        this.columns = new float[paddedColumns(columnCount) * ROWS];
        this.wanted = new boolean[paddedColumns(columnCount)];
    }

    /**
     * How far rows lie apart: an odd number of cache lines, because rows that are apart by powers of two share a few
     * places of a cache, from which they drive each other out.
     */
    static int stride(int featureCount) {
        int lines = (Lanes.roundUp(featureCount) + NUMBERS_OF_LINE - 1) / NUMBERS_OF_LINE;
        return (lines | 1) * NUMBERS_OF_LINE;
    }

    /** How long products are that leave no column out. */
    static int paddedColumns(int columnCount) {
        int inFives = columnsInFives(columnCount);
        int inPairs = inFives + (Math.max(0, columnCount - inFives) + 1) / 2 * 2;
        int inFours = (columnCount + FourColumns.COLUMNS - 1) / FourColumns.COLUMNS * FourColumns.COLUMNS;
        return Math.max(inPairs, inFours);
    }

    private static boolean standsUpright(int featureCount, int columnCount) {
        return featureCount < FEATURES_FOR_COLUMN * columnCount && featureCount <= MOST_UPRIGHT_FEATURES;
    }

    /** With the padding; one or two columns beyond a multiple of 5 are better off as a pair. */
    private static int columnsInFives(int columnCount) {
        return (columnCount + 2) / 5 * 5;
    }

    /** How many of the rows count; what is in the others is left over from others. */
    int rows() {
        return rows;
    }

    /**
     * Copies rows here: vectors from memory outside the heap are far slower in JDK 17 (docs/experiments/0009).
     *
     * @param from rows x features
     * @param first the first of them
     * @param count at most {@link #ROWS}
     */
    void load(FloatBuffer from, int first, int count) {
        for (int i = 0; i < count; i++) {
            from.get((first + i) * featureCount, features, i * stride, featureCount);
        }
        rows = count;
        if (upright != null) {
            standUpright();
        }
    }

    private void standUpright() {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < featureCount; j++) {
                upright[j * ROWS + i] = features[i * stride + j];
            }
        }
    }

    int columnCount() {
        return columnCount;
    }

    /**
     * Whether some columns are wanted of the rows at hand; where they are not, {@link #columns} must be 0 before the
     * second product.
     */
    void want(int firstColumn, int count, boolean isWanted) {
        Arrays.fill(wanted, firstColumn, firstColumn + count, isWanted);
    }

    boolean isAnyWanted(int firstColumn, int count) {
        for (int k = firstColumn; k < firstColumn + count; k++) {
            if (wanted[k]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Z = X W + b.
     *
     * @param point W and b
     */
    void multiply(Coefficients point) {
        if (upright != null) {
            multiplyUpright(point);
        } else {
            multiplyFlat(point);
        }
    }

    private void multiplyUpright(Coefficients point) {
        for (int k = 0; k < columnCount; k += FourColumns.COLUMNS) {
            if (isAnyWanted(k, FourColumns.COLUMNS)) {
                FourColumns.dot(upright, featureCount, point.weights, k * stride, stride, point.intercept, columns, k);
            }
        }
    }

    /** Fives one after the other: the weights of one stay in the nearest cache, while rows come from the second. */
    private void multiplyFlat(Coefficients point) {
        for (int k = 0; k < columnsInFives; k += FourByFive.COLUMNS) {
            if (isAnyWanted(k, FourByFive.COLUMNS)) {
                multiplyFive(point, k);
            }
        }
        for (int k = columnsInFives; k < columnCount; k += SixByTwo.COLUMNS) {
            if (isAnyWanted(k, SixByTwo.COLUMNS)) {
                for (int i = 0; i < rows; i += SixByTwo.ROWS) {
                    SixByTwo.dot(
                            features,
                            i * stride,
                            stride,
                            length,
                            point.weights,
                            k * stride,
                            columns,
                            k * ROWS + i,
                            sums);
                }
            }
        }
        for (int k = 0; k < columnCount; k++) {
            FloatVector b = FloatVector.broadcast(SPECIES, point.intercept[k]);
            for (int i = k * ROWS; i < (k + 1) * ROWS; i += Lanes.COUNT) {
                FloatVector.fromArray(SPECIES, columns, i).add(b).intoArray(columns, i);
            }
        }
    }

    private void multiplyFive(Coefficients point, int k) {
        if (Lanes.HAVE_32_REGISTERS) {
            for (int i = 0; i < rows; i += FourByFive.ROWS) {
                FourByFive.dot(
                        features, i * stride, stride, length, point.weights, k * stride, columns, k * ROWS + i, sums);
            }
        } else {
            for (int i = 0; i < rows; i += TwoByFive.ROWS) {
                TwoByFive.dot(
                        features, i * stride, stride, length, point.weights, k * stride, columns, k * ROWS + i, sums);
            }
        }
    }

    /** Multiplies some columns by a number of each row. */
    void scaleRows(float[] factors, int firstColumn, int count) {
        for (int k = firstColumn; k < firstColumn + count; k++) {
            for (int i = 0; i < ROWS; i++) {
                columns[k * ROWS + i] *= factors[i];
            }
        }
    }

    /**
     * Adds X'Z and 1'Z.
     *
     * @param to what they are added to
     */
    void addTransposedProduct(Coefficients to) {
        for (int k = 0; k < columnCount; k++) {
            Arrays.fill(columns, k * ROWS + rows, (k + 1) * ROWS, 0);
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = k * ROWS; i < (k + 1) * ROWS; i += Lanes.COUNT) {
                sum = sum.add(FloatVector.fromArray(SPECIES, columns, i));
            }
            to.intercept[k] += Lanes.sum(sum);
        }
        for (int j = 0; j < length; j += BLOCK) {
            addOuter(j, Math.min(BLOCK, length - j), to);
        }
    }

    /** Of some features, whose values of all rows are in the nearest cache after the first columns. */
    private void addOuter(int j, int some, Coefficients to) {
        for (int k = 0; k < columnsInFives; k += OuterByFive.COLUMNS) {
            if (isAnyWanted(k, OuterByFive.COLUMNS)) {
                OuterByFive.add(some, features, j, stride, rows, columns, k * ROWS, to.weights, k * stride + j);
            }
        }
        for (int k = columnsInFives; k < columnCount; k += OuterByTwo.COLUMNS) {
            if (isAnyWanted(k, OuterByTwo.COLUMNS)) {
                OuterByTwo.add(some, features, j, stride, rows, columns, k * ROWS, to.weights, k * stride + j);
            }
        }
    }
}
