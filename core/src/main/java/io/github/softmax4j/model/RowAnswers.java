package io.github.softmax4j.model;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.math.ClassBlocks;
import io.github.softmax4j.math.HeapSoftmax;
import io.github.softmax4j.math.HeapWeights;
import io.github.softmax4j.math.ModelWeights;
import io.github.softmax4j.math.RowProduct;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a model says about single rows, on the Java heap (docs/decisions/0017).
 *
 * <p>In double, which takes one row no longer than float would, and loses no digit where features lie far from 0; in
 * float only where there is much to multiply, model and row are of float, and that keeps the digits.
 */
final class RowAnswers {
    /** The number of a row that is in no batch. */
    static final int ALONE = -1;

    private final ModelWeights weights;
    private final ClassLabels classes;
    private final List<String> featureNames;
    private final boolean isFloat;

    RowAnswers(ModelWeights weights, DataType type, ClassLabels classes, List<String> featureNames) {
        this.weights = weights;
        this.classes = classes;
        this.featureNames = featureNames;
        this.isFloat = type == DataType.FLOAT;
    }

    /** The winner of a row, whose number in messages is {@link #ALONE} or that in a batch. */
    Prediction predict(float[] row, int number) {
        requireFit(row, row == null ? 0 : row.length, number);
        RowWork work = work();
        RowProduct product = productInFloat(row);
        if (product == null) {
            return predict(logitsInDouble(row, work, number));
        }
        float[] logits = logitsInFloat(product, row, work);
        int best = HeapSoftmax.mostProbable(logits, classes.size());
        return prediction(best, 1 / product.toPowers(logits, classes.size()));
    }

    float[] probabilities(float[] row, int number) {
        var result = new float[classes.size()];
        probabilities(row, number, result);
        return result;
    }

    /** All probabilities of a row. */
    void probabilities(float[] row, int number, float[] into) {
        requireFit(row, row == null ? 0 : row.length, number);
        RowWork work = work();
        RowProduct product = productInFloat(row);
        if (product == null) {
            HeapSoftmax.probabilities(logitsInDouble(row, work, number), into);
            return;
        }
        float[] powers = logitsInFloat(product, row, work);
        float scale = (float) (1 / product.toPowers(powers, into.length));
        for (int k = 0; k < into.length; k++) {
            into[k] = powers[k] * scale;
        }
    }

    /** The most probable classes of a row, best first. */
    List<Prediction> topK(float[] row, int k) {
        requireFit(row, row == null ? 0 : row.length, ALONE);
        RowWork work = work();
        RowProduct product = productInFloat(row);
        if (product == null) {
            return topK(logitsInDouble(row, work, ALONE), k);
        }
        float[] powers = logitsInFloat(product, row, work);
        for (int i = 0; i < classes.size(); i++) {
            work.logits[i] = powers[i];
        }
        int[] best = largest(work.logits, Math.min(k, classes.size()));
        double sum = product.toPowers(powers, classes.size());
        return predictions(best, index -> powers[index] / sum);
    }

    /** Null where it is not the faster way, or float not enough. */
    private RowProduct productInFloat(float[] row) {
        RowProduct product = isFloat ? weights.rowProduct().orElse(null) : null;
        return product != null && weights.onHeapInFloat().suffice(row) ? product : null;
    }

    private static float[] logitsInFloat(RowProduct product, float[] row, RowWork work) {
        product.logits(row, work.turn(), work.logitsInFloat);
        return work.logitsInFloat;
    }

    private double[] logitsInDouble(float[] row, RowWork work, int number) {
        for (int j = 0; j < row.length; j++) {
            work.row[j] = row[j];
        }
        logitsInDouble(work.row, work.logits, number);
        return work.logits;
    }

    /** Computes the logits of a row, all finite. */
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
        return RowWork.of(featureNames.size(), ClassBlocks.padded(classes.size()));
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
        return predictions(best, index -> logits[index] / sum);
    }

    private List<Prediction> predictions(int[] indices, IntToDoubleFunction probability) {
        return IntStream.of(indices)
                .mapToObj(index -> prediction(index, probability.applyAsDouble(index)))
                .toList();
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

    Prediction prediction(int index, double probability) {
        return new Prediction(classes.names().get(index), probability);
    }
}
