package io.github.softmax4j.training;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Folds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows dealt into the folds of a cross-validation. Where there is memory they are copied in the order of their folds:
 * whole tiles of rows count nothing for a model then, and kernels leave them out.
 *
 * @param rows all rows
 * @param folds of these rows
 */
public record FoldRows(Dataset rows, Folds folds) {
    /**
     * Puts rows and their folds together.
     *
     * @param dataset the rows
     * @param folds of these rows
     * @return the rows and their folds
     * @throws IllegalArgumentException if the folds are of more or fewer rows, or one holds out or leaves rows without
     *     any weight
     */
    public static FoldRows of(Dataset dataset, Folds folds) {
        if (folds.rows() != dataset.rows()) {
            throw new IllegalArgumentException("folds must be those of the rows, but there are " + dataset.rows()
                    + " rows and folds of " + folds.rows());
        }
        requireWeightOnBothSides(dataset, folds);
        boolean isCopied = !dataset.featureMatrix().isInFile() && MemoryNeed.hasRoomForCopy(dataset);
        return isCopied ? new FoldRows(dataset.subset(folds.order()), folds.inOrder()) : new FoldRows(dataset, folds);
    }

    private static void requireWeightOnBothSides(Dataset dataset, Folds folds) {
        double[] weights = dataset.weights();
        double all = dataset.weightSum();
        for (int fold = 0; fold < folds.count(); fold++) {
            double heldOut = Arrays.stream(folds.heldOut(fold))
                    .mapToDouble(row -> weights[row])
                    .sum();
            boolean isLeft = Arrays.stream(folds.weightsWithout(fold, weights)).anyMatch(weight -> weight > 0);
            if (!(heldOut > 0) || !isLeft) {
                throw new IllegalArgumentException("each fold must hold out and leave rows of weight, but fold " + fold
                        + " holds out " + heldOut + " of " + all);
            }
        }
    }

    /** Row weights without the rows held out, one array per fold. */
    List<double[]> weights(double[] all) {
        return IntStream.range(0, folds.count())
                .mapToObj(fold -> folds.weightsWithout(fold, all))
                .toList();
    }

    /**
     * The rows that each fold holds out.
     *
     * @return one data set per fold; rows that lie side by side are no copies
     */
    public List<Dataset> heldOut() {
        return IntStream.range(0, folds.count())
                .mapToObj(fold -> heldOut(folds.heldOut(fold)))
                .toList();
    }

    private Dataset heldOut(int[] places) {
        int first = places[0];
        int end = places[places.length - 1] + 1;
        return end - first == places.length ? rows.range(first, end) : rows.subset(places);
    }
}
