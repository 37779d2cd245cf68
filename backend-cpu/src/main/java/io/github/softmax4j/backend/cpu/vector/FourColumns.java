package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Products of the rows of a tile, which are the lanes here, and 4 columns. With few features adding up lanes would take
 * longer than the products; there are none to be added up here, but the rows must stand column by column.
 */
final class FourColumns {
    static final int COLUMNS = 4;

    private static final int ROWS_AT_A_TIME = 3 * Lanes.COUNT;

    private FourColumns() {}

    /**
     * z[i, k] = x_i w_k + b_k.
     *
     * @param x features x {@link Tile#ROWS}
     * @param w columns, from w0 on, each of so many values as stride says
     * @param b of each column, from k0 on
     * @param z {@link Tile#columns}, from column k0 on
     */
    static void dot(float[] x, int features, float[] w, int w0, int stride, float[] b, float[] z, int k0) {
        for (int i = 0; i < Tile.ROWS; i += ROWS_AT_A_TIME) {
            dot(x, i, features, w, w0, stride, b, z, k0);
        }
    }

    private static void dot(
            float[] x, int i0, int features, float[] w, int w0, int stride, float[] b, float[] z, int k0) {
        int i1 = i0 + Lanes.COUNT;
        int i2 = i1 + Lanes.COUNT;
        FloatVector a0 = FloatVector.broadcast(SPECIES, b[k0]);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector b0 = FloatVector.broadcast(SPECIES, b[k0 + 1]);
        FloatVector b1 = b0;
        FloatVector b2 = b0;
        FloatVector c0 = FloatVector.broadcast(SPECIES, b[k0 + 2]);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector d0 = FloatVector.broadcast(SPECIES, b[k0 + 3]);
        FloatVector d1 = d0;
        FloatVector d2 = d0;
        int w1 = w0 + stride;
        int w2 = w1 + stride;
        int w3 = w2 + stride;
        for (int j = 0; j < features; j++) {
            int at = j * Tile.ROWS;
            FloatVector p = FloatVector.fromArray(SPECIES, x, at + i0);
            FloatVector q = FloatVector.fromArray(SPECIES, x, at + i1);
            FloatVector r = FloatVector.fromArray(SPECIES, x, at + i2);
            FloatVector v = FloatVector.broadcast(SPECIES, w[w0 + j]);
            a0 = p.fma(v, a0);
            a1 = q.fma(v, a1);
            a2 = r.fma(v, a2);
            v = FloatVector.broadcast(SPECIES, w[w1 + j]);
            b0 = p.fma(v, b0);
            b1 = q.fma(v, b1);
            b2 = r.fma(v, b2);
            v = FloatVector.broadcast(SPECIES, w[w2 + j]);
            c0 = p.fma(v, c0);
            c1 = q.fma(v, c1);
            c2 = r.fma(v, c2);
            v = FloatVector.broadcast(SPECIES, w[w3 + j]);
            d0 = p.fma(v, d0);
            d1 = q.fma(v, d1);
            d2 = r.fma(v, d2);
        }
        int z0 = k0 * Tile.ROWS;
        int z1 = z0 + Tile.ROWS;
        int z2 = z1 + Tile.ROWS;
        int z3 = z2 + Tile.ROWS;
        a0.intoArray(z, z0 + i0);
        a1.intoArray(z, z0 + i1);
        a2.intoArray(z, z0 + i2);
        b0.intoArray(z, z1 + i0);
        b1.intoArray(z, z1 + i1);
        b2.intoArray(z, z1 + i2);
        c0.intoArray(z, z2 + i0);
        c1.intoArray(z, z2 + i1);
        c2.intoArray(z, z2 + i2);
        d0.intoArray(z, z3 + i0);
        d1.intoArray(z, z3 + i1);
        d2.intoArray(z, z3 + i2);
    }
}
