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

    /** Of falls that are known beforehand (decision 6). */
    private static final double SLOWEST_EXPECTED = 0.7;

    private final List<Double> objectives = new ArrayList<>();

    /**
     * Takes notice of a step.
     *
     * @param objective the objective after it
     * @return the remainder; not a number while too little is known, or where rounding hides the falls
     */
    double after(double objective) {
        objectives.add(objective);
        return remainder();
    }

    /**
     * Looks ahead.
     *
     * @param fall what the next step is expected to bring
     * @return the remainder without that step; not a number as above, or where the falls shrink slowly: there are directions that steps
     *     hardly see then, and what is expected is too little
     */
    double before(double fall) {
        if (!(ratio() <= SLOWEST_EXPECTED)) {
            return Double.NaN;
        }
        int last = objectives.size() - 1;
        objectives.add(objectives.get(last) - fall);
        double remainder = remainder() + fall;
        objectives.remove(last + 1);
        return remainder;
    }

    private double remainder() {
        double ratio = ratio();
        if (Double.isNaN(ratio)) {
            return Double.NaN;
        }
        double likely = Math.min(SLOWEST, Math.max(FASTEST, ratio));
        return fall(0) * likely / (1 - likely);
    }

    /** q; not a number where it is not known. */
    private double ratio() {
        boolean isKnown = steps() >= 2 * third() && fall(0) > 0 && fall(1) > 0;
        if (!isKnown) {
            return Double.NaN;
        }
        double ratio = fall(0) / fall(1);
        return steps() < 3 * third() ? ratio : Math.max(ratio, fall(1) / fall(2));
    }

    /** d_i */
    private double fall(int number) {
        int end = steps() - number * third();
        return objectives.get(end - third()) - objectives.get(end);
    }

    private int third() {
        return Math.max(1, steps() / 3);
    }

    private int steps() {
        return objectives.size() - 1;
    }
}
