package io.github.softmax4j.metrics;

import io.github.softmax4j.data.Features;
import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Goes through log-probabilities once, on the heap, as many rows at a time as are kept for ROC curves at most. */
final class ScorePass {
    private final int[] labels;
    private final double[] weights;
    private final INDArray logProbabilities;
    private final int classes;
    private final int mostKept;

    ScorePass(int[] labels, double[] weights, INDArray logProbabilities, int mostKept) {
        this.labels = labels;
        this.weights = weights;
        this.logProbabilities = logProbabilities;
        this.classes = logProbabilities.columns();
        this.mostKept = mostKept;
    }

    /** Adds all rows up, and keeps them if they are not too many. */
    LateScores run(ProbabilitySums sums) {
        int blockRows = Math.max(1, mostKept / classes);
        if (labels.length <= blockRows) {
            return new LateScores(add(0, labels.length, sums));
        }
        double squares = 0;
        for (int first = 0; first < labels.length; first += blockRows) {
            int end = Math.min(labels.length, first + blockRows);
            squares += add(first, end, sums).squares();
        }
        return new LateScores(classes, squares, absence());
    }

    private String absence() {
        return String.format(
                Locale.ROOT,
                "ROC curves are made of at most %,d probabilities, but %,d rows x %,d classes are more",
                mostKept,
                labels.length,
                classes);
    }

    private KeptScores add(int first, int end, ProbabilitySums sums) {
        double[] values = Features.onHeap(logProbabilities, first, end);
        requireNumbers(values, first);
        for (int row = first; row < end; row++) {
            sums.add(labels[row], weights[row], values, (row - first) * classes);
        }
        return new KeptScores(
                Arrays.copyOfRange(labels, first, end), Arrays.copyOfRange(weights, first, end), values, classes);
    }

    private void requireNumbers(double[] values, int first) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException("log-probabilities must be numbers, but row " + (first + i / classes)
                        + ", column " + i % classes + " is NaN");
            }
        }
    }
}
