package io.github.softmax4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    /** Probability 0.9 for the class that is predicted. */
    private static Evaluation evaluation(ClassLabels classes, int[] labels, int[] predictions, double... weights) {
        INDArray logProbabilities = Nd4j.valueArrayOf(new long[] {labels.length, classes.size()}, Math.log(0.01));
        for (int row = 0; row < labels.length; row++) {
            logProbabilities.putScalar(row, predictions[row], Math.log(0.9));
        }
        return Evaluation.of(classes, labels, weights, logProbabilities);
    }

    /** The example of scikit-learn's documentation of classification_report, to the letter. */
    @Test
    void reportIsThatOfScikitLearn() {
        ClassLabels classes = ClassLabels.inOrder(List.of("class 0", "class 1", "class 2"));
        Evaluation evaluation =
                evaluation(classes, new int[] {0, 1, 2, 2, 2}, new int[] {0, 0, 2, 2, 1}, 1, 1, 1, 1, 1);
        String expected = """
                              precision    recall  f1-score   support

                     class 0       0.50      1.00      0.67         1
                     class 1       0.00      0.00      0.00         1
                     class 2       1.00      0.67      0.80         3

                    accuracy                           0.60         5
                   macro avg       0.50      0.56      0.49         5
                weighted avg       0.70      0.60      0.61         5
                """;
        assertEquals(expected, evaluation.report());
    }

    /** The example of f1_score: macro 0.26, weighted 0.26; of precision_score: 0.22; of recall_score: 0.33. */
    @Test
    void meansAreThoseOfScikitLearn() {
        ClassLabels classes = ClassLabels.inOrder(List.of("0", "1", "2"));
        Evaluation evaluation =
                evaluation(classes, new int[] {0, 1, 2, 0, 1, 2}, new int[] {0, 2, 1, 0, 0, 1}, 1, 1, 1, 1, 1, 1);
        assertEquals(0.2667, evaluation.macroF1(), 1e-4);
        assertEquals(0.2667, evaluation.weightedF1(), 1e-4);
        assertEquals(0.2222, evaluation.macro().precision(), 1e-4);
        assertEquals(0.3333, evaluation.macro().recall(), 1e-4);
        assertEquals(0.8, evaluation.f1("0"), 1e-15);
        assertEquals(0, evaluation.f1("1"));
    }

    @Test
    void classesAreFoundByName() {
        Evaluation evaluation = evaluate(1, 1, 1, 1, 1);
        for (String name : CLASSES.names()) {
            int k = CLASSES.indexOf(name);
            assertEquals(evaluation.precision(k), evaluation.precision(name));
            assertEquals(evaluation.recall(k), evaluation.recall(name));
            assertEquals(evaluation.f1(k), evaluation.f1(name));
        }
        assertEquals(2, evaluation.support("a"));
        assertEquals(0, evaluation.support("unused"));
        String message = assertThrows(IllegalArgumentException.class, () -> evaluation.f1("Unusd"))
                .getMessage();
        assertTrue(message.contains("'Unusd'; the nearest: 'unused'"), message);
    }

    /** A row of weight 3 counts as that row three times in every score, and one of weight 0 not at all. */
    @Test
    void weightsCountAsRepeatedRows() {
        int[] labels = {0, 1, 1, 2, 0};
        int[] predictions = {0, 1, 2, 2, 1};
        Evaluation weighted = evaluation(CLASSES, labels, predictions, 3, 1, 2, 1, 0);
        Evaluation repeated = evaluation(
                CLASSES, new int[] {0, 0, 0, 1, 1, 1, 2}, new int[] {0, 0, 0, 1, 2, 2, 2}, 1, 1, 1, 1, 1, 1, 1);
        for (int k = 0; k < 3; k++) {
            assertEquals(repeated.scores(k), weighted.scores(k));
        }
        assertEquals(repeated.weighted(), weighted.weighted());
        assertEquals(repeated.macro(), weighted.macro());
        assertEquals(weighted.accuracy(), weighted.weighted().recall(), 1e-15);
        assertEquals(1, weighted.confusion().get(1).get(2), "counted without weights");
        assertEquals(3, weighted.support("b"));
        assertTrue(
                evaluation(CLASSES, labels, predictions, 0.5, 1, 2, 1, 0)
                        .report()
                        .contains("      0.50\n"),
                "a support that is no whole number");
    }

    @Test
    void reportIsOneLineAClass() {
        ClassLabels odd = ClassLabels.inOrder(List.of("a\nb", "a very long name of a class"));
        String report =
                evaluation(odd, new int[] {0, 1}, new int[] {0, 1}, 1, 1).report(4);
        assertEquals(8, report.lines().count(), report);
        assertTrue(report.contains("a?b     1.0000    1.0000    1.0000         1"), report);
        assertThrows(
                IllegalArgumentException.class, () -> evaluate(1, 1, 1, 1, 1).report(-1));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Evaluation.of(CLASSES, new int[] {0}, new double[] {1}, logProbabilities()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Evaluation.of(CLASSES, LABELS, new double[] {1}, logProbabilities()));
    }

    @Test
    void tellsItselfInOneLine() {
        assertEquals(
                "Evaluation[5 rows, 4 classes, accuracy 0.6000, log-loss 0.8619, macro F1 0.4333]",
                evaluate(1, 1, 1, 1, 1).toString());
    }
}
