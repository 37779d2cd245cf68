package io.github.softmax4j.math;

import java.util.Arrays;

/**
 * The optimum of small problems with an L1 penalty, by accelerated proximal gradient steps in plain double Java, begun
 * again whenever the objective rises. Beck and Teboulle, A fast iterative shrinkage-thresholding algorithm (2009);
 * O'Donoghue and Candes, Adaptive restart for accelerated gradient schemes (2015).
 *
 * @param objective the lowest mean loss with lambda times the absolute values of the weights
 * @param zeros how many weights are 0 there
 */
public record PlainLasso(double objective, int zeros) {
    private static final int MOST_STEPS = 200_000;

    /**
     * Computes it.
     *
     * @param features rows x features, of means near 0 and deviations near 1
     * @param labels one per row
     */
    public static PlainLasso optimum(double[][] features, int[] labels, int classes, double lambda) {
        return optimum(features, labels, classes, lambda, new int[0]);
    }

    /**
     * Computes it with lambda sqrt(p) times the norms of groups of p features each, in place of absolute values.
     *
     * @param groups how many features each has, in their order; none for absolute values
     */
    public static PlainLasso optimum(double[][] features, int[] labels, int classes, double lambda, int... groups) {
        var ones = new double[labels.length];
        Arrays.fill(ones, 1);
        double step = 1 / lipschitz(features);
        var point = new double[features[0].length + 1][classes];
        double[][] ahead = point;
        double momentum = 1;
        double value = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_STEPS; i++) {
            double[][] gradient =
                    PlainSoftmax.sum(ahead, features, labels, ones).gradient();
            double[][] next = proximalStep(ahead, gradient, step / labels.length, step * lambda, groups);
            double there = PlainSoftmax.sum(next, features, labels, ones).loss() / labels.length
                    + penalty(next, lambda, groups);
            if (there > value) {
                momentum = 1;
                ahead = point;
                value = Double.POSITIVE_INFINITY;
                continue;
            }
            double moved = distance(next, point);
            double nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            ahead = combination(next, point, (momentum - 1) / nextMomentum);
            momentum = nextMomentum;
            point = next;
            value = there;
            if (moved < 1e-8) {
                return new PlainLasso(value, zeros(point));
            }
        }
        throw new IllegalStateException("no optimum after " + MOST_STEPS + " steps");
    }

    /** The largest eigenvalue of the Hessian is at most half of that of X'X / n, which is at most its trace. */
    private static double lipschitz(double[][] features) {
        int size = features[0].length + 1;
        var vector = new double[size];
        Arrays.fill(vector, 1);
        double norm = 0;
        for (int i = 0; i < 100; i++) {
            var image = new double[size];
            for (double[] row : features) {
                double dot = vector[size - 1];
                for (int j = 0; j < size - 1; j++) {
                    dot += row[j] * vector[j];
                }
                for (int j = 0; j < size; j++) {
                    image[j] += (j < size - 1 ? row[j] : 1) * dot / features.length;
                }
            }
            double length = Math.sqrt(Arrays.stream(image).map(v -> v * v).sum());
            norm = length;
            vector = Arrays.stream(image).map(v -> v / length).toArray();
        }
        return 0.5 * 1.1 * norm;
    }

    /** Soft thresholds after a step down the gradient; the intercept, the last row, has none. */
    private static double[][] proximalStep(
            double[][] from, double[][] gradient, double step, double threshold, int... groups) {
        var next = new double[from.length][from[0].length];
        for (int j = 0; j < from.length; j++) {
            for (int k = 0; k < from[j].length; k++) {
                double moved = from[j][k] - step * gradient[j][k];
                boolean isPlain = j == from.length - 1 || groups.length > 0;
                next[j][k] = isPlain ? moved : Math.signum(moved) * Math.max(0, Math.abs(moved) - threshold);
            }
        }
        int first = 0;
        for (int size : groups) {
            double norm = norm(next, first, size);
            double factor = Math.max(0, 1 - threshold * Math.sqrt(size) / norm);
            for (int j = first; j < first + size; j++) {
                for (int k = 0; k < next[j].length; k++) {
                    next[j][k] *= factor;
                }
            }
            first += size;
        }
        return next;
    }

    private static double norm(double[][] point, int first, int size) {
        return Math.sqrt(Arrays.stream(point)
                .skip(first)
                .limit(size)
                .flatMapToDouble(Arrays::stream)
                .map(weight -> weight * weight)
                .sum());
    }

    private static double penalty(double[][] point, double lambda, int... groups) {
        double sum = 0;
        int first = 0;
        for (int size : groups) {
            sum += Math.sqrt(size) * norm(point, first, size);
            first += size;
        }
        return lambda
                * (groups.length > 0
                        ? sum
                        : Arrays.stream(point)
                                .limit(point.length - 1L)
                                .flatMapToDouble(Arrays::stream)
                                .map(Math::abs)
                                .sum());
    }

    private static int zeros(double[][] point) {
        return (int) Arrays.stream(point)
                .limit(point.length - 1L)
                .flatMapToDouble(Arrays::stream)
                .filter(weight -> weight == 0)
                .count();
    }

    private static double distance(double[][] left, double[][] right) {
        double largest = 0;
        for (int j = 0; j < left.length; j++) {
            for (int k = 0; k < left[j].length; k++) {
                largest = Math.max(largest, Math.abs(left[j][k] - right[j][k]));
            }
        }
        return largest;
    }

    private static double[][] combination(double[][] next, double[][] before, double factor) {
        var sum = new double[next.length][next[0].length];
        for (int j = 0; j < next.length; j++) {
            for (int k = 0; k < next[j].length; k++) {
                sum[j][k] = next[j][k] + factor * (next[j][k] - before[j][k]);
            }
        }
        return sum;
    }
}
