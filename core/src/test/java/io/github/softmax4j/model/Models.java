package io.github.softmax4j.model;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.math.PlainSoftmax;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/** Models of given weights, whose classes are k0, k1, ... in that order, and whose features x0, x1, ... */
final class Models {
    private static final TrainingSummary UNTRAINED = new TrainingSummary(
            "none",
            "none",
            new Convergence(StopReason.GRADIENT, 0, 0, 0, 0, 0),
            0,
            1,
            "none",
            "",
            "none",
            "none",
            Instant.EPOCH,
            new Reading(Map.of(), List.of(), List.of(), List.of()));

    private Models() {}

    /** The last row of the matrix is the intercept. */
    static SoftmaxModel of(DataType type, double[][] matrix) {
        List<String> classes =
                IntStream.range(0, matrix[0].length).mapToObj(k -> "k" + k).toList();
        return new SoftmaxModel(
                PlainSoftmax.array(DataType.DOUBLE, matrix),
                type,
                ClassLabels.inOrder(classes),
                Features.defaultNames(matrix.length - 1),
                UNTRAINED);
    }

    static float[] toFloat(double... row) {
        var floats = new float[row.length];
        for (int j = 0; j < row.length; j++) {
            floats[j] = (float) row[j];
        }
        return floats;
    }

    static double[] toDouble(float... row) {
        var doubles = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            doubles[j] = row[j];
        }
        return doubles;
    }

    static float[][] toFloat(double[][] rows) {
        var floats = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            floats[i] = toFloat(rows[i]);
        }
        return floats;
    }
}
