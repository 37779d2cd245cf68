package io.github.softmax4j.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** What a scorer says of rows: the formula in plain Java, and what the library says. */
class RowLawTest {
    /** Of probabilities, of models that the library computes in double. */
    private static final double ROUNDING = 1e-12;
    /** The library computes rows of models of float in float where there are 4096 weights or more. */
    private static final double FLOAT_ROUNDING = 5e-6;

    private static double[] row(Random random, int features) {
        return IntStream.range(0, features)
                .mapToDouble(j -> random.nextGaussian())
                .toArray();
    }

    private static float[] rounded(double... row) {
        var rounded = new float[row.length];
        for (int j = 0; j < row.length; j++) {
            rounded[j] = (float) row[j];
        }
        return rounded;
    }

    private static double[] exact(float... row) {
        return IntStream.range(0, row.length).mapToDouble(j -> row[j]).toArray();
    }

    /** As the textbook has it. */
    private static double[] softmax(double[][] matrix, double[] row) {
        double[] z = matrix[row.length].clone();
        for (int j = 0; j < row.length; j++) {
            for (int k = 0; k < z.length; k++) {
                z[k] += row[j] * matrix[j][k];
            }
        }
        double largest = Arrays.stream(z).max().orElseThrow();
        double sum = Arrays.stream(z).map(logit -> Math.exp(logit - largest)).sum();
        return Arrays.stream(z).map(logit -> Math.exp(logit - largest) / sum).toArray();
    }

