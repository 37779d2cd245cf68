package io.github.softmax4j.model;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.math.FloatWeights;
import io.github.softmax4j.math.HeapSoftmax;
import io.github.softmax4j.math.HeapWeights;
import io.github.softmax4j.math.ModelWeights;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a model says about single rows, on the Java heap (docs/decisions/0017).
 *
 * <p>In double, which takes one row no longer than float would, and loses no digit where features lie far from 0; in
 * float only where there are many classes, model and row are of float, and that keeps the digits.
 */
final class RowAnswers {
    /** The number of a row that is in no batch. */
    static final int ALONE = -1;

    /** With fewer, loops over classes are too short to be worth vectors. */
    private static final int MANY_CLASSES = 32;

    private final ModelWeights weights;
    private final ClassLabels classes;
    private final List<String> featureNames;
    private final boolean mayUseFloat;

    RowAnswers(ModelWeights weights, DataType type, ClassLabels classes, List<String> featureNames) {
        this.weights = weights;
        this.classes = classes;
        this.featureNames = featureNames;
        this.mayUseFloat = type == DataType.FLOAT && classes.size() >= MANY_CLASSES;
    }

    /** Computes the logits of a row, all finite; its number in messages is {@link #ALONE} or that in a batch. */
    RowWork logits(float[] row, int number) {
        requireFit(row, row == null ? 0 : row.length, number);
        RowWork work = work();
        if (mayUseFloat && weights.onHeapInFloat().suffice(row)) {
            logitsInFloat(row, work);
        } else {
            for (int j = 0; j < row.length; j++) {
                work.row[j] = row[j];
            }
            logitsInDouble(work.row, work.logits, number);
        }
        return work;
    }

    /** The same in double. */
    RowWork logits(double[] row, int number) {
        requireFit(row, row == null ? 0 : row.length, number);
        RowWork work = work();
        logitsInDouble(row, work.logits, number);
        return work;
    }

    void requireFit(Object row, int length, int number) {
        if (row == null) {
            throw new NullPointerException((number == ALONE ? "row " : place(number)) + "must not be null");
        }
        if (length != featureNames.size()) {
            throw new IllegalArgumentException(
                    place(number) + "must have " + featureNames.size() + " features, but has " + length);
        }
    }

    private static String place(int number) {
        return number == ALONE ? "the row " : "row " + number + ", counted from 0, ";
    }

    /** Of the calling thread. */
    RowWork work() {
        return RowWork.of(featureNames.size(), weights.onHeap().paddedClasses());
    }

    private void logitsInFloat(float[] row, RowWork work) {
        FloatWeights inFloat = weights.onHeapInFloat();
        inFloat.logits(row, work.logitsInFloat);
        for (int k = 0; k < classes.size(); k++) {
            work.logits[k] = work.logitsInFloat[k];
        }
    }

    private void logitsInDouble(double[] row, double[] logits, int number) {
        HeapWeights inDouble = weights.onHeap();
        inDouble.logits(row, logits);
        for (int k = 0; k < inDouble.classes(); k++) {
            if (!Double.isFinite(logits[k])) {
                throw notFinite(row, number);
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

    /** The winner; logits are overwritten, as in all methods below. */
    Prediction predict(double[] logits) {
        int best = HeapSoftmax.mostProbable(logits, classes.size());
        return prediction(best, 1 / HeapSoftmax.toPowers(logits, classes.size()));
    }

    float[] probabilities(double[] logits) {
        var result = new float[classes.size()];
        HeapSoftmax.probabilities(logits, result);
        return result;
    }

    void probabilities(double[] logits, double[] into) {
        double sum = HeapSoftmax.toPowers(logits, classes.size());
        for (int k = 0; k < into.length; k++) {
            into[k] = logits[k] / sum;
        }
    }

    void requireLength(int length) {
        if (length != classes.size()) {
            throw new IllegalArgumentException("the array for probabilities must have room for exactly "
                    + classes.size() + " classes, but has " + length);
        }
    }

    List<Prediction> topK(double[] logits, int k) {
        int[] best = largest(logits, Math.min(k, classes.size()));
        double sum = HeapSoftmax.toPowers(logits, classes.size());
        var predictions = new ArrayList<Prediction>(best.length);
        for (int index : best) {
            predictions.add(prediction(index, logits[index] / sum));
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
}
