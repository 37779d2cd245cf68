package io.github.softmax4j.model;

import io.github.softmax4j.data.Features;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The temperature T by which the probabilities softmax(z / T) have the lowest log-loss on rows.
 *
 * <pre>
 *   L(b) = sum w (log sum_k exp(b z_k) - b z_y)     b = 1 / T, in which L is convex
 *   L'   = sum w (E z - z_y)                        E and Var by the probabilities at b
 *   L''  = sum w Var z
 * </pre>
 *
 * <p>Source: Guo, Pleiss, Sun and Weinberger, On calibration of modern neural networks (2017), section 4.2.
 */
final class TemperatureScaling {
    /** Of b and of 1 / b: what lies beyond is no calibration. */
    private static final double LARGEST = 1 << 20;

    /** Halving alone would need no more: from 2 to the last bit. */
    private static final int MOST_STEPS = 60;

    private static final double PRECISION = 1e-12;

    /** Logits that are on the heap at a time: 2 MiB. */
    private static final int VALUES_AT_A_TIME = 1 << 18;

    private final INDArray logits;
    private final int[] labels;
    private final double[] weights;

    /**
     * Of the rows that it shall fit.
     *
     * @param logits rows x classes, finite
     * @param labels the class of each row
     * @param weights of the rows, not all 0
     */
    TemperatureScaling(INDArray logits, int[] labels, double[] weights) {
        this.logits = logits;
        this.labels = labels;
        this.weights = weights;
    }

    static double checked(double temperature) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be above 0 and finite, but is " + temperature);
        }
        return temperature;
    }

    /**
     * The loss at a point and its derivatives there; how far the logits of labels, and of any class, stand behind those
     * of the most probable class at most.
     */
    private static final class Loss {
        private double value;
        private double slope;
        private double curvature;
        private double largestGap;
        private double largestSpread;

        /** Adds a row; its logits are overwritten with their distances from the largest. */
        void add(double[] row, int label, double weight, double b) {
            if (weight == 0) {
                return;
            }
            double largest = Arrays.stream(row).max().orElseThrow();
            double sum = 0;
            double first = 0;
            double second = 0;
            for (int k = 0; k < row.length; k++) {
                row[k] -= largest;
                double power = Math.exp(b * row[k]);
                sum += power;
                first += power * row[k];
                second += power * row[k] * row[k];
                largestSpread = Math.max(largestSpread, -row[k]);
            }
            double mean = first / sum;
            value += weight * (Math.log(sum) - b * row[label]);
            slope += weight * (mean - row[label]);
            curvature += weight * (second / sum - mean * mean);
            largestGap = Math.max(largestGap, -row[label]);
        }
    }

    /**
     * Finds it: by Newton's steps for the root of L', halving where they leave the bracket.
     *
     * @return 1 where no other is better
     * @throws IllegalArgumentException if there is none: because the label is the most probable class in all rows, or
     *     because the log-loss is lowest where all classes are equally probable; or none from 2^-20 to 2^20
     */
    double temperature() {
        Loss atOne = loss(1);
        if (atOne.largestGap == 0 && atOne.largestSpread > 0) {
            throw new IllegalArgumentException("a temperature must be found on rows of which the model gets some wrong,"
                    + " but of these " + labels.length
                    + " the most probable class is always the label: the lower the temperature, the lower their"
                    + " log-loss");
        }
        double b = atOne.slope < 0 ? above(1) : below(1, atOne);
        return loss(b).value < atOne.value ? 1 / b : 1;
    }

    /** The root lies above: doubles until it does not. */
    private double above(double from) {
        double low = from;
        while (low < LARGEST) {
            if (loss(2 * low).slope >= 0) {
                return root(low, 2 * low);
            }
            low *= 2;
        }
        throw new IllegalArgumentException("the temperature must be at least " + 1 / LARGEST + ", but the log-loss of"
                + " these rows falls further below: the logits of the model hardly differ");
    }

    private double below(double from, Loss at) {
        double high = from;
        Loss loss = at;
        while (high * LARGEST > 1) {
            if (loss.slope == 0) {
                return high;
            }
            loss = loss(high / 2);
            if (loss.slope <= 0) {
                return root(high / 2, high);
            }
            high /= 2;
        }
        throw new IllegalArgumentException("a temperature must be found on rows of which the model knows something, but"
                + " the log-loss of these is lowest where all classes are equally probable");
    }

    /** L' is 0 or less at the lower end, 0 or more at the upper one, and never falls. */
    private double root(double lower, double upper) {
        double low = lower;
        double high = upper;
        double b = (low + high) / 2;
        for (int step = 0; step < MOST_STEPS && high - low > PRECISION * high; step++) {
            Loss loss = loss(b);
            if (loss.slope < 0) {
                low = b;
            } else {
                high = b;
            }
            double next = b - loss.slope / loss.curvature;
            boolean isInside = next > low && next < high;
            if (isInside && Math.abs(next - b) <= PRECISION * b) {
                return next;
            }
            b = isInside ? next : (low + high) / 2;
        }
        return b;
    }

    private Loss loss(double b) {
        int classes = logits.columns();
        int blockRows = Math.max(1, VALUES_AT_A_TIME / classes);
        var row = new double[classes];
        var loss = new Loss();
        for (int first = 0; first < labels.length; first += blockRows) {
            int end = Math.min(labels.length, first + blockRows);
            double[] values = Features.onHeap(logits, first, end);
            for (int i = first; i < end; i++) {
                System.arraycopy(values, (i - first) * classes, row, 0, classes);
                loss.add(row, labels[i], weights[i], b);
            }
        }
        return loss;
    }
}
