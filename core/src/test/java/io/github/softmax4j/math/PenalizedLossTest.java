package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class PenalizedLossTest {
    private static final int ROWS = 60;
    private static final int FEATURES = 4;
    private static final int CLASSES = 3;
    private final double[][] features = PlainSoftmax.gaussian(ROWS, FEATURES, 1, 1);
    private final double[][] matrix = PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 1, 2);
    private final int[] labels = PlainSoftmax.labels(ROWS, CLASSES, 3);

    private Dataset dataset(DataType type) {
        return Dataset.of(
                PlainSoftmax.array(type, features),
                Arrays.stream(labels).mapToObj(Integer::toString).toList());
    }

    /** Data and point may have different types. */
    @ParameterizedTest
    @CsvSource({"DOUBLE, DOUBLE, 1e-13", "FLOAT, DOUBLE, 2e-6", "FLOAT, FLOAT, 2e-6"})
    void isTheMeanLossAndThePenaltyOfTheWeightsAlone(DataType data, DataType point, double tolerance) {
        double lambda = 0.3;
        PlainSoftmax.LossAndGradient sums = PlainSoftmax.sum(matrix, features, labels, ones());
        double expected = sums.loss() / ROWS;
        for (int d = 0; d < FEATURES; d++) {
            for (double weight : matrix[d]) {
                expected += lambda / 2 * weight * weight;
            }
        }
        INDArray at = PlainSoftmax.array(point, matrix);
        INDArray gradient = at.ulike();
        try (var loss = new PenalizedLoss(FEATURES, CLASSES, data, lambda)) {
            double value = loss.evaluate(at, dataset(data).batches(13), ROWS, gradient);
            assertEquals(expected, value, tolerance * 10);
        }
        for (int d = 0; d <= FEATURES; d++) {
            for (int k = 0; k < CLASSES; k++) {
                double penalty = d < FEATURES ? lambda * matrix[d][k] : 0;
                assertEquals(sums.gradient()[d][k] / ROWS + penalty, gradient.getDouble(d, k), tolerance * 10);
            }
        }
    }

    @Test
    void lossAtZeroIsLogOfTheClassesWhateverThePenalty() {
        INDArray zero = Parameters.zeroMatrix(FEATURES, CLASSES, DataType.DOUBLE);
        try (var loss = new PenalizedLoss(FEATURES, CLASSES, DataType.DOUBLE, 5)) {
            double value = loss.evaluate(zero, dataset(DataType.DOUBLE).batches(ROWS), ROWS, zero.ulike());
            assertEquals(Math.log(CLASSES), value, 1e-14);
        }
    }

    /** Shifting the weights of all classes alike changes no probability: the gradient has no part in that direction. */
    @Test
    void gradientOfTheLossSumsToZeroOverClasses() {
        INDArray at = PlainSoftmax.array(DataType.DOUBLE, matrix);
        INDArray gradient = at.ulike();
        try (var loss = new PenalizedLoss(FEATURES, CLASSES, DataType.DOUBLE, 0)) {
            loss.evaluate(at, dataset(DataType.DOUBLE).batches(ROWS), ROWS, gradient);
        }
        for (int d = 0; d <= FEATURES; d++) {
            assertEquals(0, gradient.getRow(d).sumNumber().doubleValue(), 1e-15);
        }
    }

    private static double[] ones() {
        var ones = new double[ROWS];
        Arrays.fill(ones, 1);
        return ones;
    }
}
