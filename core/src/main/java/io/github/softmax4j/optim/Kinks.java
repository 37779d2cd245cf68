package io.github.softmax4j.optim;

/**
 * What an objective has beside its smooth part: absolute values, and bounds.
 *
 * <pre>
 *   F(x) = f(x) + sum_j s_j |x_j|,   lower_j &lt;= x_j &lt;= upper_j
 * </pre>
 *
 * <p>Numbers by coordinate, all of one length. The pseudo-gradient is the one-sided derivative of F along which it falls,
 * 0 where it falls to neither side: Andrew and Gao, Scalable training of L1-regularized log-linear models (2007), eq. 4;
 * a bound is a kink whose other side is a wall.
 */
final class Kinks {
    private final double[] strengths;
    private final double[] lower;
    private final double[] upper;

    Kinks(double[] strengths, double[] lower, double[] upper) {
        this.strengths = strengths;
        this.lower = lower;
        this.upper = upper;
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
            boolean wall = (x[j] >= upper[j] && slope < 0) || (x[j] <= lower[j] && slope > 0);
            pseudo[j] = wall ? 0 : slope;
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

    /** 1 where x_j may move; 0 where it sits in a kink, or at a wall that F falls towards. */
    double[] free(double[] x, double[] pseudoGradient) {
        var free = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            boolean inKink = x[j] == 0 && strengths[j] > 0;
            boolean atWall = x[j] >= upper[j] || x[j] <= lower[j];
            free[j] = (inKink || atWall) && pseudoGradient[j] == 0 ? 0 : 1;
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

    /** Moves a trial point back to the face of x: no coordinate crosses 0 where there is a kink, or a bound. */
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
