package io.github.softmax4j.optim;

/**
 * How far an objective is from where it is going, by the falls of its last steps: they become smaller about geometrically.
 *
 * <pre>
 *   d_k = f_{k-1} - f_k,   q = max(d_k / d_{k-1}, d_{k-1} / d_{k-2}),   remainder = d_k q / (1 - q)
 * </pre>
 */
final class Remainder {
    /** Faster than this is luck: a good start takes away what is easily taken. */
    private static final double FASTEST = 0.3;

    /** Slower than this cannot be told from standing still. */
    private static final double SLOWEST = 0.99;

    private double objective = Double.NaN;
    private double fall = Double.NaN;
    private double ratio = Double.NaN;

    /**
     * Takes notice of a step.
     *
     * @param next the objective after it
     * @return the remainder; not a number while too little is known, or where rounding hides the falls
     */
    double after(double next) {
        double lastFall = objective - next;
        double lastRatio = lastFall / fall;
        double slower = Double.isNaN(ratio) ? lastRatio : Math.max(lastRatio, ratio);
        boolean isKnown = lastFall > 0 && fall > 0;
        objective = next;
        fall = lastFall;
        ratio = lastRatio;
        double q = Math.min(SLOWEST, Math.max(FASTEST, slower));
        return isKnown ? lastFall * q / (1 - q) : Double.NaN;
    }
}
