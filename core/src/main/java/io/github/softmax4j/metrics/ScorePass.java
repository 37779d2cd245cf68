package io.github.softmax4j.metrics;

import io.github.softmax4j.data.Features;
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

    /** Adds all rows up. */
    RocCurves run(ProbabilitySums sums) {
        int blockRows = Math.max(1, mostKept / classes);
        if (labels.length <= blockRows) {
            double[] values = Features.onHeap(logProbabilities, 0, labels.length);
            add(values, 0, sums);
            return new RocCurves(new KeptScores(labels.clone(), weights.clone(), values, classes));
        }
        for (int first = 0; first < labels.length; first += blockRows) {
            int end = Math.min(labels.length, first + blockRows);
            add(Features.onHeap(logProbabilities, first, end), first, sums);
        }
        return new RocCurves(
                classes,
                String.format(
                        Locale.ROOT,
                        "ROC curves are made of at most %,d probabilities, but %,d rows x %,d classes are more",
                        mostKept,
                        labels.length,
                        classes));
    }

    private void add(double[] values, int first, ProbabilitySums sums) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException("log-probabilities must be numbers, but row " + (first + i / classes)
                        + ", column " + i % classes + " is NaN");
            }
        }
        for (int i = 0; i < values.length / classes; i++) {
            sums.add(labels[first + i], weights[first + i], values, i * classes);
        }
    }
}
