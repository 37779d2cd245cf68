package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Products of 6 rows and 2 columns, whose 12 sums fit into 16 registers beside what they are made of. */
final class SixByTwo {
    static final int ROWS = 6;
    static final int COLUMNS = 2;

    private SixByTwo() {}

    /**
     * z[i, k] = x_i w_k.
     *
     * @param x rows, from x0 on, one a stride behind the other
     * @param length of each, whole vectors
     * @param w columns, from w0 on, in the same way
     * @param z {@link Tile#columns}, from z0 on
     * @param sums overwritten; for as many vectors as there are values in z
     */
    static void dot(float[] x, int x0, int stride, int length, float[] w, int w0, float[] z, int z0, float[] sums) {
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
        for (int j = 0; j < length; j += Lanes.COUNT) {
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
        a0.intoArray(sums, 0);
        a1.intoArray(sums, Lanes.COUNT);
        a2.intoArray(sums, 2 * Lanes.COUNT);
        a3.intoArray(sums, 3 * Lanes.COUNT);
        a4.intoArray(sums, 4 * Lanes.COUNT);
        a5.intoArray(sums, 5 * Lanes.COUNT);
        b0.intoArray(sums, 6 * Lanes.COUNT);
        b1.intoArray(sums, 7 * Lanes.COUNT);
        b2.intoArray(sums, 8 * Lanes.COUNT);
        b3.intoArray(sums, 9 * Lanes.COUNT);
        b4.intoArray(sums, 10 * Lanes.COUNT);
        b5.intoArray(sums, 11 * Lanes.COUNT);
        for (int k = 0; k < COLUMNS; k++) {
            Lanes.addLanes(sums, k * ROWS, z, z0 + k * Tile.ROWS, ROWS);
        }
    }
}
