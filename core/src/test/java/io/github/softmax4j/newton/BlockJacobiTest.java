package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.linalg.ConjugateGradients;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.PlainSoftmax;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BlockJacobiTest {
    private static final int ROWS = 600;
    private static final int FEATURES = 12;
    private static final double[] STRENGTHS =
            IntStream.range(0, FEATURES).mapToDouble(j -> 0.001 * (j % 3)).toArray();
    private static final PenaltyTerm PENALTY = new PenaltyTerm(STRENGTHS);

    private static Dataset dataset(int classes, DataType type) {
        return dataset(ROWS, classes, type);
    }

    private static Dataset dataset(int rows, int classes, DataType type) {
        return Dataset.of(
                        PlainSoftmax.array(type, PlainSoftmax.gaussian(rows, FEATURES, 1, 1)),
                        Arrays.stream(PlainSoftmax.labels(rows, classes, 4))
                                .mapToObj(Integer::toString)
                                .toList())
                .withWeights(
                        IntStream.range(0, rows).mapToDouble(i -> 1 + i % 3).toArray());
    }

    private static INDArray point(int classes, double scale) {
        return PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, classes, scale, 2));
    }

    /** [V | v]' of some models, one under the other. */
    private static INDArray vectors(int models, int classes, DataType type) {
        return PlainSoftmax.array(type, PlainSoftmax.gaussian(models * classes, FEATURES + 1, 1, 7));
    }

    /**
     * The Hessian over all rows in plain Java, with what the sample lacks of each column's variance, times [V | v]'.
     */
    private static double[][] hessian(Dataset dataset, INDArray point, double[][] transposed) {
        double[][] features = dataset.features().toDoubleMatrix();
        double[] weights = dataset.weights();
        double weightSum = Arrays.stream(weights).sum();
        double[][] probabilities = PlainSoftmax.probabilities(PlainSoftmax.logits(point.toDoubleMatrix(), features));
        var image = new double[transposed.length][FEATURES + 1];
        var meanSquares = new double[FEATURES];
        for (int i = 0; i < features.length; i++) {
            double[] x = Arrays.copyOf(features[i], FEATURES + 1);
            x[FEATURES] = 1;
            var z = new double[transposed.length];
            double mean = 0;
            for (int k = 0; k < z.length; k++) {
                for (int j = 0; j <= FEATURES; j++) {
                    z[k] += x[j] * transposed[k][j];
                }
                mean += probabilities[i][k] * z[k];
            }
            for (int j = 0; j <= FEATURES; j++) {
                for (int k = 0; k < z.length; k++) {
                    image[k][j] += weights[i] / weightSum * probabilities[i][k] * (z[k] - mean) * x[j];
                }
                if (j < FEATURES) {
                    meanSquares[j] += weights[i] / weightSum * x[j] * x[j];
                }
            }
        }
        for (int k = 0; k < image.length; k++) {
            for (int j = 0; j < FEATURES; j++) {
                double unseen = Math.max(0, 1 - meanSquares[j]) / image.length;
                image[k][j] += (STRENGTHS[j] + unseen) * transposed[k][j];
            }
        }
        return image;
    }

    /** Two classes have one difference, and each row all of its curvature along it; of so few rows all are drawn. */
    @Test
    void ofTwoClassesItIsTheHessian() {
        Dataset problem = dataset(2 * FEATURES, 2, DataType.DOUBLE);
        INDArray point = point(2, 0.2);
        INDArray vector = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(1, FEATURES + 1, 1, 7));
        INDArray difference = Nd4j.vstack(vector, vector.neg());
        INDArray rows = PlainSoftmax.array(DataType.DOUBLE, hessian(problem, point, difference.toDoubleMatrix()));
        try (var hessian = new SampledHessian(problem.batches(10), 2, true);
                BlockJacobi blocks = hessian.blockJacobi(point, PENALTY)) {
            blocks.applyInverse(rows);
        }
        INDArray error = rows.sub(difference);
        assertEquals(
                0, error.norm2Number().doubleValue() / difference.norm2Number().doubleValue(), 0.05);
    }

    /** What conjugate gradients need of it: symmetric, positive definite. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void isSymmetricAndPositiveDefinite(DataType type) {
        var problem = dataset(4, type);
        try (var hessian = new SampledHessian(problem.batches(100), 4, true);
                BlockJacobi blocks = hessian.blockJacobi(point(4, 0.5), PENALTY)) {
            INDArray left = vectors(1, 4, type);
            INDArray right = PlainSoftmax.array(type, PlainSoftmax.gaussian(4, FEATURES + 1, 1, 8));
            INDArray leftImage = left.dup('c');
            INDArray rightImage = right.dup('c');
            blocks.applyInverse(leftImage);
            blocks.applyInverse(rightImage);
            double oneWay = left.mul(rightImage).sumNumber().doubleValue();
            double otherWay = right.mul(leftImage).sumNumber().doubleValue();
            double size = left.mul(leftImage).sumNumber().doubleValue();
            assertTrue(size > 0, "size " + size);
            assertEquals(oneWay, otherWay, (type == DataType.FLOAT ? 1e-4 : 1e-10) * size);
        }
    }

    @Test
    void withoutAnInterceptItsPlaceIsApart() {
        var problem = dataset(4, DataType.DOUBLE);
        problem.features().addi(1);
        try (var hessian = new SampledHessian(problem.batches(100), 4, false);
                BlockJacobi blocks = hessian.blockJacobi(point(4, 0.5), PENALTY)) {
            INDArray rows = vectors(1, 4, DataType.DOUBLE);
            rows.getColumn(FEATURES).assign(0);
            blocks.applyInverse(rows);
            assertEquals(0, rows.getColumn(FEATURES).amaxNumber().doubleValue());
        }
    }

    @Test
    void modelsSideBySideAreAsAlone() {
        var problem = dataset(4, DataType.DOUBLE);
        try (var hessian = new SampledHessian(problem.batches(100), 4, true);
                BlockJacobi blocks = hessian.blockJacobi(point(4, 0.5), PENALTY)) {
            INDArray together = vectors(3, 4, DataType.DOUBLE);
            double[][] before = together.toDoubleMatrix();
            blocks.applyInverse(together);
            for (int m = 0; m < 3; m++) {
                INDArray alone = PlainSoftmax.array(DataType.DOUBLE, Arrays.copyOfRange(before, 4 * m, 4 * m + 4));
                blocks.applyInverse(alone);
                for (int k = 0; k < 4; k++) {
                    assertArrayEquals(
                            alone.getRow(k).toDoubleVector(),
                            together.getRow(4L * m + k).toDoubleVector(),
                            1e-9);
                }
            }
        }
    }

    /** Classes 0 and 1 are confused, and so are 2 and 3, each pair in rows that spread along features of their own. */
    @Test
    void savesProductsWhereClassesAreConfused() {
        double[][] features = PlainSoftmax.gaussian(ROWS, FEATURES, 1, 1);
        for (int i = 0; i < ROWS; i++) {
            features[i][0] = i % 2 == 0 ? 2 : -2;
            for (int j = 1; j < FEATURES; j++) {
                features[i][j] *= j % 2 == i % 2 ? 3 : 0.1;
            }
        }
        var labels = Arrays.stream(PlainSoftmax.labels(ROWS, 4, 4))
                .mapToObj(Integer::toString)
                .toList();
        var problem = Dataset.of(PlainSoftmax.array(DataType.DOUBLE, features), labels);
        INDArray point = point(4, 0.05);
        for (int k = 0; k < 4; k++) {
            point.putScalar(0, k, k < 2 ? 2 : -2);
        }
        INDArray vector = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, 4, 1, 5));
        vector.subiColumnVector(vector.mean(true, 1)); // as gradients are
        var exact = new ConjugateGradients(1e-3, 0, 1, 500);
        var shared = new DenseKroneckerHessian(
                new KroneckerSample(problem.batches(100), Coordinates.unchanged(FEATURES, true), 4), PENALTY);
        shared.linearizeAt(point);
        try (var hessian = new SampledHessian(problem.batches(100), 4, true, exact);
                BlockJacobi blocks = hessian.blockJacobi(point, PENALTY)) {
            assertTrue(blocks.isReliable());
            int byKronecker = products(hessian, point, shared, vector);
            int byBlockJacobi = products(hessian, point, blocks, vector);
            assertTrue(byBlockJacobi < 0.8 * byKronecker, byBlockJacobi + " products, and " + byKronecker);
        }
    }

    private static int products(SampledHessian hessian, INDArray point, Preconditioner inverse, INDArray vector) {
        try (var recycled = new LimitedMemoryPreconditioner()) {
            return hessian.solve(List.of(new SampledHessian.Newton(point, PENALTY, inverse, vector.dup(), recycled)))[
                    0];
        }
    }

    /** One class is never seen, no penalty holds it, and a column is constant: no matrix has a factor as it is. */
    @Test
    void singularMatricesGetARidge() {
        INDArray features = PlainSoftmax.array(DataType.FLOAT, PlainSoftmax.gaussian(ROWS, FEATURES, 2, 1));
        features.getColumn(3).assign(0);
        features.getColumn(4).assign(features.getColumn(5));
        var problem = Dataset.of(
                features,
                Arrays.stream(PlainSoftmax.labels(ROWS, 3, 4))
                        .mapToObj(Integer::toString)
                        .toList());
        INDArray point = point(3, 0.1);
        point.getColumn(2).assign(-50);
        try (var hessian = new SampledHessian(problem.batches(100), 3, true);
                BlockJacobi blocks = hessian.blockJacobi(point, new PenaltyTerm(new double[FEATURES]))) {
            INDArray rows = vectors(1, 3, DataType.FLOAT);
            INDArray before = rows.dup();
            blocks.applyInverse(rows);
            double product = before.mul(rows).sumNumber().doubleValue();
            assertTrue(product > 0 && Double.isFinite(product), "product " + product);
            assertFalse(blocks.isReliable(), "two columns are the same");
        }
    }
}
