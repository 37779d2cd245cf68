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
                : Vectors.maxNorm(pseudoGradient(Vectors.toArray(point), Vectors.toArray(gradient)));
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

    /**
     * The same terms in coordinates that are so many times as large.
     *
     * @param scale one per coordinate, above 0
     * @return s_j / scale_j, bounds times scale_j
     */
    public L1BoxTerms scaled(double... scale) {
        var s = new double[scale.length];
        var l = new double[scale.length];
        var u = new double[scale.length];
        for (int j = 0; j < scale.length; j++) {
            s[j] = strengths[j] / scale[j];
            l[j] = lower[j] * scale[j];
            u[j] = upper[j] * scale[j];
        }
        return new L1BoxTerms(s, l, u);
    }

    /**
     * The proximal operator in one coordinate: argmin_z curvature (z - x)^2 / 2 + s_j |z| between the bounds. Parikh
     * and Boyd, Proximal algorithms (2014), 6.5.2.
     *
     * @param coordinate j
     * @param x any value
     * @param curvature above 0
     * @return z
     */
    public double proximal(int coordinate, double x, double curvature) {
        double threshold = strengths[coordinate] / curvature;
        double shrunk = Math.signum(x) * Math.max(0, Math.abs(x) - threshold);
        return Math.min(upper[coordinate], Math.max(lower[coordinate], shrunk));
    }

    /**
     * Whether a coordinate is neither at 0, where it has a strength, nor at a bound.
     *
     * @param coordinate j
     * @param x where it is
     * @return true if the terms are smooth there
     */
    public boolean isFree(int coordinate, double x) {
        boolean isZero = x == 0 && strengths[coordinate] > 0;
        return !isZero && x > lower[coordinate] && x < upper[coordinate];
    }

    /**
     * The derivative of the L1 term in a free coordinate.
     *
     * @param coordinate j
     * @param x where it is
     * @return s_j or -s_j
     */
    public double slopeAt(int coordinate, double x) {
        return strengths[coordinate] * Math.signum(x);
    }

    /**
     * Whether a free coordinate may go from one value to another on one side of 0, within the bounds.
     *
     * @param coordinate j
     * @param from where it is
     * @param to where it would go
     * @return false if it would cross 0 where it has a strength, or a bound
     */
    public boolean isSameSide(int coordinate, double from, double to) {
        boolean isSameSign = strengths[coordinate] == 0 || from * to > 0;
        return isSameSign && to > lower[coordinate] && to < upper[coordinate];
    }

    /**
     * What the L1 term gains by a step.
     *
     * @param x from where
     * @param step d
     * @return sum_j s_j (|x_j + d_j| - |x_j|)
     */
    public double change(double[] x, double[] step) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += strengths[j] * (Math.abs(x[j] + step[j]) - Math.abs(x[j]));
        }
        return sum;
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
