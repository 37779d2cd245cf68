package io.github.softmax4j.training;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Folds;
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
     * Deals rows.
     *
     * @param dataset the rows
     * @param count how many folds, 2 to the number of rows
     * @param seed the same seed gives the same folds
     * @return the rows and their folds
     * @throws IllegalArgumentException if there are too few rows, or fewer than two folds
     */
    public static FoldRows of(Dataset dataset, int count, long seed) {
        Folds dealt = Folds.stratified(dataset, count, seed);
        boolean isCopied = !dataset.featureMatrix().isInFile() && MemoryNeed.hasRoomForCopy(dataset);
        return isCopied ? new FoldRows(dataset.subset(dealt.order()), dealt.inOrder()) : new FoldRows(dataset, dealt);
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
