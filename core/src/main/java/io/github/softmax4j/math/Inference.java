package io.github.softmax4j.math;

import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.FeatureBlock;
import io.github.softmax4j.data.FeatureMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What a model says about rows: logits, probabilities, log-probabilities.
 *
 * <p>Log-probabilities come from logits (Z - lse), never from log(probability): a class of probability 1e-60 has a
 * finite log-probability, also where the probability itself is 0 in float.
 */
public final class Inference {
    private Inference() {}

    /** What is wanted of each row. */
    public enum Output {
        /** Z = X W + b. */
        LOGITS,
        /** softmax(Z), row by row; rows sum to 1. */
        PROBABILITIES,
        /** Z - lse, row by row; at most 0, always finite for finite Z. */
        LOG_PROBABILITIES
    }

    /**
     * Computes block by block.
     *
     * @param matrix (features + 1) x classes, the last row the intercept, DOUBLE
     * @param rows the features, whose type the products run in
     * @param output what is wanted
     * @return rows x classes, in the type of the features
     */
    public static INDArray compute(INDArray matrix, FeatureMatrix rows, Output output) {
        INDArray around = aroundCenter(matrix, rows).castTo(rows.type());
        return compute(Parameters.of(around), rows, output);
    }

    /** X W + b = (X - center) W + (b + center W), and the last sum is made in double. */
    private static INDArray aroundCenter(INDArray matrix, FeatureMatrix rows) {
        if (!rows.isCentered()) {
            return matrix;
        }
        INDArray moved = matrix.dup('c');
        Parameters parts = Parameters.of(moved);
        INDArray center = Nd4j.createFromArray(rows.center()).reshape(1, rows.columns());
        parts.intercept().addi(center.mmul(parts.weights()));
        return moved;
    }

    private static INDArray compute(Parameters parameters, FeatureMatrix features, Output output) {
        long classes = parameters.classes();
        INDArray result = Nd4j.create(features.type(), new long[] {features.rows(), classes}, 'c');
        int blockRows =
                (int) Math.min(features.rows(), BlockSize.rows(parameters.features(), classes, features.type()));
        long rest = features.rows() % blockRows;
        try (Blocks<FeatureBlock> blocks = features.blocks(blockRows);
                var forward = new ForwardPass(blockRows, classes, 1, features.type());
                var forwardOfRest = rest == 0 ? null : new ForwardPass(rest, classes, 1, features.type())) {
            long first = 0;
            for (FeatureBlock block : blocks) {
                ForwardPass pass = block.rows() == blockRows ? forward : forwardOfRest;
                pass.run(parameters, block.features());
                var range = NDArrayIndex.interval(first, first + block.rows());
                result.get(range, NDArrayIndex.all()).assign(read(pass, output));
                first += block.rows();
            }
        }
        return result;
    }

    private static INDArray read(ForwardPass forward, Output output) {
        INDArray logits = forward.logits();
        return switch (output) {
            case LOGITS -> logits;
            case PROBABILITIES -> forward.probabilities();
            case LOG_PROBABILITIES ->
                logits.subiColumnVector(column(forward.rowMaximum()))
                        .addiColumnVector(column(forward.logLargestProbability()));
        };
    }

    private static INDArray column(INDArray vector) {
        return vector.reshape(vector.length(), 1);
    }
}
