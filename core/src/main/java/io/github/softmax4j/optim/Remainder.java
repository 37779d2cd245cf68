package io.github.softmax4j.optim;

import java.util.ArrayList;
import java.util.List;

/**
 * How far an objective is from where it is going, by its falls, which become smaller about geometrically: that over the last third of all steps, and
 * that over the third before. Single steps tell too little, as short ones stand between longer ones.
 *
 * <pre>
 *   n = k / 3,   d = f_{k-n} - f_k,   q = d / (f_{k-2n} - f_{k-n}),   remainder = d q / (1 - q)
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
        double fall = objectives.get(k - n) - objective;
        double fallBefore = objectives.get(k - 2 * n) - objectives.get(k - n);
        if (!(fall > 0 && fallBefore > 0)) {
            return Double.NaN;
        }
        double ratio = Math.min(SLOWEST, Math.max(FASTEST, fall / fallBefore));
        return fall * ratio / (1 - ratio);
    }
}