    /** Shapes on both sides of every block of classes and pair of features. */
    @Test
    void scoresAreTheFormulaAndTheLibrary() {
        var random = new Random(1);
        for (int classes : new int[] {1, 2, 3, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33, 70}) {
            for (int features : new int[] {1, 2, 3, 4, 5, 8, 64, 65}) {
                double[][] matrix = MadeModels.weights(random, features, classes);
                SoftmaxModel model =
                        MadeModels.of(matrix, DataType.DOUBLE, Features.defaultNames(features), Notation.USUAL);
                Scorer scorer = MadeModels.scorer(model);
                double[] row = row(random, features);
                String shape = features + " x " + classes;
                assertArrayEquals(softmax(matrix, row), scorer.score(row), ROUNDING, shape);
                assertArrayEquals(model.probabilities(row), scorer.score(row), ROUNDING, shape);
                float[] rounded = rounded(row);
                assertArrayEquals(rounded(softmax(matrix, exact(rounded))), scorer.score(rounded), 1e-7f, shape);
                assertEquals(model.classes().names(), scorer.classes());
                assertEquals(model.featureNames(), scorer.featureNames());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 10", "784, 10", "4, 3", "300, 40"})
    void modelsOfFloatAgree(int features, int classes) {
        var random = new Random(features);
        SoftmaxModel model = MadeModels.random(random, features, classes, DataType.FLOAT);
        Scorer scorer = MadeModels.scorer(model);
        for (int i = 0; i < 50; i++) {
            float[] row = rounded(Arrays.stream(row(random, features))
                    .map(x -> x / Math.sqrt(features))
                    .toArray());
            assertArrayEquals(model.probabilities(row), scorer.score(row), (float) FLOAT_ROUNDING);
            assertEquals(model.predict(row).label(), scorer.label(row));
        }
    }

    /** All forms of a call say the same. */
    @Test
    void allFormsAgree() {
        var random = new Random(2);
        SoftmaxModel model = MadeModels.random(random, 5, 11, DataType.DOUBLE);
        Scorer scorer = MadeModels.scorer(model);
        double[][] rows = {row(random, 5), row(random, 5), row(random, 5)};
        float[][] floats = {rounded(rows[0]), rounded(rows[1])};
        double[][] scores = scorer.score(rows);
        float[][] floatScores = scorer.score(floats);
        for (int i = 0; i < floats.length; i++) {
            var into = new double[11];
            scorer.score(rows[i], into);
            assertArrayEquals(scores[i], into);
            var floatInto = new float[11];
            scorer.score(floats[i], floatInto);
            assertArrayEquals(floatScores[i], floatInto);
            assertArrayEquals(scorer.score(rows[i]), into);
            assertEquals(model.predict(rows[i]).label(), scorer.label(rows[i]));
            assertEquals(scorer.top(floats[i], 1).get(0).label(), scorer.label(floats[i]));
            assertTop(model.topK(rows[i], 4), scorer.top(rows[i], 4));
            assertEquals(11, scorer.top(rows[i], 100).size());
        }
        assertEquals(0, scorer.score(new double[0][]).length);
        assertEquals(0, scorer.score(new float[0][]).length);
        assertEquals("Scorer[5 features, 11 classes]", scorer.toString());
    }

    private static void assertTop(List<Prediction> expected, List<Answer> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            assertEquals(expected.get(i).label(), found.get(i).label());
            assertEquals(expected.get(i).probability(), found.get(i).probability(), ROUNDING);
        }
    }

    /** A row may be overwritten with its own probabilities. */
    @Test
    void oneArrayMayBeBoth() {
        var random = new Random(3);
        SoftmaxModel model = MadeModels.random(random, 9, 9, DataType.DOUBLE);
        Scorer scorer = MadeModels.scorer(model);
        double[] row = row(random, 9);
        double[] expected = scorer.score(row.clone());
        scorer.score(row, row);
        assertArrayEquals(expected, row);
    }

    /** Logits of 1e7 do not overflow; of equal ones the first class wins. */
    @Test
    void largeLogitsAndTies() {
        double[][] matrix = {{1e7, 0, 1e7, -1e7}, {0, 0, 0, 0}};
        Scorer scorer = MadeModels.scorer(MadeModels.of(matrix, DataType.DOUBLE, List.of("x"), Notation.USUAL));
        assertArrayEquals(new double[] {0.5, 0, 0.5, 0}, scorer.score(new double[] {1}));
        assertEquals("class 0", scorer.label(new double[] {1}));
        assertEquals(
                List.of(new Answer("class 0", 0.5), new Answer("class 2", 0.5), new Answer("class 1", 0)),
                scorer.top(new double[] {1}, 3));
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, scorer.score(new double[] {0}));
    }

    /** In the library's words. */
    @Test
    void rowsAreRefusedAsByTheLibrary() {
        double[][] matrix = {{1e300, -1e300, 3}, {1, 2, 3}, {0, 0, 0}};
        SoftmaxModel model = MadeModels.of(matrix, DataType.DOUBLE, List.of("length", "width"), Notation.USUAL);
        Scorer scorer = MadeModels.scorer(model);
        for (double[] row : new double[][] {
            {1}, {1, 2, 3}, {Double.NaN, 1}, {1, Double.POSITIVE_INFINITY}, {1e9, 1}, {-1e9, Double.NaN}, {}
        }) {
            assertEquals(refusal(() -> model.probabilities(row)), refusal(() -> scorer.score(row)));
            assertEquals(refusal(() -> model.predict(rounded(row))), refusal(() -> scorer.label(rounded(row))));
            double[][] rows = {{1, 2}, row};
            assertEquals(refusal(() -> model.probabilities(rows)), refusal(() -> scorer.score(rows)));
        }
        var three = new double[3];
        assertEquals(
                refusal(() -> model.probabilities(new double[] {1, 2}, new double[2])),
                refusal(() -> scorer.score(new double[] {1, 2}, new double[2])));
        assertEquals(refusal(() -> model.topK(three, 0)), refusal(() -> scorer.top(three, 0)));
        assertTrue(assertThrows(NullPointerException.class, () -> scorer.score(new double[][] {{1, 2}, null}))
                .getMessage()
                .startsWith("row 1, counted from 0"));
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
