package io.github.softmax4j.metrics;

import java.util.Arrays;

/**
 * What Brier score and ROC curves are made of: each row's class, weight and log-probabilities.
 *
 * @param labels the actual class of each row
 * @param weights of the rows
 * @param logProbabilities rows x classes, row by row
 * @param classes how many
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeptScores(int[] labels, double[] weights, double[] logProbabilities, int classes) {
    /** More are not kept: 128 MiB. */
    static final int MOST_VALUES = 1 << 24;

    /** Of all rows the weighted sum of sum_k (p_k - y_k)^2 = sum_k p_k^2 - 2 p_y + 1. */
    double squares() {
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            double ofRow = 1;
            for (int k = 0; k < classes; k++) {
                double probability = Math.exp(logProbabilities[row * classes + k]);
                ofRow += probability * (probability - (k == labels[row] ? 2 : 0));
            }
            sum += weights[row] * ofRow;
        }
        return sum;
    }

    /** By walking down the distinct scores, of which rows with equal ones are one step: their midranks, that is. */
    RocCurve curve(int classIndex) {
        double[] scores = column(classIndex);
        double[] levels = Arrays.stream(scores).sorted().distinct().toArray();
        var ofClass = new double[levels.length];
        var ofOthers = new double[levels.length];
        for (int row = 0; row < labels.length; row++) {
            double[] sums = labels[row] == classIndex ? ofClass : ofOthers;
            sums[Arrays.binarySearch(levels, scores[row])] += weights[row];
        }
        return new RocSteps(levels, ofClass, ofOthers).curve();
    }

    private double[] column(int classIndex) {
        var column = new double[labels.length];
        for (int row = 0; row < column.length; row++) {
            column[row] = logProbabilities[row * classes + classIndex] + 0.0; // -0.0 and 0.0 are one score
        }
        return column;
    }
}
