package io.github.softmax4j.math;

import java.util.Arrays;

/**
 * Logits of some rows at a time, in float, in the nearest caches of one thread: rows stand upright, so that lanes are
 * rows, and nothing has to be summed across lanes. The JIT compiler makes vectors of the loops without being asked.
 */
final class UprightRows implements RowTile {
    /** Of a tile: long enough for the loops, short enough for the nearest cache. */
    private static final int ROWS = 64;

    /** That stand upright at a time, 16 kB; a multiple of 4. */
    private static final int FEATURES = 64;

    private static final int FOUR = 4;

    private final float[][] upright = new float[FEATURES][ROWS];
    private final float[] squares = new float[ROWS];
    private final FloatWeights weights;
    private final float[][] logits;

    UprightRows(FloatWeights weights) {
        this.weights = weights;
        this.logits = new float[weights.classes()][ROWS];
    }

    @Override
    public int capacity() {
        return ROWS;
    }

    @Override
    public void compute(float[][] rows, int first, int count) {
        Arrays.fill(squares, 0);
        for (int k = 0; k < logits.length; k++) {
            Arrays.fill(logits[k], weights.intercept(k));
        }
        for (int from = 0; from < weights.features(); from += FEATURES) {
            int some = Math.min(FEATURES, weights.features() - from);
            standUpright(rows, first, count, from, some);
            for (int j = 0; j < some; j += FOUR) {
                HeapProducts.addFourSquares(squares, upright[j], upright[j + 1], upright[j + 2], upright[j + 3], ROWS);
            }
            for (int k = 0; k < logits.length; k++) {
                multiply(weights.ofClass(k), from, some, logits[k]);
            }
        }
    }

    /** Four rows at a time write neighbours. Features to the next multiple of 4 are 0. */
    private void standUpright(float[][] rows, int first, int count, int from, int some) {
        int i = 0;
        for (; i + FOUR <= count; i += FOUR) {
            float[] a = rows[first + i];
            float[] b = rows[first + i + 1];
            float[] c = rows[first + i + 2];
            float[] d = rows[first + i + 3];
            for (int j = 0; j < some; j++) {
                float[] column = upright[j];
                column[i] = a[from + j];
                column[i + 1] = b[from + j];
                column[i + 2] = c[from + j];
                column[i + 3] = d[from + j];
            }
        }
        for (; i < count; i++) {
            for (int j = 0; j < some; j++) {
                upright[j][i] = rows[first + i][from + j];
            }
        }
        for (int j = some; j % FOUR != 0; j++) {
            Arrays.fill(upright[j], 0);
        }
    }

    private void multiply(float[] w, int from, int some, float[] z) {
        for (int j = 0; j < some; j += FOUR) {
            int at = from + j;
            HeapProducts.addFour(
                    z,
                    w[at],
                    upright[j],
                    w[at + 1],
                    upright[j + 1],
                    w[at + 2],
                    upright[j + 2],
                    w[at + 3],
                    upright[j + 3],
                    ROWS);
        }
    }

    @Override
    public boolean suffices(int i) {
        return weights.suffice(squares[i]);
    }

    @Override
    public void read(int i, double[] to) {
        for (int k = 0; k < logits.length; k++) {
            to[k] = logits[k][i];
        }
    }
}
