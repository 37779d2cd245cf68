package io.github.softmax4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.data.ClassLabels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Expected values by hand, with the definitions of scikit-learn. */
class EvaluationTest {
    private static final ClassLabels CLASSES = ClassLabels.of(List.of("a", "b", "c", "unused"));
    private static final int[] LABELS = {0, 0, 1, 1, 2};

    /** Predicts a, b, b, b, a. */
    private static INDArray logProbabilities() {
        return Nd4j.createFromArray(new double[][] {
            {Math.log(0.7), Math.log(0.1), Math.log(0.1), Math.log(0.1)},
            {Math.log(0.2), Math.log(0.5), Math.log(0.2), Math.log(0.1)},
            {Math.log(0.1), Math.log(0.6), Math.log(0.2), Math.log(0.1)},
            {Math.log(0.1), Math.log(0.8), Math.log(0.05), Math.log(0.05)},
            {Math.log(0.6), Math.log(0.1), Math.log(0.2), Math.log(0.1)}
        });
    }

    private static Evaluation evaluate(double... weights) {
        return Evaluation.of(CLASSES, LABELS, weights, logProbabilities());
    }

    @Test
    void countsAndShares() {
        Evaluation evaluation = evaluate(1, 1, 1, 1, 1);
        assertEquals(5, evaluation.rows());
        assertEquals(0.6, evaluation.accuracy(), 1e-15);
        assertEquals(
                -(Math.log(0.7) + Math.log(0.2) + Math.log(0.6) + Math.log(0.8) + Math.log(0.2)) / 5,
                evaluation.logLoss(),
                1e-15);
        assertEquals(
                List.of(
                        List.of(1L, 1L, 0L, 0L),
                        List.of(0L, 2L, 0L, 0L),
                        List.of(1L, 0L, 0L, 0L),
                        List.of(0L, 0L, 0L, 0L)),
                evaluation.confusion());
        assertEquals(0.5, evaluation.precision(0));
        assertEquals(2.0 / 3, evaluation.precision(1), 1e-15);
        assertEquals(0, evaluation.precision(2));
        assertEquals(0.5, evaluation.recall(0));
        assertEquals(1, evaluation.recall(1));
        assertEquals(0, evaluation.recall(3));
        assertEquals(0.5, evaluation.f1(0));
        assertEquals(0.8, evaluation.f1(1), 1e-15);
    }

    @Test
    void macroF1LeavesOutClassesThatDoNotOccur() {
        assertEquals((0.5 + 0.8 + 0) / 3, evaluate(1, 1, 1, 1, 1).macroF1(), 1e-15);
    }

    @Test
    void weightsCountInAccuracyAndLoss() {
        Evaluation evaluation = evaluate(3, 0, 0, 0, 1);
        assertEquals(0.75, evaluation.accuracy(), 1e-15);
        assertEquals(-(3 * Math.log(0.7) + Math.log(0.2)) / 4, evaluation.logLoss(), 1e-15);
    }

    @Test
    void ofEqualScoresTheFirstWins() {
        INDArray scores = Nd4j.createFromArray(new double[][] {{1, 1, 0}, {0, 2, 2}});
        assertArrayEquals(new int[] {0, 1}, Evaluation.mostProbable(scores));
    }
}
