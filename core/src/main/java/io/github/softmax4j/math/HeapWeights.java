package io.github.softmax4j.math;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * W and b on the heap, in double, for the product with one row.
 *
 * <pre>
 *   z = x W + b         row x: features, logits z: classes
 * </pre>
 *
 * <p>Classes stand in fours, one four after the other, feature by feature, so that memory is read in order and four
 * sums, two of each kind, are under way at once: one sum would wait for itself at every feature. What is missing in the
 * last four is 0. Immutable.
 */
public final class HeapWeights {
    private static final int FOUR = 4;

    private final int features;
    private final int classes;
    private final double[] fours;
    private final double[] intercept;

    private HeapWeights(int features, int classes) {
        this.features = features;
        this.classes = classes;
        int count = (classes + FOUR - 1) / FOUR;
        this.fours = new double[Math.multiplyExact(count * FOUR, features)];
        this.intercept = new double[count * FOUR];
    }

    /** Of (features + 1) x classes, DOUBLE, dense in c order, the last row the intercept. */
    static HeapWeights of(INDArray matrix) {
        double[] values = matrix.data().asDouble();
        var weights = new HeapWeights(matrix.rows() - 1, matrix.columns());
        for (int j = 0; j < weights.features; j++) {
            for (int k = 0; k < weights.classes; k++) {
                weights.fours[weights.place(j, k)] = values[j * weights.classes + k];
            }
        }
        System.arraycopy(values, weights.features * weights.classes, weights.intercept, 0, weights.classes);
        return weights;
    }

    private int place(int feature, int k) {
        return k / FOUR * FOUR * features + feature * FOUR + k % FOUR;
    }

    /**
     * The number of features.
     *
     * @return 1 or more
     */
    public int features() {
        return features;
    }

    /**
     * The number of classes.
     *
     * @return 1 or more
     */
    public int classes() {
        return classes;
    }

    /**
     * How long an array for logits must be.
     *
     * @return the number of classes or a little more
     */
    public int paddedClasses() {
        return intercept.length;
    }

    /**
     * x W + b.
     *
     * @param row as many features as there are, or more, which do not count
     * @param logits overwritten, {@link #paddedClasses} or more; those behind the classes mean nothing. One that is not
     *     finite is beyond double, or the row is not finite: then none is
     */
    public void logits(double[] row, double[] logits) {
        for (int k = 0; k < classes; k += FOUR) {
            fourLogits(row, k, logits);
        }
    }

    private void fourLogits(double[] x, int k, double[] z) {
        double[] w = fours;
        int at = k * features;
        double a = intercept[k];
        double b = intercept[k + 1];
        double c = intercept[k + 2];
        double d = intercept[k + 3];
        double nextA = 0;
        double nextB = 0;
        double nextC = 0;
        double nextD = 0;
        int j = 0;
        for (; j + 1 < features; j += 2, at += 2 * FOUR) {
            double first = x[j];
            double second = x[j + 1];
            a += first * w[at];
            b += first * w[at + 1];
            c += first * w[at + 2];
            d += first * w[at + 3];
            nextA += second * w[at + 4];
            nextB += second * w[at + 5];
            nextC += second * w[at + 6];
            nextD += second * w[at + 7];
        }
        if (j < features) {
            a += x[j] * w[at];
            b += x[j] * w[at + 1];
            c += x[j] * w[at + 2];
            d += x[j] * w[at + 3];
        }
        z[k] = a + nextA;
        z[k + 1] = b + nextB;
        z[k + 2] = c + nextC;
        z[k + 3] = d + nextD;
    }
}
