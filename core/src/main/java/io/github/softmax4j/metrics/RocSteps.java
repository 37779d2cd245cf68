package io.github.softmax4j.metrics;

import java.util.Arrays;

/**
 * The steps of a ROC curve: the weight of rows at each score.
 *
 * <p>The area is the sum of trapezoids, by which a tie of a row of the class and another counts half (Fawcett, An
 * introduction to ROC analysis, 2006, algorithms 1 and 2).
 */
final class RocSteps {
    /** Enough for a drawing of any size that is looked at. */
    private static final int MOST_POINTS = 400;

    private final double[] levels;
    private final double[] hits;
    private final double[] falseAlarms;

    /**
     * Sums up from the highest score down; rates begin at 0.
     *
     * @param levels log-probabilities, rising, all different
     * @param ofClass the weight of the class's rows at each
     * @param ofOthers the weight of other rows at each
     */
    RocSteps(double[] levels, double[] ofClass, double[] ofOthers) {
        this.levels = levels;
        this.hits = sums(ofClass);
        this.falseAlarms = sums(ofOthers);
    }

    private static double[] sums(double... steps) {
        var sums = new double[steps.length + 1];
        for (int i = 1; i < sums.length; i++) {
            sums[i] = sums[i - 1] + steps[steps.length - i];
        }
        return sums;
    }

    RocCurve curve() {
        double allOfClass = hits[hits.length - 1];
        double allOthers = falseAlarms[falseAlarms.length - 1];
        if (allOfClass == 0 || allOthers == 0) {
            return RocCurve.none();
        }
        int[] points = points(allOfClass, allOthers);
        return new RocCurve(
                Arrays.stream(points)
                        .mapToDouble(i -> falseAlarms[i] / allOthers)
                        .toArray(),
                Arrays.stream(points).mapToDouble(i -> hits[i] / allOfClass).toArray(),
                Arrays.stream(points).mapToDouble(this::threshold).toArray(),
                area() / (allOfClass * allOthers));
    }

    private double threshold(int point) {
        return point == 0 ? Double.POSITIVE_INFINITY : Math.exp(levels[levels.length - point]);
    }

    private double area() {
        double area = 0;
        for (int i = 1; i < hits.length; i++) {
            area += (falseAlarms[i] - falseAlarms[i - 1]) * (hits[i] + hits[i - 1]) / 2;
        }
        return area;
    }

    /** All where they are few, else one in each step of the way along both axes, and the last. */
    private int[] points(double allOfClass, double allOthers) {
        int last = hits.length - 1;
        var chosen = new int[Math.min(hits.length, MOST_POINTS)];
        double scale = (MOST_POINTS - 2) / 2.0; // the whole way is 2
        int count = 0;
        for (int i = 0; i <= last; i++) {
            double way = scale * (hits[i] / allOfClass + falseAlarms[i] / allOthers);
            if (hits.length <= MOST_POINTS || i == last || way >= count) {
                chosen[count++] = i;
            }
        }
        return Arrays.copyOf(chosen, count);
    }
}
