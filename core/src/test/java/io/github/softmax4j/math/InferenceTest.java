package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.MemoryException;
import io.github.softmax4j.data.FeatureMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

class InferenceTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 3, 2", "7, 9, 3", "513, 4, 5", "20000, 2, 3", "65, 64, 1031"})
    void agreesWithPlainJava(int rows, int features, int classes) {
        double[][] matrix = PlainSoftmax.gaussian(features + 1, classes, 1, 1);
        double[][] x = PlainSoftmax.gaussian(rows, features, 1, 2);
        double[][] logits = PlainSoftmax.logits(matrix, x);
        double[][] probabilities = PlainSoftmax.probabilities(logits);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray parameters = PlainSoftmax.array(DataType.DOUBLE, matrix);
            FeatureMatrix data = FeatureMatrix.of(PlainSoftmax.array(type, x));
            INDArray z = Inference.compute(new ModelWeights(parameters), data, Inference.Output.LOGITS);
            INDArray p = Inference.compute(new ModelWeights(parameters), data, Inference.Output.PROBABILITIES);
            INDArray logP = Inference.compute(new ModelWeights(parameters), data, Inference.Output.LOG_PROBABILITIES);
            double tolerance = 40 * PlainSoftmax.tolerance(type, features);
            for (int i = 0; i < rows; i += Math.max(1, rows / 97)) {
                double lse = PlainSoftmax.logSumExp(logits[i]);
                for (int k = 0; k < classes; k++) {
                    assertEquals(logits[i][k], z.getDouble(i, k), tolerance);
                    assertEquals(probabilities[i][k], p.getDouble(i, k), tolerance);
                    assertEquals(logits[i][k] - lse, logP.getDouble(i, k), tolerance * 4);
                }
            }
        }
    }

    /** C of the expected values: Spark's prediction facts. */
    @Test
    void knowsSparksPredictions() {
        INDArray matrix = PlainSoftmax.array(DataType.DOUBLE, new double[][] {{0, 0, 0}, {1, 2, 3}, {0, 0, 0}});
        INDArray features = PlainSoftmax.array(DataType.DOUBLE, new double[][] {{0, 1000}, {0, -1}});
        INDArray p =
                Inference.compute(new ModelWeights(matrix), FeatureMatrix.of(features), Inference.Output.PROBABILITIES);
        double[][] expected = {{0, 0, 1}, {0.66524096, 0.24472847, 0.09003057}};
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < 3; k++) {
                assertEquals(expected[i][k], p.getDouble(i, k), 1e-8);
            }
        }
    }

    /** ND4J's softmax in double gives NaN where all logits are far below 0. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void logitsFarBelowZeroHaveProbabilities(DataType type) {
        INDArray matrix = PlainSoftmax.array(DataType.DOUBLE, new double[][] {{1, 1, 1}, {0, 1, -1}});
        INDArray features = PlainSoftmax.array(type, new double[][] {{-1000}, {-800}, {-5000}, {3}});
        INDArray p =
                Inference.compute(new ModelWeights(matrix), FeatureMatrix.of(features), Inference.Output.PROBABILITIES);
        double[] expected = PlainSoftmax.probabilities(new double[][] {{0, 1, -1}})[0];
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 3; k++) {
                assertEquals(expected[k], p.getDouble(i, k), type == DataType.FLOAT ? 1e-4 : 1e-12);
            }
        }
    }

    /** A center of the features changes nothing but the digits that are kept. */
    @Test
    void centersAreTakenIntoTheIntercept() {
        double[][] x = {{1.6e9 + 1, 2}, {1.6e9 + 3, 5}, {1.6e9 - 2, 1}};
        double[][] matrix = {{0.5, -0.25}, {1, 2}, {-8e8, 4e8}};
        double[][] expected = PlainSoftmax.logits(matrix, x);
        FeatureMatrix inFloat =
                FeatureMatrix.of(PlainSoftmax.array(DataType.DOUBLE, x)).withType(DataType.FLOAT);
        INDArray z = Inference.compute(
                new ModelWeights(PlainSoftmax.array(DataType.DOUBLE, matrix)), inFloat, Inference.Output.LOGITS);
        assertEquals(DataType.FLOAT, z.dataType());
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < 2; k++) {
                assertEquals(expected[i][k], z.getDouble(i, k), 1e-5);
            }
        }
    }

    /** The logarithm of the probability of an impossible class is a number, though the probability is 0. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void impossibleClassesHaveFiniteLogProbabilities(DataType type) {
        INDArray matrix = PlainSoftmax.array(DataType.DOUBLE, new double[][] {{1e4, -1e4}, {0, 0}});
        INDArray features = PlainSoftmax.array(type, new double[][] {{1}, {1e26}});
        INDArray p =
                Inference.compute(new ModelWeights(matrix), FeatureMatrix.of(features), Inference.Output.PROBABILITIES);
        INDArray logP = Inference.compute(
                new ModelWeights(matrix), FeatureMatrix.of(features), Inference.Output.LOG_PROBABILITIES);
        assertEquals(0, p.getDouble(0, 1));
        assertEquals(-2e4, logP.getDouble(0, 1), 1e-2);
        assertEquals(-2e30, logP.getDouble(1, 1), 1e24);
        assertEquals(0, logP.getDouble(0, 0));
        assertTrue(Double.isFinite(logP.sumNumber().doubleValue()));
    }

    /** Weights of two classes and one row, and the log of the first class's probability, by exact arithmetic. */
    @ParameterizedTest
    @CsvSource({
        "3e38, 2, -2, 0",
        "3e38, -2, 2, -1.2e39",
        "-3e38, 10, 9, -3e38",
        "1e38, 1e30, 0, 0",
        "1e-30, 1e300, 1e299, 0",
        "2, 1e39, 1e39, -0.6931471805599453",
        "0, 1e308, -1e308, -0.6931471805599453",
        "1, 1e300, -1e300, 0",
        "1, -8e307, 8e307, -1.6e308"
    })
    void logitsBeyondFloatAreComputedInDouble(double x, double first, double second, double expected) {
        INDArray matrix = PlainSoftmax.array(DataType.DOUBLE, new double[][] {{first, second}, {0, 0}});
        double z = x * first - x * second;
        for (int rows : new int[] {1, 3, 70_000}) { // alone, among others, and in the last of several blocks
            FeatureMatrix features = FeatureMatrix.of(PlainSoftmax.array(DataType.FLOAT, rowsThatEndWith(rows, x)));
            INDArray p = Inference.compute(new ModelWeights(matrix), features, Inference.Output.PROBABILITIES);
            INDArray logP = Inference.compute(new ModelWeights(matrix), features, Inference.Output.LOG_PROBABILITIES);
            INDArray logits = Inference.compute(new ModelWeights(matrix), features, Inference.Output.LOGITS);
            assertEquals(DataType.FLOAT, p.dataType());
            assertEquals(Math.exp(expected), p.getDouble(rows - 1, 0), 1e-6);
            assertEquals(expected, logP.getDouble(rows - 1, 0), 1e-6 * Math.max(1, Math.abs(expected)));
            assertEquals(z, logits.getDouble(rows - 1, 0) - logits.getDouble(rows - 1, 1), 1e-6 * Math.abs(z));
            assertEquals(0.5, p.getDouble(0, 0), rows == 1 ? 1 : 1e-6);
            for (INDArray result : new INDArray[] {p, logP, logits}) {
                assertFalse(BooleanIndexing.or(result, Conditions.notFinite()));
            }
        }
    }

    /** Zeros, whose classes are as probable, and one other row. */
    private static double[][] rowsThatEndWith(int rows, double last) {
        double[][] x = new double[rows][1];
        x[rows - 1][0] = last;
        return x;
    }

    @ParameterizedTest
    @CsvSource({"FLOAT, 3e38, 1e300", "DOUBLE, 1e10, 1e300", "DOUBLE, 2, 1e308", "FLOAT, -2, 1.7e308"})
    void rowsBeyondDoubleAreNamed(DataType type, double x, double weight) {
        INDArray matrix = PlainSoftmax.array(DataType.DOUBLE, new double[][] {{weight, -weight}, {0, 0}});
        for (int rows : new int[] {1, 3, 70_000}) {
            FeatureMatrix features = FeatureMatrix.of(PlainSoftmax.array(type, rowsThatEndWith(rows, x)));
            for (Inference.Output output : Inference.Output.values()) {
                String message = assertThrows(
                                IllegalArgumentException.class,
                                () -> Inference.compute(new ModelWeights(matrix), features, output))
                        .getMessage();
                assertTrue(message.startsWith("row " + (rows - 1) + ", counted from 0,"), message);
            }
        }
    }

    @Test
    void resultsBeyondMemoryAreRefused() {
        Inference.requireRoom(1000, 1000, DataType.FLOAT, 4_000_000);
        for (long[] shape : new long[][] {{1000, 1001}, {100_000, 100_000}, {Long.MAX_VALUE, 3}}) {
            String message = assertThrows(
                            MemoryException.class,
                            () -> Inference.requireRoom(shape[0], shape[1], DataType.FLOAT, 4_000_000))
                    .getMessage();
            assertTrue(message.contains(shape[0] + " rows x " + shape[1] + " classes"), message);
        }
    }
}
