package io.github.softmax4j.math;

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
        return compute(Parameters.of(around), rows.values(), output);
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

    private static INDArray compute(Parameters parameters, INDArray features, Output output) {
        long rows = features.rows();
        INDArray result = Nd4j.create(features.dataType(), new long[] {rows, parameters.classes()}, 'c');
        long blockRows =
                Math.min(rows, BlockSize.rows(parameters.features(), parameters.classes(), features.dataType()));
        long rest = rows % blockRows;
        fill(result, 0, rows - rest, blockRows, parameters, features, output);
        if (rest > 0) {
            fill(result, rows - rest, rows, rest, parameters, features, output);
        }
        return result;
    }

    private static void fill(
            INDArray result,
            long first,
            long end,
            long blockRows,
            Parameters parameters,
            INDArray features,
            Output output) {
        try (var forward = new ForwardPass(blockRows, parameters.classes(), 1, features.dataType())) {
            for (long row = first; row < end; row += blockRows) {
                var block = NDArrayIndex.interval(row, row + blockRows);
                forward.run(parameters, features.get(block, NDArrayIndex.all()));
                result.get(block, NDArrayIndex.all()).assign(read(forward, output));
            }
        }
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
