package io.github.softmax4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The examples of scikit-learn's documentation and of its tests, with the values that they give. */
class PublishedScoresTest {
    private static Evaluation ofProbabilities(int[] labels, double[]... probabilities) {
        List<String> names = IntStream.range(0, probabilities[0].length)
                .mapToObj(k -> "k" + k)
                .toList();
        INDArray logProbabilities = Transforms.log(Nd4j.createFromArray(probabilities));
        var ones = new double[labels.length];
        Arrays.fill(ones, 1);
        return Evaluation.of(ClassLabels.inOrder(names), labels, ones, logProbabilities);
    }

    private static Evaluation ofPredictions(int classes, int[] labels, int... predictions) {
        var probabilities = new double[labels.length][classes];
        for (int row = 0; row < labels.length; row++) {
            Arrays.fill(probabilities[row], 0.1 / (classes - 1));
            probabilities[row][predictions[row]] = 0.9;
        }
        return ofProbabilities(labels, probabilities);
    }

    private static int[] repeated(int... valuesAndCounts) {
        return IntStream.range(0, valuesAndCounts.length / 2)
                .flatMap(i -> IntStream.generate(() -> valuesAndCounts[2 * i]).limit(valuesAndCounts[2 * i + 1]))
                .toArray();
    }

    /** brier_score_loss: 0.146...; the labels are eggs, ham, spam. */
    @Test
    void brierScore() {
        double score = ofProbabilities(
                        new int[] {0, 1, 2}, new double[] {0.8, 0.1, 0.1}, new double[] {0.2, 0.7, 0.1}, new double[] {
                            0.2, 0.2, 0.6
                        })
                .brierScore();
        assertEquals((0.06 + 0.14 + 0.24) / 3, score, 1e-15);
        assertEquals(0.146, score, 1e-3);
    }

    /** brier_score_loss of two classes, 0.0375, looks at one of them. */
    @Test
    void brierScoreOfTwoClassesIsTwiceThatOfOne() {
        double[][] probabilities = {{0.9, 0.1}, {0.1, 0.9}, {0.2, 0.8}, {0.7, 0.3}};
        assertEquals(
                2 * 0.0375,
                ofProbabilities(new int[] {0, 1, 1, 0}, probabilities).brierScore(),
                1e-15);
    }

    /** log_loss: 0.21616..., the labels are ham and spam. */
    @Test
    void logLoss() {
        double[][] probabilities = {{0.1, 0.9}, {0.9, 0.1}, {0.8, 0.2}, {0.35, 0.65}};
        assertEquals(
                0.21616, ofProbabilities(new int[] {1, 0, 0, 1}, probabilities).logLoss(), 1e-5);
    }

    @Test
    void balancedAccuracy() {
        assertEquals(
                0.625,
                ofPredictions(2, new int[] {0, 1, 0, 0, 1, 0}, 0, 1, 0, 0, 0, 1).balancedAccuracy(),
                1e-15);
    }

    /** The scores do not sum to 1, as in the example. */
    @Test
    void topKAccuracy() {
        double[][] scores = {{0.5, 0.2, 0.2}, {0.3, 0.4, 0.2}, {0.2, 0.4, 0.3}, {0.7, 0.2, 0.1}};
        Evaluation evaluation = ofProbabilities(new int[] {0, 1, 2, 2}, scores);
        assertEquals(0.75, evaluation.topKAccuracy(2));
        assertEquals(evaluation.accuracy(), evaluation.topKAccuracy(1));
        assertEquals(1, evaluation.topKAccuracy(3));
        assertEquals(1, evaluation.topKAccuracy(100));
    }

