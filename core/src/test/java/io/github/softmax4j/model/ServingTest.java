package io.github.softmax4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.math.PlainSoftmax;
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

/** Rows of Java's own arrays get what the textbook says, one by one, in batches, and beside ND4J. */
class ServingTest {
    private static final double[][] FIRST_WINS = {{1, 3, 3, 0, 3}, {0, 0, 0, 0, 0}};

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 3", "3, 4", "4, 5", "7, 8", "64, 10", "65, 33", "30, 257", "784, 10", "131, 300"})
    void agreesWithPlainJava(int features, int classes) {
        double[][] matrix = PlainSoftmax.gaussian(features + 1, classes, 1 / Math.sqrt(features), 1);
        double[][] rows = PlainSoftmax.gaussian(9, features, 1, 2);
        double[][] expected = PlainSoftmax.probabilities(PlainSoftmax.logits(matrix, rows));
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            SoftmaxModel model = Models.of(type, matrix);
            float[][] ofFloats = model.probabilities(Models.toFloat(rows));
            double[][] ofDoubles = model.probabilities(rows);
            for (int i = 0; i < rows.length; i++) {
                assertArrayEquals(expected[i], ofDoubles[i], 1e-13);
                assertArrayEquals(expected[i], model.probabilities(rows[i]), 1e-13);
                assertArrayEquals(Models.toFloat(expected)[i], ofFloats[i], 1e-6f);
                assertArrayEquals(ofFloats[i], model.probabilities(Models.toFloat(rows)[i]), 1e-6f);
                assertEquals(1, Arrays.stream(ofDoubles[i]).sum(), 1e-12);
            }
        }
    }

    /** Whatever was asked before; and all that is said of a row fits together. */
    @ParameterizedTest
    @CsvSource({"64, 10", "784, 10", "131, 300"})
    void aRowGetsTheSameDigitsEachTime(int features, int classes) {
        SoftmaxModel model =
                Models.of(DataType.FLOAT, PlainSoftmax.gaussian(features + 1, classes, 1 / Math.sqrt(features), 1));
        float[] row = Models.toFloat(PlainSoftmax.gaussian(1, features, 1, 2))[0];
        float[] first = model.probabilities(row);
        for (int call = 0; call < 4; call++) {
            assertArrayEquals(first, model.probabilities(row), 0);
            List<Prediction> all = model.topK(row, classes);
            assertEquals(all.get(0), model.predict(row));
            for (Prediction prediction : all) {
                int k = Integer.parseInt(prediction.label().substring(1));
                assertEquals(first[k], prediction.probability(), 2e-7 * first[k]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void agreesWithArraysOfNd4j(DataType type) {
        SoftmaxModel model = Models.of(type, PlainSoftmax.gaussian(21, 6, 1, 3));
        double[][] rows = PlainSoftmax.gaussian(40, 20, 1, 4);
        INDArray array = PlainSoftmax.array(type, rows);
        INDArray probabilities = model.probabilities(array);
        List<String> labels = model.predict(array);
        List<Prediction> predictions = model.predict(rows);
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(probabilities.getRow(i).toDoubleVector(), model.probabilities(rows[i]), 1e-5);
            assertEquals(labels.get(i), predictions.get(i).label());
            assertEquals(predictions.get(i), model.predict(rows[i]));
            assertEquals(labels.get(i), model.predict(Models.toFloat(rows)[i]).label());
        }
    }

    /** Adding one number to all weights of a feature, and to all intercepts, changes nothing. */
    @Test
    void isInvariantToShifts() {
        double[][] matrix = PlainSoftmax.gaussian(6, 4, 1, 5);
        double[][] shifted = Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).map(w -> w + 3).toArray())
                .toArray(double[][]::new);
        for (double[] row : PlainSoftmax.gaussian(20, 5, 1, 6)) {
            assertArrayEquals(
                    Models.of(DataType.FLOAT, matrix).probabilities(row),
                    Models.of(DataType.FLOAT, shifted).probabilities(row),
                    1e-13);
        }
    }

    @Test
    void classesMayStandInAnyOrder() {
        double[][] matrix = PlainSoftmax.gaussian(6, 7, 1, 5);
        int[] order = {3, 6, 0, 2, 5, 1, 4};
        double[][] permuted = Arrays.stream(matrix)
                .map(row -> IntStream.of(order).mapToDouble(k -> row[k]).toArray())
                .toArray(double[][]::new);
        double[] row = PlainSoftmax.gaussian(1, 5, 1, 6)[0];
        double[] before = Models.of(DataType.DOUBLE, matrix).probabilities(row);
        double[] after = Models.of(DataType.DOUBLE, permuted).probabilities(row);
        for (int k = 0; k < order.length; k++) {
            assertEquals(before[order[k]], after[k], 1e-15);
        }
    }

    @Test
    void ofEqualClassesTheFirstWins() {
        SoftmaxModel model = Models.of(DataType.FLOAT, FIRST_WINS);
        assertEquals("k1", model.predict(2f).label());
        assertEquals("k1", model.predict(2d).label());
        assertEquals("k0", model.predict(0f).label());
        assertEquals("k3", model.predict(-1f).label());
        assertEquals(0.2, model.predict(0d).probability(), 1e-15);
        assertEquals(List.of("k1", "k2", "k4", "k0", "k3"), labels(model.topK(new float[] {1}, 5)));
        assertEquals(List.of("k3", "k0", "k1"), labels(model.topK(new double[] {-1}, 3)));
    }

    @Test
    void topKIsInOrder() {
        SoftmaxModel model = Models.of(DataType.DOUBLE, PlainSoftmax.gaussian(4, 50, 1, 7));
        double[] row = {1, -2, 0.5};
        double[] probabilities = model.probabilities(row);
        List<Integer> sorted = IntStream.range(0, 50)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                .toList();
        for (int k : new int[] {1, 2, 7, 50, 51, Integer.MAX_VALUE}) {
            List<Prediction> top = model.topK(row, k);
            assertEquals(Math.min(k, 50), top.size());
            assertEquals(model.predict(row), top.get(0));
            for (int i = 0; i < top.size(); i++) {
                assertEquals("k" + sorted.get(i), top.get(i).label());
                assertEquals(probabilities[sorted.get(i)], top.get(i).probability(), 1e-15);
            }
        }
        for (int k : new int[] {0, -1}) {
            String message = assertThrows(IllegalArgumentException.class, () -> model.topK(row, k))
                    .getMessage();
            assertEquals("k must be 1 or more, but is " + k, message);
        }
    }

    private static List<String> labels(List<Prediction> predictions) {
        return predictions.stream().map(Prediction::label).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void noRowsGetNoAnswers(DataType type) {
        SoftmaxModel model = Models.of(type, PlainSoftmax.gaussian(4, 5, 1, 7));
        assertEquals(List.of(), model.predict(new float[0][]));
        assertEquals(List.of(), model.predict(new double[0][3]));
        assertEquals(0, model.probabilities(new float[0][]).length);
        assertEquals(0, model.probabilities(new double[0][]).length);
        INDArray none = Nd4j.create(DataType.FLOAT, 0, 3);
        assertEquals(List.of(), model.predict(none));
        for (INDArray result : List.of(model.probabilities(none), model.logits(none), model.logProbabilities(none))) {
            assertArrayEquals(new long[] {0, 5}, result.shape());
            assertEquals(type, result.dataType());
        }
        assertThrows(IllegalArgumentException.class, () -> model.predict(Nd4j.create(DataType.FLOAT, 0, 4)));
    }

    /** Sums of 1e9 that differ by 1 have no digit left for that in float. */
    @Test
    void keepsDigitsOfFeaturesFarFromZero() {
        SoftmaxModel model = Models.of(DataType.FLOAT, new double[][] {{1, 1.5}, {0, -8e8}});
        float seconds = 1.6e9f; // itself, exactly
        for (int step = -2; step <= 2; step++) {
            float x = seconds + 128 * step;
            double expected = 1 / (1 + Math.exp(-(0.5 * x - 8e8)));
            assertEquals(expected, model.probabilities(new float[] {x})[1], 1e-7);
            assertEquals(expected, model.probabilities(new float[][] {{0}, {x}})[1][1], 1e-7);
            assertEquals(
                    step > 0 ? "k1" : "k0",
                    model.predict(new float[][] {{0}, {x}}).get(1).label());
        }
        assertEquals(1 / (1 + Math.exp(-0.25)), model.probabilities(new double[] {1.6e9 + 0.5})[1], 1e-7);
    }

    /** What no float can hold is computed in double, and what no double can hold is refused. */
    @ParameterizedTest
    @CsvSource({"3e38, 2, -2", "3e38, -2, 2", "1e38, 1e30, 0", "2, 1e39, 1e39", "1, 1e300, -1e300"})
    void logitsBeyondFloatAreComputedInDouble(float x, double first, double second) {
        SoftmaxModel model = Models.of(DataType.FLOAT, new double[][] {{first, second}, {0, 0}});
        double expected = 1 / (1 + Math.exp(x * second - x * first));
        assertEquals(expected, model.probabilities(new float[] {x})[0], 1e-7);
        assertEquals(expected, model.probabilities(new float[][] {{0}, {x}})[1][0], 1e-7);
        assertEquals(expected >= 0.5 ? "k0" : "k1", model.predict(x).label());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        SoftmaxModel model = Models.of(DataType.FLOAT, PlainSoftmax.gaussian(4, 5, 1, 7));
        assertRefused("the row must have 3 features, but has 2", () -> model.predict(1f, 2f));
        assertRefused("the row must have 3 features, but has 4", () -> model.probabilities(new double[4]));
        assertRefused(
                "row 1, counted from 0, must have 3 features, but has 0",
                () -> model.predict(new float[][] {{1, 2, 3}, {}}));
        assertRefused("the row must be finite, but feature 1 (x1) is NaN", () -> model.predict(1f, Float.NaN, 2f));
        assertRefused(
                "row 2, counted from 0, must be finite, but feature 2 (x2) is -Infinity",
                () -> model.probabilities(new double[][] {{1, 2, 3}, {4, 5, 6}, {1, 2, Double.NEGATIVE_INFINITY}}));
        assertRefused(
                "the array for probabilities must have room for exactly 5 classes, but has 4",
                () -> model.probabilities(new float[3], new float[4]));
        assertEquals(
                "row 1, counted from 0, must not be null",
                assertThrows(NullPointerException.class, () -> model.predict(new float[][] {{1, 2, 3}, null}))
                        .getMessage());
    }

    @Test
    void infiniteFeaturesWithoutWeightAreRefusedToo() {
        SoftmaxModel model = Models.of(DataType.FLOAT, new double[][] {{0, 0}, {1, 2}});
        for (float x : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertRefused("the row must be finite, but feature 0 (x0) is " + (double) x, () -> model.predict(x));
        }
    }

    @Test
    void logitsBeyondDoubleAreRefused() {
        SoftmaxModel model = Models.of(DataType.DOUBLE, new double[][] {{1, -1e308}, {0, 0}});
        String tooLarge = "is too large for this model: its logits are beyond the largest double";
        assertRefused("the row " + tooLarge, () -> model.predict(10d));
        assertRefused("row 1, counted from 0, " + tooLarge, () -> model.predict(new double[][] {{1}, {10}}));
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    /** A large model before a small one leaves nothing behind in what the thread keeps. */
    @Test
    void modelsOfOneThreadDoNotDisturbEachOther() {
        double[][] small = PlainSoftmax.gaussian(3, 2, 1, 8);
        double[] row = {1, 2};
        double[] before = Models.of(DataType.FLOAT, small).probabilities(row);
        Models.of(DataType.FLOAT, PlainSoftmax.gaussian(200, 90, 1, 9)).probabilities(new double[199]);
        assertArrayEquals(before, Models.of(DataType.FLOAT, small).probabilities(row));
        assertTrue(before[0] > 0 && before[1] > 0);
    }
}
