package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Against plain double Java, for any types of features and points. */
class ParameterStackTest {
    private static final double WEIGHT_SUM = 7;

    /** Some models side by side, and sums as a pass might leave them. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Problem(
            double[] rate,
            double[] shift,
            boolean intercept,
            double[] strengths,
            double[][][] points,
            double[][][] sums) {
        static Problem random(int features, int classes, int models, boolean intercept) {
            var rate = new double[features];
            Arrays.setAll(rate, j -> j % 4 == 3 ? 0 : 0.5 + j % 3);
            var strengths = new double[features];
            Arrays.setAll(strengths, j -> j % 5 * 0.1);
            double[] shift = PlainSoftmax.gaussian(1, features, 1, 3)[0];
            var points = new double[models][][];
            Arrays.setAll(points, m -> PlainSoftmax.gaussian(features + 1, classes, 1, 10 + m));
            var sums = new double[models][][];
            Arrays.setAll(sums, m -> PlainSoftmax.gaussian(features + 1, classes, 1, 20 + m));
            return new Problem(rate, shift, intercept, strengths, points, sums);
        }

        int features() {
            return rate.length;
        }

        int classes() {
            return points[0][0].length;
        }

        PassShape shape(DataType type) {
            return new PassShape(1, features(), classes(), points.length, type);
        }

        double[][] parameters(int model) {
            double[][] parameters =
                    Arrays.stream(points[model]).map(double[]::clone).toArray(double[][]::new);
            for (int k = 0; k < classes(); k++) {
                double b = intercept ? points[model][features()][k] : 0;
                for (int j = 0; j < features(); j++) {
                    parameters[j][k] = rate[j] * points[model][j][k];
                    b -= shift[j] * parameters[j][k];
                }
                parameters[features()][k] = b;
            }
            return parameters;
        }

        double[][] gradient(int model) {
            var gradient = new double[features() + 1][classes()];
            for (int k = 0; k < classes(); k++) {
                double ofIntercept = sums[model][features()][k] / WEIGHT_SUM;
                gradient[features()][k] = intercept ? ofIntercept : 0;
                for (int j = 0; j < features(); j++) {
                    gradient[j][k] = rate[j] * (sums[model][j][k] / WEIGHT_SUM - shift[j] * ofIntercept)
                            + strengths[j] * points[model][j][k];
                }
            }
            return gradient;
        }

        double penalty(int model) {
            return IntStream.range(0, features())
                    .mapToDouble(j -> strengths[j]
                            / 2
                            * Arrays.stream(points[model][j])
                                    .map(weight -> weight * weight)
                                    .sum())
                    .sum();
        }
    }

    /** The last three shapes are cut into several parts; of those, the first into tiles with a rest. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 1, true, FLOAT, DOUBLE",
        "5, 3, 1, true, DOUBLE, DOUBLE",
        "5, 3, 4, false, FLOAT, FLOAT",
        "9, 2, 3, true, DOUBLE, FLOAT",
        "700, 250, 1, true, FLOAT, DOUBLE",
        "700, 250, 2, false, DOUBLE, DOUBLE",
        "37, 9000, 2, false, FLOAT, DOUBLE",
    })
    void isThatOfPlainJava(
            int features, int classes, int models, boolean intercept, DataType ofFeatures, DataType ofPoints) {
        var problem = Problem.random(features, classes, models, intercept);
        double tolerance = ofFeatures == DataType.FLOAT || ofPoints == DataType.FLOAT ? 2e-6 : 1e-13;
        var penalty = new PenaltyTerm(problem.strengths);
        Coordinates coordinates = Coordinates.of(problem.rate, problem.shift, problem.intercept);
        try (var stack = PassKernels.first(kernel -> kernel.parameterStack(problem.shape(ofFeatures), coordinates))) {
            for (int m = 0; m < models; m++) {
                INDArray point = PlainSoftmax.array(ofPoints, problem.points[m]);
                stack.put(m, m % 2 == 0 ? point : point.dup('f'));
            }
            double[][] parameters = matrix(stack.parameters());
            assign(stack.sums(), problem.sums);
            for (int m = 0; m < models; m++) {
                assertRows(problem.parameters(m), ofModel(parameters, m, classes), tolerance * features);
                INDArray point = PlainSoftmax.array(ofPoints, problem.points[m]);
                for (INDArray samePoint : List.of(point, point.dup('f'))) {
                    INDArray gradient = point.ulike();
                    double value = stack.readGradient(m, WEIGHT_SUM, penalty, samePoint, gradient);
                    assertEquals(problem.penalty(m), value, tolerance * problem.penalty(m));
                    assertRows(problem.gradient(m), doubles(gradient), tolerance * 10);
                }
            }
        }
    }

    private static double[][] doubles(INDArray array) {
        return array.castTo(DataType.DOUBLE).toDoubleMatrix();
    }

    private static double[][] matrix(Parameters parameters) {
        double[][] weights = doubles(parameters.weights());
        double[][] rows = Arrays.copyOf(weights, weights.length + 1);
        rows[weights.length] = doubles(parameters.intercept())[0];
        return rows;
    }

    private static double[][] ofModel(double[][] stacked, int model, int classes) {
        return Arrays.stream(stacked)
                .map(row -> Arrays.copyOfRange(row, model * classes, (model + 1) * classes))
                .toArray(double[][]::new);
    }

    private static void assign(Parameters target, double[][][] ofModels) {
        int features = ofModels[0].length - 1;
        var stacked = new double[features + 1][];
        Arrays.setAll(
                stacked,
                j -> Arrays.stream(ofModels)
                        .flatMapToDouble(ofModel -> Arrays.stream(ofModel[j]))
                        .toArray());
        target.assign(Parameters.of(PlainSoftmax.array(DataType.DOUBLE, stacked)));
    }

    private static void assertRows(double[][] expected, double[][] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        for (int j = 0; j < expected.length; j++) {
            assertArrayEquals(expected[j], actual[j], tolerance, "row " + j);
        }
    }
}
