package io.github.softmax4j.optim;

import java.util.ArrayList;
import java.util.List;

/**
 * What is left of the fall of an objective, by Aitken's extrapolation of the falls over the last three thirds of its
 * steps, which become smaller about geometrically: Stoer and Bulirsch, Introduction to numerical analysis (2002), 5.10.
 * Single steps tell too little, as short ones stand between longer ones; for the same reason the slower of both ratios
 * counts.
 *
 * <pre>
 *   n = k / 3,   d_i = f_{k-in-n} - f_{k-in},   q = max(d_0 / d_1, d_1 / d_2),   left = d_0 q / (1 - q)
 * </pre>
 */
final class AitkenEstimate {
    /** Slower than this is as good as standing still. */
    private static final double SLOWEST = 0.99;

    /** Of falls whose next one is predicted (docs/experiments/0006). */
    private static final double SLOWEST_PREDICTED = 0.7;

    private final double fastest;
    private final List<Double> objectives;

    /**
     * Of no step yet.
     *
     * @param fastest the least ratio that is believed, 0 or more
     */
    AitkenEstimate(double fastest) {
        this(fastest, new ArrayList<>());
    }

    private AitkenEstimate(double fastest, List<Double> objectives) {
        this.fastest = fastest;
        this.objectives = objectives;
    }

    /**
     * Takes notice of a step.
     *
     * @param objective the objective after it
     * @return what is left; NaN while too little is known, or where rounding hides the falls
     */
    double after(double objective) {
        objectives.add(objective);
        return left();
    }

    /**
     * The estimate before a step that is not taken yet.
     *
     * @param predictedDecrease of that step
     * @return what is left without that step; NaN where it is not known, or where the falls shrink slowly: there are
     *     directions then that steps hardly see, and the prediction is too little
     */
    double before(double predictedDecrease) {
        if (!(ratio() <= SLOWEST_PREDICTED)) {
            return Double.NaN;
        }
        List<Double> ahead = new ArrayList<>(objectives);
        ahead.add(objectives.get(steps()) - predictedDecrease);
        return new AitkenEstimate(fastest, ahead).left() + predictedDecrease;
    }

    private double left() {
        double ratio = ratio();
        if (Double.isNaN(ratio)) {
            return Double.NaN;
        }
        double likely = Math.min(SLOWEST, Math.max(fastest, ratio));
        return fall(0) * likely / (1 - likely);
    }

    /** q; NaN where it is not known. */
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