    @Test
    void matthews() {
        assertEquals(
                -1.0 / 3, ofPredictions(2, new int[] {1, 1, 1, 0}, 1, 0, 1, 1).matthews(), 1e-15);
        int[] twice = {0, 0, 1, 1, 2, 2};
        assertEquals(1, ofPredictions(3, twice, twice).matthews(), 1e-15);
        assertEquals(-0.5, ofPredictions(3, twice, 2, 2, 0, 0, 1, 1).matthews(), 1e-15);
        assertEquals(
                -12 / Math.sqrt(24 * 16),
                ofPredictions(3, twice, 1, 1, 0, 0, 0, 0).matthews(),
                1e-15);
        assertEquals(0, ofPredictions(4, new int[] {0, 1, 2}, 3, 3, 3).matthews());
        assertEquals(0, ofPredictions(4, new int[] {3, 3, 3}, 0, 1, 2).matthews());
        int[] thrice = {0, 1, 2, 0, 1, 2, 0, 1, 2};
        assertEquals(0, ofPredictions(3, thrice, 1, 1, 1, 2, 2, 2, 0, 0, 0).matthews(), 1e-15);
    }

    /** The user guide; the docstring; Artstein and Poesio (2008), tables 1 and 4, in its tests. */
    @Test
    void cohenKappa() {
        assertEquals(
                0.4285714285714286,
                ofPredictions(3, new int[] {2, 0, 2, 2, 0, 1}, 0, 0, 2, 2, 0, 2).cohenKappa(),
                1e-15);
        assertEquals(
                0.6875,
                ofPredictions(3, new int[] {0, 2, 0, 1, 2}, 0, 2, 0, 1, 0).cohenKappa(),
                1e-15);
        assertEquals(
                0.348,
                ofPredictions(2, repeated(0, 40, 1, 60), repeated(0, 20, 1, 20, 0, 10, 1, 50))
                        .cohenKappa(),
                5e-4);
        assertEquals(
                0.8013,
                ofPredictions(3, repeated(0, 46, 1, 44, 2, 10), repeated(0, 52, 1, 32, 2, 16))
                        .cohenKappa(),
                5e-5);
        assertTrue(Double.isNaN(ofPredictions(2, new int[] {1, 1}, 1, 1).cohenKappa()), "0 / 0");
    }

    /** roc_curve and auc; the probabilities of the other class are 1 - score. */
    @Test
    void rocCurve() {
        Evaluation evaluation = ofProbabilities(
                new int[] {0, 0, 1, 1}, new double[][] {{0.9, 0.1}, {0.6, 0.4}, {0.65, 0.35}, {0.2, 0.8}});
        RocCurve curve = evaluation.rocCurve(1);
        assertArrayEquals(new double[] {0, 0, 0.5, 0.5, 1}, curve.falsePositiveRates());
        assertArrayEquals(new double[] {0, 0.5, 0.5, 1, 1}, curve.truePositiveRates());
        assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, 0.8, 0.4, 0.35, 0.1}, curve.thresholds(), 1e-15);
        assertEquals(0.75, curve.area());
        assertEquals(0.75, evaluation.rocAuc("k1"));
        assertEquals(0.75, evaluation.rocAuc(0), "of two classes they are the same");
        assertEquals(0.75, evaluation.macroRocAuc());
    }

    /** test_multiclass_ovr_roc_auc_toydata; the areas are counted by hand. */
    @Test
    void rocAucOfEachClassAgainstTheRest() {
        Evaluation evaluation = ofProbabilities(
                new int[] {0, 1, 2, 2}, new double[][] {{1, 0, 0}, {0.1, 0.5, 0.4}, {0.1, 0.1, 0.8}, {0.3, 0.3, 0.4}});
        double ofThird = (2 + 1.5) / 4;
        assertEquals(1, evaluation.rocAuc(0));
        assertEquals(1, evaluation.rocAuc(1));
        assertEquals(ofThird, evaluation.rocAuc(2));
        assertEquals((2 + ofThird) / 3, evaluation.macroRocAuc(), 1e-15);
        assertEquals(0.25 + 0.25 + 0.5 * ofThird, evaluation.weightedRocAuc(), 1e-15);
    }
}
