package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Products of 2 rows and 5 columns, whose 10 sums fit into 16 registers beside what they are made of.
 *
 * <p>Java's compiler would rather load all columns before it begins to multiply, and then has a register too few: a sum
 * goes to memory and back in each round, which takes longer than all the rest. No load may pass a store to an array of
 * the same type, so a store that nobody reads keeps each load in its place.
 */
final class TwoByFive {
    static final int ROWS = 2;
    static final int COLUMNS = 5;

    private TwoByFive() {}

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
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector e0 = a0;
        FloatVector e1 = a0;
        int x1 = x0 + stride;
        int w1 = w0 + stride;
        int w2 = w1 + stride;
        int w3 = w2 + stride;
        int w4 = w3 + stride;
        for (int j = 0; j < length; j += Lanes.COUNT) {
            FloatVector p = FloatVector.fromArray(SPECIES, x, x0 + j);
            FloatVector q = FloatVector.fromArray(SPECIES, x, x1 + j);
            FloatVector v = FloatVector.fromArray(SPECIES, w, w0 + j);
            a0 = p.fma(v, a0);
            a1 = q.fma(v, a1);
            sums[0] = 0;
            v = FloatVector.fromArray(SPECIES, w, w1 + j);
            b0 = p.fma(v, b0);
            b1 = q.fma(v, b1);
            sums[0] = 0;
            v = FloatVector.fromArray(SPECIES, w, w2 + j);
            c0 = p.fma(v, c0);
            c1 = q.fma(v, c1);
            sums[0] = 0;
            v = FloatVector.fromArray(SPECIES, w, w3 + j);
            d0 = p.fma(v, d0);
            d1 = q.fma(v, d1);
            sums[0] = 0;
            v = FloatVector.fromArray(SPECIES, w, w4 + j);
            e0 = p.fma(v, e0);
            e1 = q.fma(v, e1);
        }
        a0.intoArray(sums, 0);
        a1.intoArray(sums, Lanes.COUNT);
        b0.intoArray(sums, 2 * Lanes.COUNT);
        b1.intoArray(sums, 3 * Lanes.COUNT);
        c0.intoArray(sums, 4 * Lanes.COUNT);
        c1.intoArray(sums, 5 * Lanes.COUNT);
        d0.intoArray(sums, 6 * Lanes.COUNT);
        d1.intoArray(sums, 7 * Lanes.COUNT);
        e0.intoArray(sums, 8 * Lanes.COUNT);
        e1.intoArray(sums, 9 * Lanes.COUNT);
        for (int k = 0; k < COLUMNS; k++) {
            Lanes.addLanes(sums, k * ROWS, z, z0 + k * Tile.ROWS, ROWS);
        }
    }
}
