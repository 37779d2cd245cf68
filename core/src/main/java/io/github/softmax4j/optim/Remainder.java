package io.github.softmax4j.optim;

import java.util.ArrayList;
import java.util.List;

/**
 * How far an objective is from where it is going, by its falls over the last three thirds of its steps, which become smaller about
 * geometrically. Single steps tell too little, as short ones stand between longer ones; for the same reason the slower of both ratios counts.
 *
 * <pre>
 *   n = k / 3,   d_i = f_{k-in-n} - f_{k-in},   q = max(d_0 / d_1, d_1 / d_2),   remainder = d_0 q / (1 - q)
 * </pre>
 */
final class Remainder {
    /** Faster than this is luck: a good start takes away what is easily taken. */
    private static final double FASTEST = 0.3;

    /** Slower than this cannot be told from standing still. */
    private static final double SLOWEST = 0.99;

    private final List<Double> objectives = new ArrayList<>();

    /**
     * Takes notice of a step.
     *
     * @param objective the objective after it
     * @return the remainder; not a number while too little is known, or where rounding hides the falls
     */
    double after(double objective) {
        objectives.add(objective);
        int k = objectives.size() - 1;
        int n = Math.max(1, k / 3);
        if (k < 2 * n) {
            return Double.NaN;
        }
        double last = fall(k, n);
        double before = fall(k - n, n);
        if (!(last > 0 && before > 0)) {
            return Double.NaN;
        }
        double slower = k < 3 * n ? last / before : Math.max(last / before, before / fall(k - 2 * n, n));
        double ratio = Math.min(SLOWEST, Math.max(FASTEST, slower));
        return last * ratio / (1 - ratio);
    }

    private double fall(int step, int steps) {
        return objectives.get(step - steps) - objectives.get(step);
    }
}
