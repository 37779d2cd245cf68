package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import java.nio.FloatBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Some rows of X in the nearest caches of one thread, and what is computed from them.
 *
 * <p>Products take 6 rows and 2 columns at a time, whose 12 sums stay in registers; every number that is loaded is used
 * several times. Columns are padded to pairs and features to whole vectors, with zeros.
 */
final class Tile {
    /** A multiple of 6 and of all numbers of lanes. */
    static final int ROWS = 48;

    private static final int ROWS_AT_ONCE = 6;

    /** Columns x {@link #ROWS}: the logits, then what becomes of them. */
    final float[] columns;

    private final float[] features;
    private final int featureCount;
    private final int stride;
    private final int columnCount;
    private int rows;

    /** For rows of so many features, and parameters of so many columns. */
    Tile(int featureCount, int columnCount) {
        this.featureCount = featureCount;
        this.stride = Lanes.roundUp(featureCount);
        this.columnCount = columnCount;
        this.features = new float[ROWS * stride];
        this.columns = new float[paddedColumns(columnCount) * ROWS];
    }

    static int paddedColumns(int columnCount) {
        return (columnCount + 1) / 2 * 2;
    }

    /** How many of the rows count; what is in the others is left over from others. */
    int rows() {
        return rows;
    }

    /**
     * Copies rows here: vectors from memory outside the heap are three to five times slower in JDK 17.
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
    }

    /**
     * Z = X W + b.
     *
     * @param point W and b
     */
    void multiply(Coefficients point) {
        for (int i = 0; i < rows; i += ROWS_AT_ONCE) {
            for (int k = 0; k < columnCount; k += 2) {
                dot(features, i * stride, stride, point.weights, k * stride, columns, k * ROWS + i);
            }
        }
        for (int k = 0; k < columnCount; k++) {
            FloatVector b = FloatVector.broadcast(SPECIES, point.intercept[k]);
            for (int i = k * ROWS; i < (k + 1) * ROWS; i += Lanes.COUNT) {
                FloatVector.fromArray(SPECIES, columns, i).add(b).intoArray(columns, i);
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
     * @param sums what they are added to
     */
    void addTransposedProduct(Coefficients sums) {
        for (int k = 0; k < columnCount; k++) {
            Arrays.fill(columns, k * ROWS + rows, (k + 1) * ROWS, 0);
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = k * ROWS; i < (k + 1) * ROWS; i += Lanes.COUNT) {
                sum = sum.add(FloatVector.fromArray(SPECIES, columns, i));
            }
            sums.intercept[k] += sum.reduceLanes(VectorOperators.ADD);
        }
        for (int i = 0; i < rows; i += ROWS_AT_ONCE) {
            for (int k = 0; k < columnCount; k += 2) {
                addOuter(features, i * stride, stride, columns, k * ROWS + i, sums.weights, k * stride);
            }
        }
    }

    /** z[i, k] = x_i w_k of 6 rows and 2 columns. */
    private static void dot(float[] x, int x0, int stride, float[] w, int w0, float[] z, int z0) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        FloatVector b4 = a0;
        FloatVector b5 = a0;
        int x1 = x0 + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int x4 = x3 + stride;
        int x5 = x4 + stride;
        int w1 = w0 + stride;
        for (int j = 0; j < stride; j += Lanes.COUNT) {
            FloatVector p = FloatVector.fromArray(SPECIES, w, w0 + j);
            FloatVector q = FloatVector.fromArray(SPECIES, w, w1 + j);
            FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + j);
            a0 = v.fma(p, a0);
            b0 = v.fma(q, b0);
            v = FloatVector.fromArray(SPECIES, x, x1 + j);
            a1 = v.fma(p, a1);
            b1 = v.fma(q, b1);
            v = FloatVector.fromArray(SPECIES, x, x2 + j);
            a2 = v.fma(p, a2);
            b2 = v.fma(q, b2);
            v = FloatVector.fromArray(SPECIES, x, x3 + j);
            a3 = v.fma(p, a3);
            b3 = v.fma(q, b3);
            v = FloatVector.fromArray(SPECIES, x, x4 + j);
            a4 = v.fma(p, a4);
            b4 = v.fma(q, b4);
            v = FloatVector.fromArray(SPECIES, x, x5 + j);
            a5 = v.fma(p, a5);
            b5 = v.fma(q, b5);
        }
        z[z0] = a0.reduceLanes(VectorOperators.ADD);
        z[z0 + 1] = a1.reduceLanes(VectorOperators.ADD);
        z[z0 + 2] = a2.reduceLanes(VectorOperators.ADD);
        z[z0 + 3] = a3.reduceLanes(VectorOperators.ADD);
        z[z0 + 4] = a4.reduceLanes(VectorOperators.ADD);
        z[z0 + 5] = a5.reduceLanes(VectorOperators.ADD);
        z[z0 + ROWS] = b0.reduceLanes(VectorOperators.ADD);
        z[z0 + ROWS + 1] = b1.reduceLanes(VectorOperators.ADD);
        z[z0 + ROWS + 2] = b2.reduceLanes(VectorOperators.ADD);
        z[z0 + ROWS + 3] = b3.reduceLanes(VectorOperators.ADD);
        z[z0 + ROWS + 4] = b4.reduceLanes(VectorOperators.ADD);
        z[z0 + ROWS + 5] = b5.reduceLanes(VectorOperators.ADD);
    }

