package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An endless run of rows: every epoch has each of them once, in a new random order.
 *
 * <p>Of features in memory, any row may follow any other. Features in a file may be more than the memory, and a row
 * read alone costs far more than one in a run (docs/experiments/0012). So runs of neighbours, picked at random from the
 * whole file, fill a pool that fits into memory, and its rows are shuffled; when all have had their turn, the next pool
 * follows.
 */
final class RowOrder {
    /**
     * Systems read up to some megabytes around a page that is wanted: in shorter runs most of that would be for
     * nothing.
     */
    private static final int RUN_BYTES = 1 << 22;

    /** A pool must have rows from all over the file, which may be sorted. */
    private static final int FEWEST_RUNS_IN_POOL = 100;

    private final SplittableRandom random;
    private final int[] order;
    private final int runRows;
    /**
     * Of about the same size, so that the last one is as well mixed as the others; 1 where all rows may be in memory.
     */
    private final int pools;

    private int next;

    RowOrder(FeatureMatrix features, long seed) {
        this(
                Math.toIntExact(features.rows()),
                features.rowsInBudget(),
                RUN_BYTES / (features.columns() * features.type().width()),
                seed);
    }

    /**
     * An order.
     *
     * @param rows how many there are
     * @param poolRows how many may be in memory; all of them make any order possible
     * @param runRows how many neighbours are read in one go, if the pool has room for many such runs
     * @param seed the same seed gives the same orders
     */
    RowOrder(int rows, int poolRows, int runRows, long seed) {
        this.random = new SplittableRandom(seed);
        this.runRows = Math.max(1, Math.min(runRows, poolRows / FEWEST_RUNS_IN_POOL));
        this.pools = (rows - 1) / Math.max(1, poolRows) + 1;
        this.order = pools > 1 ? new int[rows] : Shuffle.permutation(rows, random.nextLong());
        if (pools > 1) {
            fillPools();
        }
    }

    int rows() {
        return order.length;
    }

    /** The next rows of an epoch, fewer where it ends. */
    int[] next(int count) {
        if (next == order.length) {
            startEpoch();
        }
        int end = Math.min(next + count, order.length);
        int[] rows = Arrays.copyOfRange(order, next, end);
        next = end;
        return rows;
    }

    private void startEpoch() {
        next = 0;
        if (pools > 1) {
            fillPools();
        } else {
            Shuffle.shuffle(order, random);
        }
    }

    private void fillPools() {
        int[] runs = Shuffle.permutation((order.length + runRows - 1) / runRows, random.nextLong());
        int filled = 0;
        for (int pool = 0; pool < pools; pool++) {
            int poolStart = filled;
            int end = (int) ((long) runs.length * (pool + 1) / pools);
            for (int i = (int) ((long) runs.length * pool / pools); i < end; i++) {
                int first = runs[i] * runRows;
                for (int row = first; row < Math.min(first + runRows, order.length); row++) {
                    order[filled++] = row;
                }
            }
            Shuffle.shuffle(order, poolStart, filled, random);
        }
    }
}
