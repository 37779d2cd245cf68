package io.github.softmax4j.metrics;

import io.github.softmax4j.data.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well predictions fit labels.
 *
 * <p>A class that is never predicted has precision 0, one that never occurs recall 0, as scikit-learn has it by
 * default.
 *
 * @param classes the classes, in the order of the confusion
 * @param rows the number of rows
 * @param accuracy the share of row weight whose most probable class is the label; 0 to 1
 * @param logLoss the weighted mean of -log P(label), in nats; 0 or more
 * @param confusion rows of actual class (first index) and predicted class (second index), counted without weights
 */
public record Evaluation(ClassLabels classes, long rows, double accuracy, double logLoss, List<List<Long>> confusion) {
    /**
     * Compares.
     *
     * @param classes the classes
     * @param labels the actual class of each row
     * @param weights the weight of each row
     * @param logProbabilities rows x classes
     * @return the values
     */
    public static Evaluation of(ClassLabels classes, int[] labels, double[] weights, INDArray logProbabilities) {
        var confusion = new long[classes.size()][classes.size()];
        double weightSum = 0;
        double correct = 0;
        double loss = 0;
        int[] predictions = mostProbable(logProbabilities);
        for (int row = 0; row < labels.length; row++) {
            confusion[labels[row]][predictions[row]]++;
            weightSum += weights[row];
            loss -= weights[row] * logProbabilities.getDouble(row, labels[row]);
            if (labels[row] == predictions[row]) {
                correct += weights[row];
            }
        }
        return new Evaluation(classes, labels.length, correct / weightSum, loss / weightSum, immutable(confusion));
    }

    private static List<List<Long>> immutable(long[][] counts) {
        return Arrays.stream(counts)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    /**
     * The column of the largest value of each row.
     *
     * @param scores rows x classes: logits, probabilities or their logarithms
     * @return one column per row; of equal values the first
     */
    public static int[] mostProbable(INDArray scores) {
        return scores.argMax(1).toIntVector();
    }

    /**
     * Of the rows predicted to be of a class, the share that are.
     *
     * @param classIndex the class
     * @return 0 to 1; 0 if it is never predicted
     */
    public double precision(int classIndex) {
        long predicted = IntStream.range(0, classes.size())
                .mapToLong(k -> count(k, classIndex))
                .sum();
        return ratio(count(classIndex, classIndex), predicted);
    }

    /**
     * Of the rows of a class, the share that are predicted to be.
     *
     * @param classIndex the class
     * @return 0 to 1; 0 if it never occurs
     */
    public double recall(int classIndex) {
        long actual =
                confusion.get(classIndex).stream().mapToLong(Long::longValue).sum();
        return ratio(count(classIndex, classIndex), actual);
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @param classIndex the class
     * @return 0 to 1
     */
    public double f1(int classIndex) {
        double sum = precision(classIndex) + recall(classIndex);
        return sum == 0 ? 0 : 2 * precision(classIndex) * recall(classIndex) / sum;
    }

    /**
     * The mean F1 of the classes that occur in labels or predictions, each counting the same.
     *
     * @return 0 to 1
     */
    public double macroF1() {
        return IntStream.range(0, classes.size())
                .filter(this::occurs)
                .mapToDouble(this::f1)
                .average()
                .orElse(0);
    }

    private boolean occurs(int classIndex) {
        return IntStream.range(0, classes.size()).anyMatch(k -> count(k, classIndex) > 0 || count(classIndex, k) > 0);
    }

    private long count(int actual, int predicted) {
        return confusion.get(actual).get(predicted);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
