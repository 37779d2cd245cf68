package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows dealt into folds for cross-validation: each class evenly over all of them, groups of rows as a whole, or as the
 * caller has it.
 *
 * <p>Kohavi, A study of cross-validation and bootstrap for accuracy estimation and model selection (1995).
 *
 * <p>Known elsewhere as: {@code StratifiedKFold}, {@code StratifiedGroupKFold} and {@code PredefinedSplit} of
 * scikit-learn; Spark's {@code foldCol} is {@link #of}.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Folds folds = Folds.stratified(training, 5, 1); // or by groups, such as patients
 * Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), List.of(0.1, 0.01));
 * CrossValidation result = sweep.crossValidate(training, folds);
 * int[] firstFold = folds.heldOut(0); // rows of the training set
 * }</pre>
 */
public final class Folds {
    /** The fold of a row that no fold holds out: every model of a cross-validation is trained on it. */
    public static final int NEVER_HELD_OUT = -1;

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
        Objects.requireNonNull(dataset, "dataset must not be null");
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
     * Deals whole groups, such as all rows of one patient, and each class as evenly as they allow: what a model is
     * tested on is then of none of the groups that it was trained on.
     *
     * @param dataset the rows
     * @param groups the group of each row: any values, compared by {@code equals}
     * @param count how many folds, 2 to the number of groups
     * @param seed the same seed gives the same folds
     * @return the folds
     * @throws IllegalArgumentException if there is not one group per row, too few groups, or fewer than two folds
     */
    public static Folds grouped(Dataset dataset, List<?> groups, int count, long seed) {
        Objects.requireNonNull(dataset, "dataset must not be null");
        Objects.requireNonNull(groups, "groups must not be null");
        return new Folds(GroupedFolds.deal(dataset, groups, count, seed), count);
    }

    /**
     * Takes folds that are given.
     *
     * @param foldOfRow for each row 0 to count - 1, or {@link #NEVER_HELD_OUT}; each fold holds at least one row out;
     *     copied
     * @return the folds, one more than the largest number
     * @throws IllegalArgumentException if a number is below -1, there are fewer than two folds, or one has no rows
     */
    public static Folds of(int... foldOfRow) {
        Objects.requireNonNull(foldOfRow, "foldOfRow must not be null");
        int last = Arrays.stream(foldOfRow).max().orElse(NEVER_HELD_OUT);
        if (last < 1 || last >= foldOfRow.length) {
            throw new IllegalArgumentException("there must be 2 to " + foldOfRow.length
                    + " folds, one row in each at least, but the largest number of a fold is " + last);
        }
        int[] rows = rowsPerFold(foldOfRow, last + 1);
        for (int fold = 0; fold <= last; fold++) {
            if (rows[fold] == 0) {
                throw new IllegalArgumentException("each of the " + rows.length
                        + " folds must hold at least one row out, but fold " + fold + " has none");
            }
        }
        return new Folds(foldOfRow.clone(), rows.length);
    }

    private static int[] rowsPerFold(int[] foldOfRow, int count) {
        var rows = new int[count];
        for (int row = 0; row < foldOfRow.length; row++) {
            if (foldOfRow[row] < NEVER_HELD_OUT) {
                throw new IllegalArgumentException(
                        "the fold of row " + row + " must be -1 or more, but is " + foldOfRow[row]);
            }
            if (foldOfRow[row] != NEVER_HELD_OUT) {
                rows[foldOfRow[row]]++;
            }
        }
        return rows;
    }

    /**
     * The number of rows.
     *
     * @return at least 2
     */
    public int rows() {
        return foldOfRow.length;
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
     * The rows, those that are never held out first, then those of the first fold before those of the second, and so
     * on.
     *
     * @return their indices; those of each fold ascending
     */
    public int[] order() {
        return IntStream.range(NEVER_HELD_OUT, count)
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
        Objects.requireNonNull(weights, "weights must not be null");
        double[] masked = Arrays.copyOf(weights, weights.length);
        for (int row : heldOut(fold)) {
            masked[row] = 0;
        }
        return masked;
    }

    @Override
    public String toString() {
        return "Folds[" + foldOfRow.length + " rows in " + count + " folds]";
    }
}
