package io.github.softmax4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Areas and curves against their definitions: all pairs, and all thresholds. */
class RocCurvesTest {
    private static final ClassLabels TWO = ClassLabels.of(List.of("a", "b"));

    /** The weight of the pairs of a row of the class and another that are in order; ties count half. */
    private static double areaOfPairs(RandomPredictions some, int classIndex) {
        double ordered = 0;
        double all = 0;
        for (int i = 0; i < some.labels().length; i++) {
            for (int j = 0; j < some.labels().length; j++) {
                if (some.labels()[i] == classIndex && some.labels()[j] != classIndex) {
                    double weight = some.weights()[i] * some.weights()[j];
                    int order =
                            Double.compare(some.probabilities()[i][classIndex], some.probabilities()[j][classIndex]);
                    all += weight;
                    ordered += weight * (order + 1) / 2.0;
                }
            }
        }
        return ordered / all;
    }

    @ParameterizedTest
    @CsvSource({"200, 3, 1", "120, 2, 2", "90, 7, 3"})
    void areasAreThoseOfAllPairs(int rows, int classes, long seed) {
        RandomPredictions some = RandomPredictions.of(rows, classes, seed);
        Evaluation evaluation = some.evaluation();
        double sum = 0;
        double weighted = 0;
        for (int k = 0; k < classes; k++) {
            double expected = areaOfPairs(some, k);
            assertEquals(expected, evaluation.rocAuc(k), 1e-14);
            sum += expected;
            weighted += expected * evaluation.scores(k).support();
        }
        assertEquals(sum / classes, evaluation.macroRocAuc(), 1e-14);
        assertEquals(weighted / Arrays.stream(some.weights()).sum(), evaluation.weightedRocAuc(), 1e-14);
    }

    @Test
    void pointsAreTheRatesAtTheirThresholds() {
        RandomPredictions some = RandomPredictions.of(150, 4, 4);
        RocCurve curve = some.evaluation().rocCurve(2);
        double[] thresholds = curve.thresholds();
        for (int point = 0; point < thresholds.length; point++) {
            double found = 0;
            double alarms = 0;
            double ofClass = 0;
            double others = 0;
            for (int row = 0; row < 150; row++) {
                boolean isTaken = some.probabilities()[row][2] >= thresholds[point] - 1e-9;
                double weight = some.weights()[row];
                if (some.labels()[row] == 2) {
                    ofClass += weight;
                    found += isTaken ? weight : 0;
                } else {
                    others += weight;
                    alarms += isTaken ? weight : 0;
                }
            }
            assertEquals(found / ofClass, curve.truePositiveRates()[point], 1e-15);
            assertEquals(alarms / others, curve.falsePositiveRates()[point], 1e-15);
        }
        assertEquals(1, curve.truePositiveRates()[thresholds.length - 1]);
    }

    /** Of normal scores a deviation apart; the area of the drawn points is nearly that of all. */
    @Test
    void manyPointsAreThinned() {
        int rows = 50_000;
        var random = new Random(5);
        var values = new double[rows][];
        var labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(2);
            double logit = random.nextGaussian() + labels[row];
            values[row] = new double[] {-Math.log1p(Math.exp(logit)), -Math.log1p(Math.exp(-logit))};
        }
        var ones = new double[rows];
        Arrays.fill(ones, 1);
        RocCurve curve =
                Evaluation.of(TWO, labels, ones, Nd4j.createFromArray(values)).rocCurve(1);
        double[] x = curve.falsePositiveRates();
        double[] y = curve.truePositiveRates();
        assertTrue(x.length > 300 && x.length <= 400, "points " + x.length);
        assertEquals(0.7602, curve.area(), 0.005, "Phi(1 / sqrt 2)");
        double drawn = 0;
        for (int i = 1; i < x.length; i++) {
            assertTrue(x[i] >= x[i - 1] && y[i] >= y[i - 1], "rates rise");
            assertTrue(x[i] - x[i - 1] + y[i] - y[i - 1] < 0.012, "and evenly");
            drawn += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        }
        assertEquals(curve.area(), drawn, 1e-4);
        assertEquals(2, x[x.length - 1] + y[y.length - 1], 1e-15);
        assertEquals(0, x[0] + y[0]);
    }

    @Test
    void aClassWithoutRowsOrWithoutOthersHasNoCurve() {
        INDArray logProbabilities =
                Nd4j.createFromArray(new double[][] {{-0.1, -3, -4}, {-3, -0.1, -4}, {-2, -0.3, -4}});
        ClassLabels three = ClassLabels.of(List.of("a", "b", "c"));
        Evaluation evaluation = Evaluation.of(three, new int[] {0, 1, 0}, new double[] {1, 1, 1}, logProbabilities);
        assertEquals(0.5 + 0.5, evaluation.rocAuc(0));
        assertTrue(Double.isNaN(evaluation.rocAuc(2)));
        assertTrue(evaluation.rocCurve(2).isEmpty());
        assertArrayEquals(new double[0], evaluation.rocCurve(2).thresholds());
        assertEquals(1, evaluation.macroRocAuc(), "of the classes that have one");
        Evaluation ofOne = Evaluation.of(three, new int[] {0, 1, 0}, new double[] {1, 0, 1}, logProbabilities);
        assertTrue(Double.isNaN(ofOne.rocAuc(0)), "others have no weight");
        assertTrue(Double.isNaN(ofOne.macroRocAuc()));
        assertTrue(Double.isNaN(ofOne.weightedRocAuc()));
    }

    /** Curves are asked for later: whatever the caller does with the arrays meanwhile. */
    @Test
    void theArraysOfTheCallerAreNotKept() {
        RandomPredictions some = RandomPredictions.of(80, 3, 6);
        double expected = areaOfPairs(some, 1);
        int[] labels = some.labels().clone();
        double[] weights = some.weights().clone();
        INDArray logProbabilities = some.logProbabilities();
        Evaluation evaluation = Evaluation.of(some.names(), labels, weights, logProbabilities);
        Arrays.fill(labels, 0);
        Arrays.fill(weights, 1);
        logProbabilities.close();
        assertEquals(expected, evaluation.rocAuc(1), 1e-14);
        evaluation.macroRocAuc();
        assertEquals(expected, evaluation.rocAuc(1), 1e-14, "also when scores are dropped");
        assertEquals(some.evaluation().brierScore(), evaluation.brierScore());
    }

    @Test
    void zeroHasNoSign() {
        INDArray logProbabilities = Nd4j.createFromArray(new double[][] {{0.0, -50}, {-0.0, -50}});
        assertEquals(
                0.5,
                Evaluation.of(TWO, new int[] {0, 1}, new double[] {1, 1}, logProbabilities)
                        .rocAuc(0));
    }
}
