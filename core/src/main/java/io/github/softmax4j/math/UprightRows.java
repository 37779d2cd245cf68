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
    private final ClassBlocks blocks;
    private final float[][] logits;
    private final double[] logitsOfRow;
    private int count;

    UprightRows(FloatWeights weights) {
        this.weights = weights;
        this.blocks = weights.inBlocks();
        this.logits = new float[blocks.classes()][ROWS];
        this.logitsOfRow = new double[blocks.classes()];
    }

    @Override
    public int capacity() {
        return ROWS;
    }

    @Override
    public void compute(float[][] rows, int first, int rowCount) {
        count = rowCount;
        Arrays.fill(squares, 0);
        for (int k = 0; k < logits.length; k++) {
            Arrays.fill(logits[k], blocks.intercept()[k]);
        }
        for (int from = 0; from < blocks.features(); from += FEATURES) {
            int some = Math.min(FEATURES, blocks.features() - from);
            standUpright(rows, first, from, some);
            for (int j = 0; j < some; j += FOUR) {
                HeapProducts.addFourSquares(squares, upright[j], upright[j + 1], upright[j + 2], upright[j + 3], ROWS);
            }
            for (int k = 0; k < logits.length; k++) {
                multiply(blocks.start(k) + ClassBlocks.SIZE * from, some, logits[k]);
            }
        }
    }

    /** Four rows at a time write neighbours. Features to the next multiple of 4 are 0. */
    private void standUpright(float[][] rows, int first, int from, int some) {
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

    private void multiply(int start, int some, float[] z) {
        float[] w = blocks.weights();
        int at = start;
        int j = 0;
        for (; j + FOUR <= some; j += FOUR, at += FOUR * ClassBlocks.SIZE) {
            HeapProducts.addFour(
                    z,
                    w[at],
                    upright[j],
                    w[at + ClassBlocks.SIZE],
                    upright[j + 1],
                    w[at + 2 * ClassBlocks.SIZE],
                    upright[j + 2],
                    w[at + 3 * ClassBlocks.SIZE],
                    upright[j + 3],
                    ROWS);
        }
        for (; j < some; j++, at += ClassBlocks.SIZE) {
            HeapProducts.addScaled(z, w[at], upright[j], ROWS);
        }
    }

    @Override
    public boolean suffices(int i) {
        return weights.suffice(squares[i]);
    }

    private void readLogits(int i) {
        for (int k = 0; k < logits.length; k++) {
            logitsOfRow[k] = logits[k][i];
        }
    }

    @Override
    public void winners(int[] best, double[] probabilities) {
        for (int i = 0; i < count; i++) {
            readLogits(i);
            best[i] = HeapSoftmax.mostProbable(logitsOfRow, logits.length);
            probabilities[i] = 1 / HeapSoftmax.toPowers(logitsOfRow, logits.length);
        }
    }

    /** In double, whose exponential Java has. */
    @Override
    public void probabilities(float[][] to, int first) {
        for (int i = 0; i < count; i++) {
            readLogits(i);
            to[first + i] = new float[logits.length];
            HeapSoftmax.probabilities(logitsOfRow, to[first + i]);
        }
    }
}
