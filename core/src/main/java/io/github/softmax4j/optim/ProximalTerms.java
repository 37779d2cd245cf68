package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.Vectors;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The terms of an objective that are not smooth, beside its smooth part f.
 *
 * <pre>
 *   F(x) = f(x) + sum_j s_j |x_j| + sum_g s_g |r_g x_g|,   lower_j &lt;= x_j &lt;= upper_j
 * </pre>
 *
 * <p>Arrays have one value per coordinate. The pseudo-gradient is the shortest subgradient of F, 0 at the optimum:
 * one-sided where a coordinate is at 0 or at a bound (Andrew and Gao, Scalable training of L1-regularized log-linear
 * models, 2007, eq. 4); of a group at 0 what of its gradient is longer than s_g (Yuan and Lin, Model selection and
 * estimation in regression with grouped variables, 2006, eq. 2.4). Where there are no terms it is the gradient.
 */
public final class ProximalTerms {
    private final double[] strengths;
    private final double[] lower;
    private final double[] upper;
    private final List<Group> groups;
    private final boolean isNone;

    /**
     * Coordinates that are 0 together or not at all.
     *
     * @param coordinates their numbers, of no other group; they have no strength of their own and no bounds
     * @param rate r, one per coordinate of the group, above 0: the norm is that of the products
     * @param strength s_g, 0 or more
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, not compared
    public record Group(int[] coordinates, double[] rate, double strength) {
        /**
         * The norm that is penalised.
         *
         * @param x all coordinates
         * @return |r_g x_g|
         */
        public double norm(double... x) {
            double sum = 0;
            for (int i = 0; i < coordinates.length; i++) {
                double scaled = rate[i] * x[coordinates[i]];
                sum += scaled * scaled;
            }
            return Math.sqrt(sum);
        }

        /** |r_g to_g| - |r_g from_g|, without cancellation. */
        private double change(double[] from, double[] to) {
            double sum = 0;
            for (int i = 0; i < coordinates.length; i++) {
                int j = coordinates[i];
                sum += rate[i] * rate[i] * (to[j] + from[j]) * (to[j] - from[j]);
            }
            double norms = norm(to) + norm(from);
            return norms > 0 ? sum / norms : 0;
        }

        /** Of a gradient, in the units of the norm. */
        private double dualNorm(double[] gradient) {
            double sum = 0;
            for (int i = 0; i < coordinates.length; i++) {
                double scaled = gradient[coordinates[i]] / rate[i];
                sum += scaled * scaled;
            }
            return Math.sqrt(sum);
        }

        private void toPseudoGradient(double[] x, double[] gradient) {
            double norm = norm(x);
            double shrinkage = norm > 0 ? 1 : Math.max(0, 1 - strength / dualNorm(gradient));
            for (int i = 0; i < coordinates.length; i++) {
                int j = coordinates[i];
                gradient[j] = norm > 0
                        ? gradient[j] + strength * rate[i] * rate[i] * x[j] / norm
                        : shrinkage > 0 ? shrinkage * gradient[j] : 0;
            }
        }
    }

    /**
     * Terms by coordinate.
     *
     * @param strengths s, one per coordinate, 0 or more; not copied
     * @param lower one per coordinate, 0 or less; not copied
     * @param upper one per coordinate, 0 or more; not copied
     */
    public ProximalTerms(double[] strengths, double[] lower, double[] upper) {
        this(strengths, lower, upper, List.of());
    }

    /**
     * Terms by coordinate and by group.
     *
     * @param strengths s, one per coordinate, 0 or more; not copied
     * @param lower one per coordinate, 0 or less; not copied
     * @param upper one per coordinate, 0 or more; not copied
     * @param groups of some coordinates or all
     */
    public ProximalTerms(double[] strengths, double[] lower, double[] upper, List<Group> groups) {
        this.strengths = strengths;
        this.lower = lower;
        this.upper = upper;
        this.groups = List.copyOf(groups);
        this.isNone = groups.stream().allMatch(group -> group.strength == 0)
                && Arrays.stream(strengths).allMatch(strength -> strength == 0)
                && Arrays.stream(lower).allMatch(bound -> bound == Double.NEGATIVE_INFINITY)
                && Arrays.stream(upper).allMatch(bound -> bound == Double.POSITIVE_INFINITY);
    }

    /**
     * Whether the objective is smooth.
     *
     * @return true if there is no strength above 0 and no finite bound
     */
    public boolean isNone() {
        return isNone;
    }

    /**
     * The groups.
     *
     * @return none where all terms are by coordinate
     */
    public List<Group> groups() {
        return groups;
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
     * The terms' value.
     *
     * @param point x, of any shape, in c order
     * @return what F is above f
     */
    public double value(INDArray point) {
        return isNone ? 0 : value(Vectors.toArray(point));
    }

    /**
     * The terms' value.
     *
     * @param x between the bounds
     * @return what F is above f
     */
    public double value(double... x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += strengths[j] * Math.abs(x[j]);
        }
        for (Group group : groups) {
            sum += group.strength * group.norm(x);
        }
        return sum;
    }

    /**
     * By how much the terms grow, without cancellation where that is little.
     *
     * @param from between the bounds
     * @param to between the bounds
     * @return value(to) - value(from)
     */
    public double change(double[] from, double[] to) {
        double sum = 0;
        for (int j = 0; j < from.length; j++) {
            sum += strengths[j] * (Math.abs(to[j]) - Math.abs(from[j]));
        }
        for (Group group : groups) {
            sum += group.strength * group.change(from, to);
        }
        return sum;
    }

    /**
     * The proximal operator in one coordinate: argmin_z curvature (z - x)^2 / 2 + s_j |z| between the bounds. Parikh
     * and Boyd, Proximal algorithms (2014), 6.5.2.
     *
     * @param coordinate j, of no group
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
     * Whether a coordinate of no group is neither at 0, where it has a strength, nor at a bound.
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
        groups.forEach(group -> group.toPseudoGradient(x, pseudo));
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
}