    /** g_k += sum of r[i, k] x_i of 6 rows, for 2 columns. */
    private static void addOuter(float[] x, int x0, int stride, float[] r, int r0, float[] g, int g0) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, r[r0]);
        FloatVector a1 = FloatVector.broadcast(SPECIES, r[r0 + 1]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, r[r0 + 2]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, r[r0 + 3]);
        FloatVector a4 = FloatVector.broadcast(SPECIES, r[r0 + 4]);
        FloatVector a5 = FloatVector.broadcast(SPECIES, r[r0 + 5]);
        FloatVector b0 = FloatVector.broadcast(SPECIES, r[r0 + ROWS]);
        FloatVector b1 = FloatVector.broadcast(SPECIES, r[r0 + ROWS + 1]);
        FloatVector b2 = FloatVector.broadcast(SPECIES, r[r0 + ROWS + 2]);
        FloatVector b3 = FloatVector.broadcast(SPECIES, r[r0 + ROWS + 3]);
        FloatVector b4 = FloatVector.broadcast(SPECIES, r[r0 + ROWS + 4]);
        FloatVector b5 = FloatVector.broadcast(SPECIES, r[r0 + ROWS + 5]);
        int x1 = x0 + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int x4 = x3 + stride;
        int x5 = x4 + stride;
        int g1 = g0 + stride;
        for (int j = 0; j < stride; j += Lanes.COUNT) {
            FloatVector p = FloatVector.fromArray(SPECIES, g, g0 + j);
            FloatVector q = FloatVector.fromArray(SPECIES, g, g1 + j);
            FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + j);
            p = v.fma(a0, p);
            q = v.fma(b0, q);
            v = FloatVector.fromArray(SPECIES, x, x1 + j);
            p = v.fma(a1, p);
            q = v.fma(b1, q);
            v = FloatVector.fromArray(SPECIES, x, x2 + j);
            p = v.fma(a2, p);
            q = v.fma(b2, q);
            v = FloatVector.fromArray(SPECIES, x, x3 + j);
            p = v.fma(a3, p);
            q = v.fma(b3, q);
            v = FloatVector.fromArray(SPECIES, x, x4 + j);
            p = v.fma(a4, p);
            q = v.fma(b4, q);
            v = FloatVector.fromArray(SPECIES, x, x5 + j);
            p = v.fma(a5, p);
            q = v.fma(b5, q);
            p.intoArray(g, g0 + j);
            q.intoArray(g, g1 + j);
        }
    }
}
