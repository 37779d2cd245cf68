package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CurvatureTest {
    private static final int ROWS = 200;
    private static final int CLASSES = 3;

    private static double[][] features(int columns) {
        double[][] x = PlainSoftmax.gaussian(ROWS, columns, 1, 1);
        for (double[] row : x) {
            for (int j = 0; j < columns; j++) {
                row[j] = row[j] * Math.pow(10, j % 4) + 5 * j; // other spreads, other means
            }
        }
        return x;
    }

    /** H times a matrix, from the definition. */
    private static double[][] times(double[][] x, double[][] p, double lambda, double[][] v) {
        int columns = x[0].length;
        var result = new double[columns + 1][CLASSES];
        for (int i = 0; i < ROWS; i++) {
            double c = (1 - Arrays.stream(p[i]).map(q -> q * q).sum()) / (CLASSES - 1) / ROWS;
            for (int k = 0; k < CLASSES; k++) {
                double dot = v[columns][k];
                for (int j = 0; j < columns; j++) {
                    dot += x[i][j] * v[j][k];
                }
                for (int j = 0; j < columns; j++) {
                    result[j][k] += c * dot * x[i][j];
                }
                result[columns][k] += c * dot;
            }
        }
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < CLASSES; k++) {
                result[j][k] += lambda * v[j][k];
            }
        }
        return result;
    }

    @ParameterizedTest
    @CsvSource({"1, DOUBLE, 1e-8", "7, DOUBLE, 1e-8", "65, DOUBLE, 1e-6", "7, FLOAT, 1e-2"})
    void inverseTimesTheMatrixIsTheIdentity(int columns, DataType type, double tolerance) {
        double[][] x = features(columns);
        double lambda = 1e-3;
        double[][] point = PlainSoftmax.gaussian(columns + 1, CLASSES, 1e-3, 2);
        double[][] p = PlainSoftmax.probabilities(PlainSoftmax.logits(point, x));
        double[][] v = PlainSoftmax.gaussian(columns + 1, CLASSES, 1, 3);
        Dataset dataset = Dataset.of(
                PlainSoftmax.array(type, x),
                Arrays.stream(PlainSoftmax.labels(ROWS, CLASSES, 4))
                        .mapToObj(Integer::toString)
                        .toList());
        try (var curvature = new Curvature(dataset.batches(64), columns, CLASSES, type, lambda)) {
            curvature.update(Nd4j.createFromArray(point));
            INDArray result = Nd4j.createFromArray(times(x, p, lambda, v)).reshape((columns + 1L) * CLASSES);
            curvature.applyInverse(result);
            for (int j = 0; j <= columns; j++) {
                for (int k = 0; k < CLASSES; k++) {
                    double actual = result.getDouble((long) j * CLASSES + k);
                    assertEquals(v[j][k], actual, tolerance * 10, j + ", " + k);
                }
            }
        }
    }

    /** A constant column and one that is the sum of two others: singular without the ridge. */
    @Test
    void singularDataHaveAnInverseAllTheSame() {
        double[][] x = features(4);
        for (double[] row : x) {
            row[2] = 3;
            row[3] = row[0] + row[1];
        }
        Dataset dataset = Dataset.of(
                Nd4j.createFromArray(x),
                Arrays.stream(PlainSoftmax.labels(ROWS, CLASSES, 4))
                        .mapToObj(Integer::toString)
                        .toList());
        try (var curvature = new Curvature(dataset.batches(64), 4, CLASSES, DataType.DOUBLE, 0)) {
            curvature.update(Parameters.zeroMatrix(4, CLASSES, DataType.DOUBLE));
            INDArray vector = Nd4j.createFromArray(PlainSoftmax.gaussian(5, CLASSES, 1, 5))
                    .reshape(15);
            INDArray before = vector.dup();
            curvature.applyInverse(vector);
            double along = Nd4j.getBlasWrapper().dot(before, vector);
            assertTrue(along > 0 && Double.isFinite(along), "v'H^-1 v = " + along);
        }
    }
}
