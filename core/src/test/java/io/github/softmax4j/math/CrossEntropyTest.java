package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Laws of the summed loss and gradient; each holds for any data. */
class CrossEntropyTest {
    /** A point, rows, and what the class under test makes of them. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Problem(double[][] matrix, double[][] features, int[] labels, double[] weights) {
        static Problem random(int rows, int features, int classes, double scale) {
            var ones = new double[rows];
            Arrays.fill(ones, 1);
            return new Problem(
                    PlainSoftmax.gaussian(features + 1, classes, scale, 1),
                    PlainSoftmax.gaussian(rows, features, 1, 2),
                    PlainSoftmax.labels(rows, classes, 3),
                    ones);
        }

        int classes() {
            return matrix[0].length;
        }

        Problem withMatrix(double[][] other) {
            return new Problem(other, features, labels, weights);
        }

        Problem rows(int... chosen) {
            return new Problem(
                    matrix,
                    Arrays.stream(chosen).mapToObj(i -> features[i]).toArray(double[][]::new),
                    Arrays.stream(chosen).map(i -> labels[i]).toArray(),
                    Arrays.stream(chosen).mapToDouble(i -> weights[i]).toArray());
        }

        Problem withWeights(double... other) {
            return new Problem(matrix, features, labels, other);
        }

        PlainSoftmax.LossAndGradient plain() {
            return PlainSoftmax.sum(matrix, features, labels, weights);
        }

        PlainSoftmax.LossAndGradient computed(DataType type, int batchRows) {
            List<String> names =
                    IntStream.range(0, classes()).mapToObj(k -> "class" + k).toList();
            Dataset dataset = Dataset.of(
                    PlainSoftmax.array(type, features),
                    Arrays.stream(labels).mapToObj(names::get).toList(),
                    ClassLabels.inOrder(names));
            if (Arrays.stream(weights).anyMatch(weight -> weight != 1)) {
                dataset = dataset.withWeights(weights);
            }
            return computed(type, dataset.batches(batchRows));
        }

        private PlainSoftmax.LossAndGradient computed(DataType type, List<Batch> batches) {
            INDArray point = PlainSoftmax.array(type, matrix);
            var shape = new PassShape(features.length, features[0].length, classes(), 1, type);
            try (var crossEntropy = PassKernels.first(kernel -> kernel.crossEntropy(shape, 0));
                    Parameters gradient = Parameters.gradientSums(features[0].length, classes(), type)) {
                double loss = crossEntropy.sum(Parameters.of(point), batches, gradient)[0];
                INDArray whole = Parameters.zeroMatrix(features[0].length, classes(), type);
                Parameters.of(whole).assign(gradient);
                return new PlainSoftmax.LossAndGradient(
                        loss, whole.castTo(DataType.DOUBLE).toDoubleMatrix());
            }
        }
    }

    private static void assertSame(
            PlainSoftmax.LossAndGradient expected, PlainSoftmax.LossAndGradient actual, double tolerance) {
        assertEquals(expected.loss(), actual.loss(), tolerance * Math.max(1, Math.abs(expected.loss())), "loss");
        double scale = Math.max(
                1,
                Arrays.stream(expected.gradient())
                        .flatMapToDouble(Arrays::stream)
                        .map(Math::abs)
                        .max()
                        .orElse(1));
        for (int d = 0; d < expected.gradient().length; d++) {
            for (int k = 0; k < expected.gradient()[d].length; k++) {
                assertEquals(
                        expected.gradient()[d][k],
                        actual.gradient()[d][k],
                        tolerance * scale,
                        "gradient " + d + ", " + k);
            }
        }
    }

    private static double tolerance(DataType type) {
        return type == DataType.FLOAT ? 2e-6 : 1e-13;
    }

    /** What is made once for the rows of a batch must not serve another of the same size. */
    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "3, true", "3, false"})
    void eachBatchHasItsOwnTargets(int models, boolean areLabels) {
        int rows = 20;
        INDArray x = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(rows, 3, 1, 2));
        List<Batch> batches = List.of(3L, 4L).stream()
                .map(seed -> batch(x, PlainSoftmax.labels(rows, 4, seed), areLabels))
                .toList();
        INDArray point = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(4, 4 * models, 0.5, 1));
        var shape = new PassShape(rows, 3, 4, models, DataType.DOUBLE);
        try (var kept = new ArrayCrossEntropy(shape, 0.1)) {
            for (int turn : new int[] {0, 0, 1, 1, 0, 1}) {
                try (var fresh = new ArrayCrossEntropy(shape, 0.1);
                        Parameters expected = Parameters.gradientSums(3, shape.columns(), DataType.DOUBLE);
                        Parameters actual = Parameters.gradientSums(3, shape.columns(), DataType.DOUBLE)) {
                    List<Batch> one = List.of(batches.get(turn));
                    assertArrayEquals(
                            fresh.sum(Parameters.of(point), one, expected),
                            kept.sum(Parameters.of(point), one, actual));
                    assertEquals(expected.weights(), actual.weights());
                }
            }
        }
    }

    private static Batch batch(INDArray features, int[] labels, boolean areLabels) {
        INDArray targets = Nd4j.zeros(DataType.DOUBLE, labels.length, 4);
        for (int i = 0; i < labels.length; i++) {
            targets.putScalar(i, labels[i], 1);
        }
        return new Batch(
                features,
                areLabels ? Nd4j.createFromArray(labels) : null,
                areLabels ? null : targets,
                null,
                labels.length);
    }

    /** Awkward sizes, and the smallest ones: one row, one feature, one class. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 1, 2",
        "1, 5, 3",
        "2, 1, 1",
        "3, 7, 2",
        "8, 8, 8",
        "9, 63, 7",
        "64, 65, 9",
        "65, 3, 64",
        "1000, 9, 3",
        "1031, 64, 10",
        "63, 1000, 3",
        "7, 2, 1031"
    })
    void agreesWithPlainJava(int rows, int features, int classes) {
        Problem problem = Problem.random(rows, features, classes, 0.5);
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            assertSame(problem.plain(), problem.computed(type, rows), tolerance(type));
        }
    }

    @Test
    void gradientIsTheSlopeOfTheLoss() {
        Problem problem = Problem.random(37, 5, 4, 0.5);
        double[][] gradient = problem.computed(DataType.DOUBLE, 37).gradient();
        double h = 1e-5;
        for (int d = 0; d < 6; d++) {
            for (int k = 0; k < 4; k++) {
                double up = lossWith(problem, d, k, h);
                double down = lossWith(problem, d, k, -h);
                assertEquals((up - down) / (2 * h), gradient[d][k], 1e-7, d + ", " + k);
            }
        }
    }

    private static double lossWith(Problem problem, int d, int k, double change) {
        double[][] moved = Arrays.stream(problem.matrix()).map(double[]::clone).toArray(double[][]::new);
        moved[d][k] += change;
        return problem.withMatrix(moved).computed(DataType.DOUBLE, 37).loss();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void addingAConstantToAllLogitsChangesNothing(DataType type) {
        Problem problem = Problem.random(50, 4, 5, 0.5);
        double[][] shifted =
                Arrays.stream(problem.matrix()).map(double[]::clone).toArray(double[][]::new);
        for (int k = 0; k < 5; k++) {
            shifted[4][k] += 64;
        }
        assertSame(
                problem.computed(type, 50),
                problem.withMatrix(shifted).computed(type, 50),
                type == DataType.FLOAT ? 1e-4 : 1e-12);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void lossAtZeroIsLogOfTheClasses(DataType type) {
        Problem problem = Problem.random(100, 4, 7, 0);
        assertEquals(100 * Math.log(7), problem.computed(type, 100).loss(), 100 * tolerance(type));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void partsAddUpToTheWhole(DataType type) {
        Problem problem = Problem.random(101, 6, 3, 0.5);
        for (int batchRows : new int[] {1, 7, 50, 100}) {
            assertSame(problem.computed(type, 101), problem.computed(type, batchRows), tolerance(type));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void weightTwoIsTheRowTwiceAndWeightZeroIsNoRow(DataType type) {
        Problem problem = Problem.random(4, 3, 3, 0.5);
        assertSame(
                problem.rows(0, 1, 1, 3).computed(type, 4),
                problem.withWeights(1, 2, 0, 1).computed(type, 4),
                tolerance(type));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void weightsAreThoseOfPlainJava(DataType type) {
        Problem problem = Problem.random(30, 3, 4, 0.5).withWeights(PlainSoftmax.gaussian(1, 30, 1, 9)[0]);
        double[] positive = Arrays.stream(problem.weights()).map(Math::abs).toArray();
        Problem weighted = problem.withWeights(positive);
        assertSame(weighted.plain(), weighted.computed(type, 7), tolerance(type));
    }

    /** The naive formula, log of a sum of exp, is infinite from logits of 89 on in float and 710 in double. */
    @ParameterizedTest
    @CsvSource({"FLOAT, 1e4", "FLOAT, 1e30", "DOUBLE, 1e4", "DOUBLE, 1e30"})
    void hugeLogitsStayFinite(DataType type, double size) {
        double[][] matrix = {{size, -size, 0}, {0, 0, 0}};
        double[][] features = {{1}, {1}, {-1}};
        Problem problem = new Problem(matrix, features, new int[] {0, 1, 2}, new double[] {1, 1, 1});
        PlainSoftmax.LossAndGradient computed = problem.computed(type, 3);
        assertEquals(3 * size, computed.loss(), 1e-6 * size);
        for (double[] row : computed.gradient()) {
            for (double number : row) {
                assertTrue(Double.isFinite(number));
            }
        }
        assertFalse(Double.isFinite(Math.log(Math.exp(size) + Math.exp(-size) + 1)), "the naive formula");
    }

    /**
     * Residuals of 1e-37 have products below the smallest normal number, with which a processor is very slow.
     */
    @ParameterizedTest
    @CsvSource({"FLOAT, 84, 1e-20", "DOUBLE, 700, 1e-200"})
    void whatIsNextToNothingIsNothingOrAbove(DataType type, double distance, double bound) {
        double[][] matrix = {{distance, 0, distance - 20}, {0, 0, 0}};
        Problem problem = new Problem(matrix, new double[][] {{1}}, new int[] {0}, new double[] {1});
        double[] gradient = problem.computed(type, 1).gradient()[0];
        boolean isAtBound = Math.abs(gradient[1] / bound - 1) < 1e-6;
        assertTrue(gradient[1] == 0 || isAtBound, "exp -" + distance + " became " + gradient[1]);
        assertEquals(Math.exp(-20), gradient[2], 1e-4 * Math.exp(-20));
        assertTrue(Double.isNaN(problem.withMatrix(new double[][] {{Double.NaN, 0, 0}, {0, 0, 0}})
                .computed(type, 1)
                .loss()));
    }

    @Test
    void constantColumnHasTheGradientOfTheIntercept() {
        Problem problem = Problem.random(20, 3, 4, 0.5);
        for (double[] row : problem.features()) {
            row[1] = 1;
        }
        double[][] gradient = problem.computed(DataType.DOUBLE, 20).gradient();
        for (int k = 0; k < 4; k++) {
            assertEquals(gradient[3][k], gradient[1][k], 1e-12);
        }
    }

    /** With two classes softmax is the logistic function of the difference of the logits. */
    @Test
    void twoClassesAreBinaryLogistic() {
        Problem problem = Problem.random(40, 3, 2, 1);
        double loss = 0;
        var gradient = new double[4];
        for (int i = 0; i < 40; i++) {
            double z = problem.matrix()[3][1] - problem.matrix()[3][0];
            for (int d = 0; d < 3; d++) {
                z += problem.features()[i][d] * (problem.matrix()[d][1] - problem.matrix()[d][0]);
            }
            int y = problem.labels()[i];
            loss += Math.log1p(Math.exp(z)) - y * z;
            double residual = 1 / (1 + Math.exp(-z)) - y;
            for (int d = 0; d < 3; d++) {
                gradient[d] += residual * problem.features()[i][d];
            }
            gradient[3] += residual;
        }
        PlainSoftmax.LossAndGradient computed = problem.computed(DataType.DOUBLE, 40);
        assertEquals(loss, computed.loss(), 1e-11);
        for (int d = 0; d < 4; d++) {
            assertEquals(gradient[d], computed.gradient()[d][1], 1e-12);
            assertEquals(-gradient[d], computed.gradient()[d][0], 1e-12);
        }
    }

    @Test
    void floatIsCloseToDouble() {
        Problem problem = Problem.random(500, 20, 10, 1);
        assertSame(problem.computed(DataType.DOUBLE, 500), problem.computed(DataType.FLOAT, 500), 2e-6);
    }

    /** scikit-learn, _loss/tests/test_loss.py: logits 1e4, 0 and 7e-7; the loss of the last class is 1e4. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void lossOfExtremeLogitsIsExact(DataType type) {
        var problem = new Problem(
                new double[][] {{1e4, 0, 7e-7}, {0, 0, 0}}, new double[][] {{1}}, new int[] {2}, new double[] {1});
        assertEquals(1e4, problem.computed(type, 1).loss(), 1e-3);
        var huge =
                new Problem(new double[][] {{1e20, 0}, {0, 0}}, new double[][] {{1}}, new int[] {1}, new double[] {1});
        assertEquals(1e20, huge.computed(type, 1).loss(), 1e13);
        assertEquals(1, huge.computed(type, 1).gradient()[0][0], 1e-6);
    }
}
