package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.ColumnStatistics;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.PlainSoftmax;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KroneckerHessianTest {
    private static final int ROWS = 200;
    private static final int CLASSES = 3;

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

    private static Dataset dataset(double[][] x, DataType type) {
        return Dataset.of(
                PlainSoftmax.array(type, x),
                Arrays.stream(PlainSoftmax.labels(ROWS, CLASSES, 4))
                        .mapToObj(Integer::toString)
                        .toList());
    }

    private static double[] doubles(int count, double value) {
        var values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    private static DenseKroneckerHessian dense(double[][] x, DataType type, double lambda) {
        Coordinates asIs = Coordinates.unchanged(x[0].length, true);
        return new DenseKroneckerHessian(
                new KroneckerSample(dataset(x, type).batches(64), asIs, CLASSES),
                new PenaltyTerm(doubles(x[0].length, lambda)));
    }

    /** The classes of a point, each a row; what is written there is written into the point. */
    private static INDArray rows(INDArray vector) {
        return vector.reshape('c', vector.length() / CLASSES, CLASSES).transpose();
    }

    /** Another penalty over the same rows: as if it had been there from the start. */
    @Test
    void penaltyCanBeChanged() {
        double[][] x = PlainSoftmax.gaussian(ROWS, 6, 2, 1);
        INDArray point = Nd4j.createFromArray(PlainSoftmax.gaussian(7, CLASSES, 0.3, 2));
        INDArray expected = Nd4j.createFromArray(PlainSoftmax.gaussian(CLASSES, 7, 1, 3));
        INDArray actual = expected.dup();
        try (var small = dense(x, DataType.DOUBLE, 0.01);
                var large = dense(x, DataType.DOUBLE, 2)) {
            small.linearizeAt(point);
            large.linearizeAt(point);
            large.applyInverse(expected);
            try (KroneckerHessian changed = small.withPenalty(new PenaltyTerm(doubles(6, 2)))) {
                changed.applyInverse(actual);
            }
        }
        assertEquals(0, actual.sub(expected).amaxNumber().doubleValue(), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({"1, DOUBLE, 1e-8", "7, DOUBLE, 1e-8", "65, DOUBLE, 1e-8", "7, FLOAT, 1e-3"})
    void inverseTimesTheMatrixIsTheIdentity(int columns, DataType type, double tolerance) {
        double[][] x = PlainSoftmax.gaussian(ROWS, columns, 2, 1);
        double lambda = 1e-2;
        double[][] point = PlainSoftmax.gaussian(columns + 1, CLASSES, 0.3, 2);
        double[][] p = PlainSoftmax.probabilities(PlainSoftmax.logits(point, x));
        double[][] v = PlainSoftmax.gaussian(columns + 1, CLASSES, 1, 3);
        try (var curvature = dense(x, type, lambda)) {
            curvature.linearizeAt(Nd4j.createFromArray(point));
            INDArray result = Nd4j.createFromArray(times(x, p, lambda, v)).reshape((columns + 1L) * CLASSES);
            curvature.applyInverse(rows(result));
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
        double[][] x = PlainSoftmax.gaussian(ROWS, 4, 1, 1);
        for (double[] row : x) {
            row[2] = 3;
            row[3] = row[0] + row[1];
        }
        try (var curvature = dense(x, DataType.DOUBLE, 0)) {
            curvature.linearizeAt(Parameters.zeroMatrix(4, CLASSES, DataType.DOUBLE));
            INDArray vector = Nd4j.createFromArray(PlainSoftmax.gaussian(5, CLASSES, 1, 5))
                    .reshape(15);
            INDArray before = vector.dup();
            curvature.applyInverse(rows(vector));
            double along = Nd4j.getBlasWrapper().dot(before, vector);
            assertTrue(along > 0 && Double.isFinite(along), "v'H^-1 v = " + along);
        }
    }

    /** The diagonal is that of the whole: a vector of one coordinate finds it by H v = e. */
    @Test
    void diagonalIsThatOfTheWhole() {
        double[][] x = PlainSoftmax.gaussian(ROWS, 3, 1, 1);
        double[][] point = PlainSoftmax.gaussian(4, CLASSES, 0.3, 2);
        double[][] p = PlainSoftmax.probabilities(PlainSoftmax.logits(point, x));
        var standard = ColumnStatistics.of(dataset(x, DataType.DOUBLE).batches(64));
        Coordinates coordinates = Coordinates.of(
                Arrays.stream(standard.deviation()).map(d -> 1 / d).toArray(), standard.mean(), true);
        var sample = new KroneckerSample(dataset(x, DataType.DOUBLE).batches(64), coordinates, CLASSES);
        try (var curvature = new DiagonalKroneckerHessian(sample, new PenaltyTerm(0.5, 0.5, 0.5))) {
            curvature.linearizeAt(coordinates.toPoint(Nd4j.createFromArray(point)));
            for (int j = 0; j < 3; j++) {
                double expected = 0.5;
                for (int i = 0; i < ROWS; i++) {
                    double c = (1 - Arrays.stream(p[i]).map(q -> q * q).sum()) / (CLASSES - 1) / ROWS;
                    double z = (x[i][j] - standard.mean()[j]) / standard.deviation()[j];
                    expected += c * z * z;
                }
                INDArray unit = Nd4j.create(DataType.DOUBLE, 4L * CLASSES);
                unit.putScalar((long) j * CLASSES, 1);
                curvature.applyInverse(rows(unit));
                assertEquals(1 / expected, unit.getDouble((long) j * CLASSES), 1e-9);
            }
        }
    }
}
