package io.github.softmax4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The scores with the weights of rows: plain definitions in double, and the law that weights are repeated rows. */
class WeightedScoresTest {
    private static final double TOLERANCE = 1e-13;

    private static double[] all(Evaluation evaluation) {
        return new double[] {
            evaluation.accuracy(),
            evaluation.balancedAccuracy(),
            evaluation.logLoss(),
            evaluation.brierScore(),
            evaluation.topKAccuracy(1),
            evaluation.topKAccuracy(2),
            evaluation.matthews(),
            evaluation.cohenKappa(),
            evaluation.calibrationError(),
            evaluation.macroRocAuc(),
            evaluation.weightedRocAuc(),
            evaluation.macroF1(),
            evaluation.weightedF1(),
            evaluation.macro().precision(),
            evaluation.weighted().recall()
        };
    }

    @ParameterizedTest
    @CsvSource({"300, 4, 1", "50, 2, 2", "5, 3, 3", "700, 11, 4"})
    void weightsAreRepeatedRows(int rows, int classes, long seed) {
        RandomPredictions weighted = RandomPredictions.of(rows, classes, seed);
        Evaluation one = weighted.evaluation();
        Evaluation other = weighted.repeated().evaluation();
        assertArrayEquals(all(other), all(one), TOLERANCE);
        assertEquals(other.weightedConfusion(), one.weightedConfusion());
        assertEquals(other.classScores(), one.classScores());
        assertEquals(other.reliability(), one.reliability());
        for (int k = 0; k < classes; k++) {
            RocCurve expected = other.rocCurve(k);
            RocCurve curve = one.rocCurve(k);
            assertArrayEquals(
                    new double[] {expected.area()}, new double[] {curve.area()}, TOLERANCE, "NaN is equal to NaN here");
        }
    }

    @Test
    void scalingAllWeightsChangesNothing() {
        RandomPredictions some = RandomPredictions.of(200, 5, 7);
        double[] small = Arrays.stream(some.weights()).map(w -> 1e-9 * w).toArray();
        Evaluation scaled = Evaluation.of(some.names(), some.labels(), small, some.logProbabilities());
        assertArrayEquals(all(some.evaluation()), all(scaled), 1e-12);
    }

    @Test
    void plainDefinitions() {
        RandomPredictions some = RandomPredictions.of(400, 6, 8);
        Evaluation evaluation = some.evaluation();
        double total = 0;
        double brier = 0;
        double loss = 0;
        double amongThree = 0;
        for (int row = 0; row < some.labels().length; row++) {
            double[] p = some.probabilities()[row];
            int label = some.labels()[row];
            double weight = some.weights()[row];
            total += weight;
            loss -= weight * Math.log(p[label]);
            for (int k = 0; k < p.length; k++) {
                brier += weight * Math.pow(p[k] - (k == label ? 1 : 0), 2);
            }
            long before = IntStream.range(0, p.length)
                    .filter(k -> p[k] > p[label] || (p[k] == p[label] && k < label))
                    .count();
            amongThree += before < 3 ? weight : 0;
        }
        assertEquals(loss / total, evaluation.logLoss(), TOLERANCE);
        assertEquals(brier / total, evaluation.brierScore(), TOLERANCE);
        assertEquals(amongThree / total, evaluation.topKAccuracy(3), TOLERANCE);
        double recalls = IntStream.range(0, 6).mapToDouble(evaluation::recall).sum();
        assertEquals(recalls / 6, evaluation.balancedAccuracy(), TOLERANCE);
    }

