package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows dealt into folds for cross-validation, each class evenly over all of them.
 *
 * <p>Kohavi, A study of cross-validation and bootstrap for accuracy estimation and model selection (1995).
 */
public final class Folds {
    private final int[] foldOfRow;
    private final int count;

    private Folds(int[] foldOfRow, int count) {
        this.foldOfRow = foldOfRow;
        this.count = count;
    }

    /**
     * Deals the rows of each class, in random order, to one fold after the other.
     *
     * @param dataset the rows
     * @param count how many folds, 2 to the number of rows
     * @param seed the same seed gives the same folds
     * @return the folds
     * @throws IllegalArgumentException if there are too few rows, or fewer than two folds
     */
    public static Folds stratified(Dataset dataset, int count, long seed) {
        if (count < 2 || count > dataset.rows()) {
            throw new IllegalArgumentException(
                    "there must be 2 to " + dataset.rows() + " folds, one row in each at least, but are " + count);
        }
        int[] labels = dataset.labels();
        int[] order = Shuffle.permutation(labels.length, new SplittableRandom(seed).nextLong());
        int[] foldOfRow = new int[labels.length];
        int next = 0;
        for (int label = 0; label < dataset.classes().size(); label++) {
            for (int row : order) {
                if (labels[row] == label) {
                    foldOfRow[row] = next++ % count;
                }
            }
        }
        return new Folds(foldOfRow, count);
    }

    /**
     * The number of folds.
     *
     * @return at least 2
     */
    public int count() {
        return count;
    }

    /**
     * The rows, those of the first fold before those of the second, and so on.
     *
     * @return their indices; those of each fold ascending
     */
    public int[] order() {
        return IntStream.range(0, count)
                .flatMap(fold -> Arrays.stream(heldOut(fold)))
                .toArray();
    }

    /**
     * The folds of the same rows in {@link #order}.
     *
     * @return each fold holds neighbours out
     */
    public Folds inOrder() {
        return new Folds(Arrays.stream(foldOfRow).sorted().toArray(), count);
    }

    /**
     * The rows that one fold holds out.
     *
     * @param fold 0 to count - 1
     * @return their indices, ascending
     */
    public int[] heldOut(int fold) {
        return IntStream.range(0, foldOfRow.length)
                .filter(row -> foldOfRow[row] == fold)
                .toArray();
    }

    /**
     * Row weights without the rows that one fold holds out.
     *
     * @param fold 0 to count - 1
     * @param weights of all rows
     * @return the same with 0 for the rows held out
     */
    public double[] weightsWithout(int fold, double... weights) {
        double[] masked = Arrays.copyOf(weights, weights.length);
        for (int row : heldOut(fold)) {
            masked[row] = 0;
        }
        return masked;
    }
}
