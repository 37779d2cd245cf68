package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.Vectors;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The L1 and box terms of an objective, beside its smooth part.
 *
 * <pre>
 *   F(x) = f(x) + sum_j s_j |x_j|,   lower_j &lt;= x_j &lt;= upper_j
 * </pre>
 *
 * <p>Arrays have one value per coordinate. The pseudo-gradient is the one-sided derivative of F along which it falls, 0
 * where it falls to neither side: Andrew and Gao, Scalable training of L1-regularized log-linear models (2007), eq. 4;
 * at a bound it may fall to one side only. Where there is neither term it is the gradient.
 */
public final class L1BoxTerms {
    private final double[] strengths;
    private final double[] lower;
    private final double[] upper;
    private final boolean isNone;

    /**
     * The terms of an objective.
     *
     * @param strengths s, one per coordinate, 0 or more; not copied
     * @param lower one per coordinate, 0 or less; not copied
     * @param upper one per coordinate, 0 or more; not copied
     */
    public L1BoxTerms(double[] strengths, double[] lower, double[] upper) {
        this.strengths = strengths;
        this.lower = lower;
        this.upper = upper;
        this.isNone = Arrays.stream(strengths).allMatch(strength -> strength == 0)
                && Arrays.stream(lower).allMatch(bound -> bound == Double.NEGATIVE_INFINITY)
                && Arrays.stream(upper).allMatch(bound -> bound == Double.POSITIVE_INFINITY);
    }

    /**
     * Whether the objective is smooth.
     *
     * @return true if no coordinate has a strength above 0 or a finite bound
     */
    public boolean isNone() {
        return isNone;
    }

    /**
     * How far a point is from being optimal: the largest absolute component of the pseudo-gradient.
     *
     * @param point x, of any shape, in c order
     * @param gradient of f there, of the same shape
     * @return 0 at the optimum; NaN if a component of the gradient is
     */
    public double optimalityNorm(INDArray point, INDArray gradient) {
        return isNone
                ? Vectors.maxNorm(Vectors.flat(gradient))
                : largest(pseudoGradient(Vectors.toArray(point), Vectors.toArray(gradient)));
    }

    static double largest(double[] pseudoGradient) {
        double largest = 0;
        for (double component : pseudoGradient) {
            largest = Math.max(largest, Math.abs(component)); // NaN stays NaN
        }
        return largest;
    }

    /**
     * The L1 term.
     *
     * @param point x, of any shape, in c order
     * @return sum_j s_j |x_j|
     */
    public double value(INDArray point) {
        return isNone ? 0 : value(Vectors.toArray(point));
    }

    /** sum_j s_j |x_j| */
    double value(double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += strengths[j] * Math.abs(x[j]);
        }
        return sum;
    }

    /** The point nearest to x between the bounds. */
    void clamp(double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = Math.min(upper[j], Math.max(lower[j], x[j]));
        }
    }

    double[] pseudoGradient(double[] x, double[] gradient) {
        var pseudo = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            double slope = slope(x[j], gradient[j], strengths[j]);
            boolean isHeld = (x[j] >= upper[j] && slope < 0) || (x[j] <= lower[j] && slope > 0);
            pseudo[j] = isHeld ? 0 : slope;
        }
        return pseudo;
    }

    private static double slope(double x, double gradient, double strength) {
        if (x != 0) {
            return gradient + Math.signum(x) * strength;
        }
        double right = gradient + strength;
        double left = gradient - strength;
        return right < 0 ? right : Math.max(0, left);
    }

    /** The free set: 1 where x_j may move, 0 where it stays at 0 or at a bound. */
    double[] free(double[] x, double[] pseudoGradient) {
        var free = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            boolean isZero = x[j] == 0 && strengths[j] > 0;
            boolean isAtBound = x[j] >= upper[j] || x[j] <= lower[j];
            free[j] = (isZero || isAtBound) && pseudoGradient[j] == 0 ? 0 : 1;
        }
        return free;
    }

    /** The slope of F at the end of a step, by the way it was reached. */
    double slopeAtEnd(double[] from, double[] to, double[] gradientAtEnd) {
        double slope = 0;
        for (int j = 0; j < from.length; j++) {
            double side = from[j] != 0 ? Math.signum(from[j]) : Math.signum(to[j]);
            slope += (gradientAtEnd[j] + strengths[j] * side) * (to[j] - from[j]);
        }
        return slope;
    }

    /** The orthant projection of a trial point: no coordinate crosses 0 where it has a strength, or a bound. */
    void project(double[] trial, double[] x, double[] pseudoGradient) {
        for (int j = 0; j < x.length; j++) {
            if (strengths[j] > 0) {
                double side = x[j] != 0 ? Math.signum(x[j]) : -Math.signum(pseudoGradient[j]);
                if (trial[j] * side <= 0) {
                    trial[j] = 0;
                }
            }
        }
        clamp(trial);
    }
}
