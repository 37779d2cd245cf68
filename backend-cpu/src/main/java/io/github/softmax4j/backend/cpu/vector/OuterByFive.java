package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * X'R of five columns, which is added to their sums. Sums of some vectors of features stay in registers while all rows
 * of a tile pass, so that nothing is written on the way.
 */
final class OuterByFive {
    static final int COLUMNS = 5;

    private OuterByFive() {}

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
        if (Lanes.HAVE_32_REGISTERS && some == 4 * Lanes.COUNT) {
            addFour(x, x0, stride, rows, r, r0, g, g0);
            return;
        }
        int at = 0;
        for (; at + 2 * Lanes.COUNT <= some; at += 2 * Lanes.COUNT) {
            addTwo(x, x0 + at, stride, rows, r, r0, g, g0 + at);
        }
        if (at < some) {
            addOne(x, x0 + at, stride, rows, r, r0, g, g0 + at);
        }
    }

    /** 20 sums, for which it takes 32 registers. */
    private static void addFour(float[] x, int x0, int stride, int rows, float[] r, int r0, float[] g, int g0) {
        int g1 = g0 + stride;
        int g2 = g1 + stride;
        int g3 = g2 + stride;
        int g4 = g3 + stride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, g, g0);
        FloatVector a1 = FloatVector.fromArray(SPECIES, g, g0 + Lanes.COUNT);
        FloatVector a2 = FloatVector.fromArray(SPECIES, g, g0 + 2 * Lanes.COUNT);
        FloatVector a3 = FloatVector.fromArray(SPECIES, g, g0 + 3 * Lanes.COUNT);
        FloatVector b0 = FloatVector.fromArray(SPECIES, g, g1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, g, g1 + Lanes.COUNT);
        FloatVector b2 = FloatVector.fromArray(SPECIES, g, g1 + 2 * Lanes.COUNT);
        FloatVector b3 = FloatVector.fromArray(SPECIES, g, g1 + 3 * Lanes.COUNT);
        FloatVector c0 = FloatVector.fromArray(SPECIES, g, g2);
        FloatVector c1 = FloatVector.fromArray(SPECIES, g, g2 + Lanes.COUNT);
        FloatVector c2 = FloatVector.fromArray(SPECIES, g, g2 + 2 * Lanes.COUNT);
        FloatVector c3 = FloatVector.fromArray(SPECIES, g, g2 + 3 * Lanes.COUNT);
        FloatVector d0 = FloatVector.fromArray(SPECIES, g, g3);
        FloatVector d1 = FloatVector.fromArray(SPECIES, g, g3 + Lanes.COUNT);
        FloatVector d2 = FloatVector.fromArray(SPECIES, g, g3 + 2 * Lanes.COUNT);
        FloatVector d3 = FloatVector.fromArray(SPECIES, g, g3 + 3 * Lanes.COUNT);
        FloatVector e0 = FloatVector.fromArray(SPECIES, g, g4);
        FloatVector e1 = FloatVector.fromArray(SPECIES, g, g4 + Lanes.COUNT);
        FloatVector e2 = FloatVector.fromArray(SPECIES, g, g4 + 2 * Lanes.COUNT);
        FloatVector e3 = FloatVector.fromArray(SPECIES, g, g4 + 3 * Lanes.COUNT);
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
            t = FloatVector.broadcast(SPECIES, r[i + 2 * Tile.ROWS]);
            c0 = p.fma(t, c0);
            c1 = q.fma(t, c1);
            c2 = s.fma(t, c2);
            c3 = u.fma(t, c3);
            t = FloatVector.broadcast(SPECIES, r[i + 3 * Tile.ROWS]);
            d0 = p.fma(t, d0);
            d1 = q.fma(t, d1);
            d2 = s.fma(t, d2);
            d3 = u.fma(t, d3);
            t = FloatVector.broadcast(SPECIES, r[i + 4 * Tile.ROWS]);
            e0 = p.fma(t, e0);
            e1 = q.fma(t, e1);
            e2 = s.fma(t, e2);
            e3 = u.fma(t, e3);
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
        c0.intoArray(g, g2);
        c1.intoArray(g, g2 + Lanes.COUNT);
        c2.intoArray(g, g2 + 2 * Lanes.COUNT);
        c3.intoArray(g, g2 + 3 * Lanes.COUNT);
        d0.intoArray(g, g3);
        d1.intoArray(g, g3 + Lanes.COUNT);
        d2.intoArray(g, g3 + 2 * Lanes.COUNT);
        d3.intoArray(g, g3 + 3 * Lanes.COUNT);
        e0.intoArray(g, g4);
        e1.intoArray(g, g4 + Lanes.COUNT);
        e2.intoArray(g, g4 + 2 * Lanes.COUNT);
        e3.intoArray(g, g4 + 3 * Lanes.COUNT);
    }

    /** 10 sums, which fit into 16 registers. */
    private static void addTwo(float[] x, int x0, int stride, int rows, float[] r, int r0, float[] g, int g0) {
        int g1 = g0 + stride;
        int g2 = g1 + stride;
        int g3 = g2 + stride;
        int g4 = g3 + stride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, g, g0);
        FloatVector a1 = FloatVector.fromArray(SPECIES, g, g0 + Lanes.COUNT);
        FloatVector b0 = FloatVector.fromArray(SPECIES, g, g1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, g, g1 + Lanes.COUNT);
        FloatVector c0 = FloatVector.fromArray(SPECIES, g, g2);
        FloatVector c1 = FloatVector.fromArray(SPECIES, g, g2 + Lanes.COUNT);
        FloatVector d0 = FloatVector.fromArray(SPECIES, g, g3);
        FloatVector d1 = FloatVector.fromArray(SPECIES, g, g3 + Lanes.COUNT);
        FloatVector e0 = FloatVector.fromArray(SPECIES, g, g4);
        FloatVector e1 = FloatVector.fromArray(SPECIES, g, g4 + Lanes.COUNT);
        int from = x0;
        for (int i = r0; i < r0 + rows; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, x, from);
            FloatVector q = FloatVector.fromArray(SPECIES, x, from + Lanes.COUNT);
            FloatVector t = FloatVector.broadcast(SPECIES, r[i]);
            a0 = p.fma(t, a0);
            a1 = q.fma(t, a1);
            t = FloatVector.broadcast(SPECIES, r[i + Tile.ROWS]);
            b0 = p.fma(t, b0);
            b1 = q.fma(t, b1);
            t = FloatVector.broadcast(SPECIES, r[i + 2 * Tile.ROWS]);
            c0 = p.fma(t, c0);
            c1 = q.fma(t, c1);
            t = FloatVector.broadcast(SPECIES, r[i + 3 * Tile.ROWS]);
            d0 = p.fma(t, d0);
            d1 = q.fma(t, d1);
            t = FloatVector.broadcast(SPECIES, r[i + 4 * Tile.ROWS]);
            e0 = p.fma(t, e0);
            e1 = q.fma(t, e1);
            from += stride;
        }
        a0.intoArray(g, g0);
        a1.intoArray(g, g0 + Lanes.COUNT);
        b0.intoArray(g, g1);
        b1.intoArray(g, g1 + Lanes.COUNT);
        c0.intoArray(g, g2);
        c1.intoArray(g, g2 + Lanes.COUNT);
        d0.intoArray(g, g3);
        d1.intoArray(g, g3 + Lanes.COUNT);
        e0.intoArray(g, g4);
        e1.intoArray(g, g4 + Lanes.COUNT);
    }

    private static void addOne(float[] x, int x0, int stride, int rows, float[] r, int r0, float[] g, int g0) {
        int g1 = g0 + stride;
        int g2 = g1 + stride;
        int g3 = g2 + stride;
        int g4 = g3 + stride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, g, g0);
        FloatVector b0 = FloatVector.fromArray(SPECIES, g, g1);
        FloatVector c0 = FloatVector.fromArray(SPECIES, g, g2);
        FloatVector d0 = FloatVector.fromArray(SPECIES, g, g3);
        FloatVector e0 = FloatVector.fromArray(SPECIES, g, g4);
        int from = x0;
        for (int i = r0; i < r0 + rows; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, x, from);
            FloatVector t = FloatVector.broadcast(SPECIES, r[i]);
            a0 = p.fma(t, a0);
            t = FloatVector.broadcast(SPECIES, r[i + Tile.ROWS]);
            b0 = p.fma(t, b0);
            t = FloatVector.broadcast(SPECIES, r[i + 2 * Tile.ROWS]);
            c0 = p.fma(t, c0);
            t = FloatVector.broadcast(SPECIES, r[i + 3 * Tile.ROWS]);
            d0 = p.fma(t, d0);
            t = FloatVector.broadcast(SPECIES, r[i + 4 * Tile.ROWS]);
            e0 = p.fma(t, e0);
            from += stride;
        }
        a0.intoArray(g, g0);
        b0.intoArray(g, g1);
        c0.intoArray(g, g2);
        d0.intoArray(g, g3);
        e0.intoArray(g, g4);
    }
}
