package io.github.softmax4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.math.PlainSoftmax;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Batches get what their rows get alone, whichever way they are computed. */
class BatchServingTest {
    /** Few rows, whole and half tiles, several chunks of features, some threads, and more than ND4J is asked for. */
    @ParameterizedTest
    @CsvSource({
        "1, 4, 3",
        "11, 4, 3",
        "12, 4, 3",
        "13, 1, 2",
        "64, 5, 7",
        "65, 64, 10",
        "130, 67, 33",
        "1000, 130, 10",
        "5000, 62, 9",
        "70, 20, 1000",
        "300, 200, 350"
    })
    void agreeWithPlainJava(int rows, int features, int classes) {
        double scale = 1 / Math.sqrt(features);
        double[][] matrix = PlainSoftmax.gaussian(features + 1, classes, scale, 1);
        double[][] x = PlainSoftmax.gaussian(rows, features, 1, 2);
        double[][] expected = PlainSoftmax.probabilities(PlainSoftmax.logits(matrix, x));
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            SoftmaxModel model = Models.of(type, matrix);
            float[][] ofFloats = model.probabilities(Models.toFloat(x));
            double[][] ofDoubles = model.probabilities(x);
            List<Prediction> predictions = model.predict(x);
            List<Prediction> predictionsOfFloats = model.predict(Models.toFloat(x));
            assertEquals(rows, predictions.size());
            assertEquals(rows, predictionsOfFloats.size());
            for (int i = 0; i < rows; i++) {
                assertArrayEquals(expected[i], ofDoubles[i], 1e-12);
                assertArrayEquals(Models.toFloat(expected[i]), ofFloats[i], 2e-6f);
                assertEquals(1, Arrays.stream(Models.toDouble(ofFloats[i])).sum(), 1e-6 + 1e-9 * classes);
                int best = Integer.parseInt(predictions.get(i).label().substring(1));
                assertEquals(ofDoubles[i][best], predictions.get(i).probability(), 1e-12);
                for (double probability : expected[i]) {
                    assertTrue(probability <= expected[i][best] + 1e-12);
                }
                best = Integer.parseInt(predictionsOfFloats.get(i).label().substring(1));
                assertEquals(ofFloats[i][best], predictionsOfFloats.get(i).probability(), 1e-6);
                for (float probability : ofFloats[i]) {
                    assertTrue(probability <= ofFloats[i][best] + 1e-6f);
                }
            }
        }
    }

    /** Unlikely classes have as many digits as likely ones, and the rest of nothing is nothing. */
    @ParameterizedTest
    @CsvSource({"2, 20", "10, 64", "17, 100", "61, 100"})
    void smallProbabilitiesKeepTheirDigits(int classes, int rows) {
        double[][] matrix = PlainSoftmax.gaussian(4, classes, 8, 3);
        double[][] x = PlainSoftmax.gaussian(rows, 3, 2, 4);
        double[][] expected = PlainSoftmax.probabilities(PlainSoftmax.logits(matrix, x));
        float[][] found = Models.of(DataType.FLOAT, matrix).probabilities(Models.toFloat(x));
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                assertEquals(expected[i][k], found[i][k], 5e-5 * expected[i][k] + 2e-38); // logits of some 100
                sum += found[i][k];
            }
            assertEquals(1, sum, 1e-6);
        }
    }

    @Test
    void rowsAreTheSameAloneAndTogether() {
        for (int classes : new int[] {3, 10, 40}) {
            SoftmaxModel model = Models.of(DataType.FLOAT, PlainSoftmax.gaussian(31, classes, 0.3, classes));
            float[][] rows = Models.toFloat(PlainSoftmax.gaussian(150, 30, 1, 5));
            float[][] together = model.probabilities(rows);
            for (int i = 0; i < rows.length; i++) {
                assertArrayEquals(model.probabilities(rows[i]), together[i], 2e-6f);
            }
        }
    }

    /** Rows that float has no digits for, or no room, stand among others. */
    @ParameterizedTest
    @CsvSource({"20, 2", "70, 2", "3000, 100"})
    void hardRowsAreAnsweredInDouble(int rows, int classes) {
        int features = 70;
        double[][] matrix = PlainSoftmax.gaussian(features + 1, classes, 0.1, 3);
        matrix[0][0] = 2;
        matrix[0][1] = 2;
        for (int k = 2; k < classes; k++) {
            matrix[0][k] = 0;
        }
        double[][] x = PlainSoftmax.gaussian(rows, features, 1, 4);
        x[0][0] = 1.6e9f; // what tells the two classes apart is far below its last digit in float
        x[rows / 2][0] = 3e38f;
        x[rows - 1][0] = 1e5f;
        double[][] expected = PlainSoftmax.probabilities(PlainSoftmax.logits(matrix, x));
        float[][] found = Models.of(DataType.FLOAT, matrix).probabilities(Models.toFloat(x));
        expected[rows / 2] = new double[classes]; // 6e38 + log 2 = 6e38, so the sum of exponentials knows no halves
        Arrays.fill(expected[rows / 2], 0, 2, 0.5);
        for (int i = 0; i < rows; i++) {
            assertArrayEquals(Models.toFloat(expected[i]), found[i], 2e-6f);
        }
        assertTrue(Math.abs(expected[0][0] - 0.5) > 0.01, "the first row tells the two apart");
    }

    /** Weights beyond float make 0 x infinity of a feature that is 0, and squares of tiny features vanish. */
    @ParameterizedTest
    @CsvSource({"1e39, 0", "1e37, 1e-29", "1e39, 1e-38"})
    void hugeWeightsOfTinyFeaturesAreAnsweredInDouble(double weight, float feature) {
        var matrix = new double[2][20];
        for (int k = 0; k < matrix[0].length; k++) {
            matrix[0][k] = weight * (1 + 1e-8 * (k % 3));
            matrix[1][k] = 0.1 * k;
        }
        var rows = new float[20][1];
        for (float[] row : rows) {
            row[0] = feature;
        }
        double[][] one = {{feature}};
        double[] expected = PlainSoftmax.probabilities(PlainSoftmax.logits(matrix, one))[0];
        SoftmaxModel model = Models.of(DataType.FLOAT, matrix);
        for (float[] found : model.probabilities(rows)) {
            assertArrayEquals(Models.toFloat(expected), found, 1e-6f);
        }
        assertArrayEquals(Models.toFloat(expected), model.probabilities(rows[0]), 1e-6f);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void theFirstBadRowIsNamed(DataType type) {
        for (int[] shape : new int[][] {{5, 3}, {40, 3}, {6000, 3}, {3000, 130}}) { // rows, classes
            SoftmaxModel model = Models.of(type, PlainSoftmax.gaussian(71, shape[1], 0.1, 3));
            double[][] rows = PlainSoftmax.gaussian(shape[0], 70, 1, 4);
            int bad = shape[0] / 2;
            rows[bad][69] = Double.NaN;
            rows[shape[0] - 1][0] = Double.POSITIVE_INFINITY;
            String message = "row " + bad + ", counted from 0, must be finite, but feature 69 (x69) is NaN";
            assertRefused(message, () -> model.predict(Models.toFloat(rows)));
            assertRefused(message, () -> model.probabilities(Models.toFloat(rows)));
            assertRefused(message, () -> model.predict(rows));
            assertRefused(message, () -> model.probabilities(rows));
            rows[bad + 1] = new double[69];
            assertRefused(
                    "row " + (bad + 1) + ", counted from 0, must have 70 features, but has 69",
                    () -> model.predict(rows));
        }
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @Test
    void ofEqualClassesTheFirstWins() {
        for (int classes : new int[] {2, 50, 400}) {
            SoftmaxModel model = Models.of(DataType.FLOAT, new double[151][classes]);
            for (Prediction prediction : model.predict(new float[500][150])) {
                assertEquals("k0", prediction.label());
                assertEquals(1.0 / classes, prediction.probability(), 1e-12);
            }
        }
    }
}
