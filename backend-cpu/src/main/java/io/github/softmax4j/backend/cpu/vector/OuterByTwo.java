package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * X'R of two columns, which is added to their sums. Sums of some vectors of features stay in registers while all rows
 * of a tile pass, so that nothing is written on the way.
 */
final class OuterByTwo {
    static final int COLUMNS = 2;

    private OuterByTwo() {}

    /**
     * g_k += sum of r[i, k] x_i, of some features.
     *
     * @param some how many, whole vectors, four at most
     * @param x the first row, from x0 on; the next one is a stride behind it
     * @param rows how many
     * @param r {@link Tile#columns}, from r0 on
     * @param g columns, from g0 on, one a stride behind the other
     */
    static void add(int some, float[] x, int x0, int stride, int rows, float[] r, int r0, float[] g, int g0) {
        if (some == 4 * Lanes.COUNT) {
            addFour(x, x0, stride, rows, r, r0, g, g0);
            return;
        }
        for (int at = 0; at < some; at += Lanes.COUNT) {
            addOne(x, x0 + at, stride, rows, r, r0, g, g0 + at);
        }
    }

    private static void addFour(float[] x, int x0, int stride, int rows, float[] r, int r0, float[] g, int g0) {
        int g1 = g0 + stride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, g, g0);
        FloatVector a1 = FloatVector.fromArray(SPECIES, g, g0 + Lanes.COUNT);
        FloatVector a2 = FloatVector.fromArray(SPECIES, g, g0 + 2 * Lanes.COUNT);
        FloatVector a3 = FloatVector.fromArray(SPECIES, g, g0 + 3 * Lanes.COUNT);
        FloatVector b0 = FloatVector.fromArray(SPECIES, g, g1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, g, g1 + Lanes.COUNT);
        FloatVector b2 = FloatVector.fromArray(SPECIES, g, g1 + 2 * Lanes.COUNT);
        FloatVector b3 = FloatVector.fromArray(SPECIES, g, g1 + 3 * Lanes.COUNT);
        int from = x0;
        for (int i = r0; i < r0 + rows; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, x, from);
            FloatVector q = FloatVector.fromArray(SPECIES, x, from + Lanes.COUNT);
            FloatVector s = FloatVector.fromArray(SPECIES, x, from + 2 * Lanes.COUNT);
            FloatVector u = FloatVector.fromArray(SPECIES, x, from + 3 * Lanes.COUNT);
            FloatVector t = FloatVector.broadcast(SPECIES, r[i]);
            a0 = p.fma(t, a0);
            a1 = q.fma(t, a1);
            a2 = s.fma(t, a2);
            a3 = u.fma(t, a3);
            t = FloatVector.broadcast(SPECIES, r[i + Tile.ROWS]);
            b0 = p.fma(t, b0);
            b1 = q.fma(t, b1);
            b2 = s.fma(t, b2);
            b3 = u.fma(t, b3);
            from += stride;
        }
        a0.intoArray(g, g0);
        a1.intoArray(g, g0 + Lanes.COUNT);
        a2.intoArray(g, g0 + 2 * Lanes.COUNT);
        a3.intoArray(g, g0 + 3 * Lanes.COUNT);
        b0.intoArray(g, g1);
        b1.intoArray(g, g1 + Lanes.COUNT);
        b2.intoArray(g, g1 + 2 * Lanes.COUNT);
        b3.intoArray(g, g1 + 3 * Lanes.COUNT);
    }

    private static void addOne(float[] x, int x0, int stride, int rows, float[] r, int r0, float[] g, int g0) {
        int g1 = g0 + stride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, g, g0);
        FloatVector b0 = FloatVector.fromArray(SPECIES, g, g1);
        int from = x0;
        for (int i = r0; i < r0 + rows; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, x, from);
            FloatVector t = FloatVector.broadcast(SPECIES, r[i]);
            a0 = p.fma(t, a0);
            t = FloatVector.broadcast(SPECIES, r[i + Tile.ROWS]);
            b0 = p.fma(t, b0);
            from += stride;
        }
        a0.intoArray(g, g0);
        b0.intoArray(g, g1);
    }
}
