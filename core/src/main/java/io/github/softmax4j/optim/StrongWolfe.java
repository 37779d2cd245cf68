package io.github.softmax4j.optim;

/**
 * A line search that is told values and slopes, and says which step length it wants to know next.
 *
 * <p>With phi(a) = f(x + a d), a step length a is accepted if
 *
 * <pre>
 *   phi(a) &lt;= phi(0) + c1 a phi'(0)          it goes down enough
 *   |phi'(a)| &lt;= c2 |phi'(0)|                it goes far enough
 * </pre>
 *
 * <p>Nocedal and Wright, Numerical Optimization (2006), algorithms 3.5 and 3.6. Values closer together than the noise
 * of the objective are taken as equal, and then slopes alone decide, which are still exact there: Hager and Zhang, A
 * new conjugate gradient method with guaranteed descent (2005), section 4.
 */
final class StrongWolfe {
    private static final double SUFFICIENT_DECREASE = 1e-4; // c1; Nocedal and Wright (2006), section 3.1
    private static final double CURVATURE = 0.9; // c2 for quasi-Newton directions; the same place
    private static final double EXPANSION = 4; // so that a step ten times too short costs two evaluations
    private static final double MARGIN = 0.1; // interpolation keeps this share of the bracket off its ends
    private static final int MOST_EVALUATIONS = 30;

    /** A point on the line. */
    private record Trial(double length, double value, double slope) {}

    private final Trial origin;
    private final double noise;
    private Trial low;
    private Trial high;
    private double next;
    private int evaluations;

    /** What {@link #tell} found. */
    enum Result {
        /** The last step length is good. */
        ACCEPTED,
        /** Ask again. */
        SEARCHING,
        /** There is no acceptable step length that the arithmetic can tell from 0. */
        FAILED
    }

    /**
     * Starts a search.
     *
     * @param value phi(0)
     * @param slope phi'(0), below 0
     * @param firstLength the first step length to try
     * @param noise differences of values up to this mean nothing
     */
    StrongWolfe(double value, double slope, double firstLength, double noise) {
        this.origin = new Trial(0, value, slope);
        this.noise = noise;
        this.low = origin;
        this.next = firstLength;
    }

    /** The step length that is wanted. */
    double ask() {
        return next;
    }

    Result tell(double value, double slope) {
        var trial = new Trial(next, value, slope);
        evaluations++;
        if (isGood(trial)) {
            return Result.ACCEPTED;
        }
        narrow(trial);
        boolean tooNarrow = high != null && Math.abs(high.length - low.length) <= Math.ulp(next) * 4;
        if (evaluations == MOST_EVALUATIONS || tooNarrow || Double.isInfinite(next)) {
            return Result.FAILED;
        }
        return Result.SEARCHING;
    }

    private boolean isGood(Trial trial) {
        return goesDown(trial) && Math.abs(trial.slope) <= -CURVATURE * origin.slope;
    }

    private boolean goesDown(Trial trial) {
        return trial.value <= origin.value + SUFFICIENT_DECREASE * trial.length * origin.slope + noise;
    }

    /** Keeps a minimum between low, the best point so far, and high; high is null until one is bracketed. */
    private void narrow(Trial trial) {
        boolean worse = !goesDown(trial) || !(trial.value <= low.value + noise);
        if (worse) {
            high = trial;
        } else {
            boolean minimumIsBehind = high == null ? trial.slope >= 0 : trial.slope * (high.length - low.length) >= 0;
            if (minimumIsBehind) {
                high = low;
            }
            low = trial;
        }
        next = high == null ? EXPANSION * trial.length : between();
    }

    /** The minimum of the cubic through both ends, kept off them; the middle where there is no such cubic. */
    private double between() {
        double width = high.length - low.length;
        double cubic = low.length + width * cubicMinimum(width);
        double first = low.length + MARGIN * width;
        double last = high.length - MARGIN * width;
        double smaller = Math.min(first, last);
        double larger = Math.max(first, last);
        if (Double.isNaN(cubic)) {
            return low.length + width / 2;
        }
        return Math.min(larger, Math.max(smaller, cubic));
    }

    /** Nocedal and Wright (2006), eq. 3.59, on the unit interval from low to high. */
    private double cubicMinimum(double width) {
        double lowSlope = low.slope * width;
        double highSlope = high.slope * width;
        double d1 = lowSlope + highSlope - 3 * (high.value - low.value);
        double d2 = Math.sqrt(d1 * d1 - lowSlope * highSlope);
        return 1 - (highSlope + d2 - d1) / (highSlope - lowSlope + 2 * d2);
    }
}
