package io.github.softmax4j.data;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some rows, prepared for the pass over them; all arrays have the same number of rows.
 *
 * @param block rows x features, in float or double
 * @param labels rows, INT: the class of each row; null where there are targets
 * @param targets rows x classes in the type of the features: the probability that each class should have; null where
 *     there are labels
 * @param weights rows x models in the type of the features, what each row counts for each of the models that are
 *     trained together; rows x 1, for all of them, in a sample of the Hessian; null where every row counts once
 * @param weightSum what sums over the rows are divided by: the sum of their weights, the number of rows where there are
 *     none; for mini-batches what so many rows weigh on average; for several models of the first
 * @see Blocks
 */
public record Batch(FeatureBlock block, INDArray labels, INDArray targets, INDArray weights, double weightSum) {
    /**
     * Checks that there are features.
     *
     * @param block rows x features, in float or double
     * @param labels rows, INT; null where there are targets
     * @param targets rows x classes in the type of the features; null where there are labels
     * @param weights rows x models in the type of the features; null where every row counts once
     * @param weightSum what sums over the rows are divided by
     */
    public Batch {
        Objects.requireNonNull(block, "block must not be null");
    }

    /**
     * Rows whose features are there.
     *
     * @param features rows x features, in float or double
     * @param labels rows, INT
     * @param targets rows x classes in the type of the features
     * @param weights rows x models in the type of the features, what each row counts for each of the models that are
     *     trained together
     * @param weightSum what sums over the rows are divided by
     */
    public Batch(INDArray features, INDArray labels, INDArray targets, INDArray weights, double weightSum) {
        this(FeatureBlock.of(features), labels, targets, weights, weightSum);
    }

    /**
     * The features, see {@link FeatureBlock#features}.
     *
     * @return rows x features, in float or double
     */
    public INDArray features() {
        return block.features();
    }

    /**
     * The number of rows.
     *
     * @return at least 1
     */
    public long rows() {
        return block.rows();
    }

    /** Its size, never its rows. */
    @Override
    public String toString() {
        return "Batch[" + rows() + " rows, weight " + weightSum + "]";
    }
}