    /** In the bins (0, 1/15], (1/15, 2/15], ..., as Guo et al. define them. */
    @Test
    void reliabilityAndItsMeanError() {
        RandomPredictions some = RandomPredictions.of(500, 3, 9);
        Evaluation evaluation = some.evaluation();
        List<ReliabilityBin> bins = evaluation.reliability();
        assertEquals(15, bins.size());
        double error = 0;
        double total = 0;
        for (ReliabilityBin bin : bins) {
            double weight = 0;
            double probability = 0;
            double right = 0;
            for (int row = 0; row < some.labels().length; row++) {
                double[] p = some.probabilities()[row];
                int best = IntStream.range(0, 3)
                        .reduce((a, b) -> p[b] > p[a] ? b : a)
                        .orElseThrow();
                if (p[best] > bin.lower() && p[best] <= bin.upper()) {
                    weight += some.weights()[row];
                    probability += some.weights()[row] * p[best];
                    right += best == some.labels()[row] ? some.weights()[row] : 0;
                }
            }
            assertEquals(weight, bin.weight());
            if (weight > 0) {
                assertEquals(probability / weight, bin.meanProbability(), TOLERANCE);
                assertEquals(right / weight, bin.accuracy(), TOLERANCE);
            } else {
                assertTrue(Double.isNaN(bin.meanProbability()) && Double.isNaN(bin.accuracy()), bin.toString());
            }
            error += Math.abs(right - probability);
            total += weight;
        }
        assertEquals(error / total, evaluation.calibrationError(), TOLERANCE);
        assertEquals(0, bins.get(0).lower());
        assertEquals(1, bins.get(14).upper());
    }

    /** Certainty, and a probability that is too large by rounding, belong to the last bin. */
    @Test
    void probabilitiesOfOneAreInTheLastBin() {
        INDArray logProbabilities = Nd4j.createFromArray(new double[][] {{0, -1e9}, {1e-12, -40}});
        Evaluation evaluation = Evaluation.of(
                ClassLabels.of(List.of("a", "b")), new int[] {0, 1}, new double[] {1, 1}, logProbabilities);
        assertEquals(2, evaluation.reliability().get(14).weight());
        assertEquals(0.5, evaluation.calibrationError(), 1e-9);
    }

    /** Of float, of columns that lie apart, and of a part of a larger array. */
    @Test
    void anyArrayIsReadAlike() {
        RandomPredictions some = RandomPredictions.of(60, 4, 10);
        double[] expected = all(some.evaluation());
        assertArrayEquals(expected, all(some.evaluation(DataType.FLOAT)), 1e-6);
        INDArray columns = some.logProbabilities().dup('f');
        assertArrayEquals(
                expected, all(Evaluation.of(some.names(), some.labels(), some.weights(), columns)), TOLERANCE);
        INDArray wide = Nd4j.concat(1, Nd4j.zeros(DataType.DOUBLE, 60, 3), some.logProbabilities());
        INDArray part = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(3, 7));
        assertArrayEquals(expected, all(Evaluation.of(some.names(), some.labels(), some.weights(), part)), TOLERANCE);
    }

    @Test
    void blocksAreSummedUpAlike() {
        RandomPredictions some = RandomPredictions.of(103, 4, 11);
        Evaluation whole = some.evaluation();
        Evaluation inBlocks =
                Evaluation.of(some.names(), some.labels(), some.weights(), some.logProbabilities(), 4 * 10 + 3);
        assertEquals(whole, inBlocks);
        assertEquals(whole.hashCode(), inBlocks.hashCode());
        assertTrue(whole.rocAbsence().isEmpty());
        assertEquals(
                "ROC curves are made of at most 43 probabilities, but 103 rows x 4 classes are more",
                inBlocks.rocAbsence().orElseThrow());
        assertEquals(whole.brierScore(), inBlocks.brierScore(), TOLERANCE);
        assertTrue(inBlocks.rocCurve(0).isEmpty());
        assertTrue(Double.isNaN(inBlocks.macroRocAuc()) && Double.isNaN(inBlocks.rocAuc(1)));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        INDArray logProbabilities = Nd4j.createFromArray(new double[][] {{-1, -1}, {-1, Double.NaN}});
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Evaluation.of(
                                ClassLabels.of(List.of("a", "b")),
                                new int[] {0, 0},
                                new double[] {1, 1},
                                logProbabilities))
                .getMessage();
        assertEquals("log-probabilities must be numbers, but row 1, column 1 is NaN", message);
        Evaluation evaluation = RandomPredictions.of(5, 2, 1).evaluation();
        assertEquals(
                "k must be 1 or more, but is 0",
                assertThrows(IllegalArgumentException.class, () -> evaluation.topKAccuracy(0))
                        .getMessage());
    }
}
