package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.optim.L1BoxTerms;
import java.util.stream.IntStream;

/**
 * A quadratic model with L1 and box terms, in coordinates in which the Hessian C has a diagonal of 1.
 *
 * <pre>
 *   min_d g'd + d'(C + damping I) d / 2 + sum_j s_j |x_j + d_j|,   lower &lt;= x + d &lt;= upper
 * </pre>
 *
 * <p>Sweeps of coordinate descent find which coordinates are at 0 or at a bound; then the others are solved for at
 * once, and if all signs hold that is the minimum. Friedman, Hastie and Tibshirani, Regularization paths for
 * generalized linear models via coordinate descent (2010); Yuan, Ho and Lin, An improved GLMNET (2012).
 */
final class CompositeModel {
    private static final int MOST_ROUNDS = 100;
    private static final int SWEEPS_A_ROUND = 5;

    /** Of the largest change of a coordinate in a sweep, relative to the largest coordinate: the signs are settled. */
    private static final double SETTLED = 1e-9;

    private final DenseModel hessian;
    private final L1BoxTerms terms;
    private final double[] point;

    CompositeModel(DenseModel hessian, L1BoxTerms terms, double[] point) {
        this.hessian = hessian;
        this.terms = terms;
        this.point = point;
    }

    /** d. */
    double[] minimize(double[] gradient, double damping) {
        var step = new double[hessian.size()];
        double[] slope = gradient.clone(); // g + C d
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double change = 0;
            for (int sweep = 0; sweep < SWEEPS_A_ROUND; sweep++) {
                change = sweep(step, slope, damping);
            }
            if (change <= SETTLED * Vectors.maxNorm(step)) {
                break;
            }
            double[] exact = onFreeCoordinates(gradient, step, damping);
            if (exact != null) {
                return exact;
            }
        }
        return step;
    }

    /** Minimises along one coordinate after the other; returns the largest change. */
    private double sweep(double[] step, double[] slope, double damping) {
        double largest = 0;
        for (int j = 0; j < step.length; j++) {
            double curvature = 1 + damping;
            double at = point[j] + step[j];
            double target = terms.proximal(j, at - (slope[j] + damping * step[j]) / curvature, curvature);
            double change = target - at;
            if (change != 0) {
                step[j] += change;
                if (target == 0) {
                    step[j] = -point[j]; // exactly
                }
                hessian.addRow(slope, change, j);
                largest = Math.max(largest, Math.abs(change));
            }
        }
        return largest;
    }

    /**
     * The minimum if the coordinates that are at 0 or at a bound now stay there; null if they do not, or signs change.
     */
    private double[] onFreeCoordinates(double[] gradient, double[] step, double damping) {
        int[] free = IntStream.range(0, step.length)
                .filter(j -> terms.isFree(j, point[j] + step[j]))
                .toArray();
        if (free.length == 0) {
            return null;
        }
        double[] result = step.clone();
        for (int j : free) {
            result[j] = 0;
        }
        double[] slope = gradient.clone();
        for (int j = 0; j < result.length; j++) {
            if (result[j] != 0) {
                hessian.addRow(slope, result[j], j);
            }
        }
        double[] right = slope.clone();
        for (int j : free) {
            right[j] += terms.slopeAt(j, point[j] + step[j]);
        }
        double[] solution = hessian.solve(free, right, damping);
        for (int i = 0; i < free.length; i++) {
            int j = free[i];
            if (!terms.isSameSide(j, point[j] + step[j], point[j] + solution[i])) {
                return null;
            }
            result[j] = solution[i];
        }
        return isOptimal(gradient, result, free, damping) ? result : null;
    }

    /** Whether no coordinate that is held would rather move. */
    private boolean isOptimal(double[] gradient, double[] step, int[] free, double damping) {
        var isFree = new boolean[step.length];
        for (int j : free) {
            isFree[j] = true;
        }
        double largest = Vectors.maxNorm(gradient);
        for (int j = 0; j < step.length; j++) {
            if (!isFree[j]) {
                double slope = gradient[j] + hessian.rowTimes(j, step) + damping * step[j];
                double at = point[j] + step[j];
                if (Math.abs(terms.proximal(j, at - slope, 1) - at) > SETTLED * largest) {
                    return false;
                }
            }
        }
        return true;
    }
}
