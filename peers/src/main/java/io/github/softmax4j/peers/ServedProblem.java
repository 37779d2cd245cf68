package io.github.softmax4j.peers;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Made weights and rows, the same for everybody.
 *
 * @param matrix (features + 1) x classes, the last row the intercept, normal with a deviation of 1 / sqrt(features)
 * @param rows rows x features, normal
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record ServedProblem(float[][] matrix, float[][] rows) {
    /** Of a shape such as 64x10: features x classes. */
    static ServedProblem of(String shape, int rows) {
        String[] sizes = shape.split("x", -1);
        int features = Integer.parseInt(sizes[0]);
        int classes = Integer.parseInt(sizes[1]);
        return new ServedProblem(
                normal(features + 1, classes, 1 / Math.sqrt(features), 1), normal(rows, features, 1, 2));
    }

    private static float[][] normal(int rows, int columns, double deviation, long seed) {
        var random = new Random(seed);
        var values = new float[rows][columns];
        for (float[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) (deviation * random.nextGaussian());
            }
        }
        return values;
    }

    int features() {
        return matrix.length - 1;
    }

    int classes() {
        return matrix[0].length;
    }

    /** Ours, as a model file would give it. */
    SoftmaxModel model(DataType type) {
        var untrained = new TrainingSummary(
                "none",
                "made weights",
                new Convergence(StopReason.GRADIENT, 0, 0, 0, 0, 0),
                0,
                rows.length,
                "",
                "",
                "",
                "",
                Instant.EPOCH,
                new Reading(Map.of(), List.of(), List.of(), List.of()));
        return new SoftmaxModel(
                Nd4j.createFromArray(matrix),
                type,
                ClassLabels.inOrder(IntStream.range(0, classes())
                        .mapToObj(Integer::toString)
                        .toList()),
                Features.defaultNames(features()),
                untrained);
    }

    /** What a programmer writes down first: weights class by class, one sum at a time. */
    static void plainLoop(float[][] weights, float[] row, float[] probabilities) {
        int classes = weights.length;
        float largest = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            float[] w = weights[k];
            float z = w[row.length];
            for (int j = 0; j < row.length; j++) {
                z += row[j] * w[j];
            }
            probabilities[k] = z;
            largest = Math.max(largest, z);
        }
        float sum = 0;
        for (int k = 0; k < classes; k++) {
            probabilities[k] = (float) Math.exp(probabilities[k] - largest);
            sum += probabilities[k];
        }
        for (int k = 0; k < classes; k++) {
            probabilities[k] /= sum;
        }
    }

    /** Class by class, the intercept last. */
    float[][] transposed() {
        var result = new float[classes()][matrix.length];
        for (int k = 0; k < classes(); k++) {
            for (int j = 0; j < matrix.length; j++) {
                result[k][j] = matrix[j][k];
            }
        }
        return result;
    }
}
