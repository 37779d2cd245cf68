package io.github.softmax4j.model;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.math.HeapSoftmax;
import io.github.softmax4j.math.HeapWeights;
import io.github.softmax4j.math.ModelWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a model says about single rows, without ND4J, in double whatever the type of the model and the row: for one row
 * that takes no longer than float, and no digit is lost where features lie far from 0.
 */
final class RowAnswers {
    private final ModelWeights weights;
    private final ClassLabels classes;
    private final List<String> featureNames;

    RowAnswers(ModelWeights weights, ClassLabels classes, List<String> featureNames) {
        this.weights = weights;
        this.classes = classes;
        this.featureNames = featureNames;
    }

    /** Reads a row of whatever type; its number in messages is that in a batch, or below 0 for a row alone. */
    RowWork read(float[] row, int number) {
        RowWork work = work(Objects.requireNonNull(row, "row").length, number);
        for (int j = 0; j < row.length; j++) {
            work.row[j] = row[j];
        }
        return work;
    }

    RowWork read(double[] row, int number) {
        RowWork work = work(Objects.requireNonNull(row, "row").length, number);
        System.arraycopy(row, 0, work.row, 0, row.length);
        return work;
    }

    private RowWork work(int length, int number) {
        if (length != featureNames.size()) {
            throw new IllegalArgumentException(
                    place(number) + "must have " + featureNames.size() + " features, but has " + length);
        }
        return RowWork.of(length, weights.onHeap().paddedClasses());
    }

    private static String place(int number) {
        return number < 0 ? "the row " : "row " + number + ", counted from 0, ";
    }

    /** The logits of the row that was read, all finite, in {@link RowWork#logits}. */
    void computeLogits(RowWork work, int number) {
        HeapWeights heap = weights.onHeap();
        heap.logits(work.row, work.logits);
        for (int k = 0; k < heap.classes(); k++) {
            if (!Double.isFinite(work.logits[k])) {
                throw notFinite(work.row, number);
            }
        }
    }

    private IllegalArgumentException notFinite(double[] row, int number) {
        for (int j = 0; j < featureNames.size(); j++) {
            if (!Double.isFinite(row[j])) {
                return new IllegalArgumentException(place(number) + "must be finite, but feature " + j + " ("
                        + featureNames.get(j) + ") is " + row[j]);
            }
        }
        return new IllegalArgumentException(
                place(number) + "is too large for this model: its logits are beyond the largest double");
    }

    Prediction predict(RowWork work, int number) {
        computeLogits(work, number);
        int best = HeapSoftmax.mostProbable(work.logits, classes.size());
        double sum = HeapSoftmax.toPowers(work.logits, classes.size());
        return prediction(best, 1 / sum);
    }

    /** Probabilities, but for the division by the sum that is returned. */
    double powers(RowWork work, int number) {
        computeLogits(work, number);
        return HeapSoftmax.toPowers(work.logits, classes.size());
    }

    List<Prediction> topK(RowWork work, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more, but is " + k);
        }
        computeLogits(work, -1);
        int[] best = largest(work.logits, Math.min(k, classes.size()));
        double sum = HeapSoftmax.toPowers(work.logits, classes.size());
        var predictions = new ArrayList<Prediction>(best.length);
        for (int index : best) {
            predictions.add(prediction(index, work.logits[index] / sum));
        }
        return List.copyOf(predictions);
    }

    /** By insertion; of equal logits the first class comes first. */
    private int[] largest(double[] logits, int count) {
        var best = new int[count];
        for (int k = 0; k < classes.size(); k++) {
            int at = Math.min(k, count);
            while (at > 0 && logits[k] > logits[best[at - 1]]) {
                if (at < count) {
                    best[at] = best[at - 1];
                }
                at--;
            }
            if (at < count) {
                best[at] = k;
            }
        }
        return best;
    }

    private Prediction prediction(int index, double probability) {
        return new Prediction(classes.names().get(index), probability);
    }

    void requireLength(int length) {
        if (length != classes.size()) {
            throw new IllegalArgumentException("the array for probabilities must have room for exactly "
                    + classes.size() + " classes, but has " + length);
        }
    }
}
