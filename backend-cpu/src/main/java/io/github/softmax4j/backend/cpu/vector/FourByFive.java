package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Products of 4 rows and 5 columns, whose 20 sums need 32 registers. */
final class FourByFive {
    static final int ROWS = 4;
    static final int COLUMNS = 5;

    private FourByFive() {}

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
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector c2 = a0;
        FloatVector c3 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector d2 = a0;
        FloatVector d3 = a0;
        FloatVector e0 = a0;
        FloatVector e1 = a0;
        FloatVector e2 = a0;
        FloatVector e3 = a0;
        int x1 = x0 + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int w1 = w0 + stride;
        int w2 = w1 + stride;
        int w3 = w2 + stride;
        int w4 = w3 + stride;
        for (int j = 0; j < length; j += Lanes.COUNT) {
            FloatVector p = FloatVector.fromArray(SPECIES, w, w0 + j);
            FloatVector q = FloatVector.fromArray(SPECIES, w, w1 + j);
            FloatVector s = FloatVector.fromArray(SPECIES, w, w2 + j);
            FloatVector t = FloatVector.fromArray(SPECIES, w, w3 + j);
            FloatVector u = FloatVector.fromArray(SPECIES, w, w4 + j);
            FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + j);
            a0 = v.fma(p, a0);
            b0 = v.fma(q, b0);
            c0 = v.fma(s, c0);
            d0 = v.fma(t, d0);
            e0 = v.fma(u, e0);
            v = FloatVector.fromArray(SPECIES, x, x1 + j);
            a1 = v.fma(p, a1);
            b1 = v.fma(q, b1);
            c1 = v.fma(s, c1);
            d1 = v.fma(t, d1);
            e1 = v.fma(u, e1);
            v = FloatVector.fromArray(SPECIES, x, x2 + j);
            a2 = v.fma(p, a2);
            b2 = v.fma(q, b2);
            c2 = v.fma(s, c2);
            d2 = v.fma(t, d2);
            e2 = v.fma(u, e2);
            v = FloatVector.fromArray(SPECIES, x, x3 + j);
            a3 = v.fma(p, a3);
            b3 = v.fma(q, b3);
            c3 = v.fma(s, c3);
            d3 = v.fma(t, d3);
            e3 = v.fma(u, e3);
        }
        a0.intoArray(sums, 0);
        a1.intoArray(sums, Lanes.COUNT);
        a2.intoArray(sums, 2 * Lanes.COUNT);
        a3.intoArray(sums, 3 * Lanes.COUNT);
        b0.intoArray(sums, 4 * Lanes.COUNT);
        b1.intoArray(sums, 5 * Lanes.COUNT);
        b2.intoArray(sums, 6 * Lanes.COUNT);
        b3.intoArray(sums, 7 * Lanes.COUNT);
        c0.intoArray(sums, 8 * Lanes.COUNT);
        c1.intoArray(sums, 9 * Lanes.COUNT);
        c2.intoArray(sums, 10 * Lanes.COUNT);
        c3.intoArray(sums, 11 * Lanes.COUNT);
        d0.intoArray(sums, 12 * Lanes.COUNT);
        d1.intoArray(sums, 13 * Lanes.COUNT);
        d2.intoArray(sums, 14 * Lanes.COUNT);
        d3.intoArray(sums, 15 * Lanes.COUNT);
        e0.intoArray(sums, 16 * Lanes.COUNT);
        e1.intoArray(sums, 17 * Lanes.COUNT);
        e2.intoArray(sums, 18 * Lanes.COUNT);
        e3.intoArray(sums, 19 * Lanes.COUNT);
        for (int k = 0; k < COLUMNS; k++) {
            Lanes.addLanes(sums, k * ROWS, z, z0 + k * Tile.ROWS, ROWS);
        }
    }
}
