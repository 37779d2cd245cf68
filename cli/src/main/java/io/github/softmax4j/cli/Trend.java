package io.github.softmax4j.cli;

import java.util.ArrayDeque;
import java.util.OptionalDouble;

/**
 * When a positive number that falls as a power will have fallen to another one: its logarithm is followed along the
 * line of least squares through the later half of what was seen.
 *
 * <pre>
 *   y = log(number),  slope = cov(t, y) / var(t),  left = (y_end - y_last) / slope
 * </pre>
 */
final class Trend {
    /** Fewer are no trend. */
    private static final int FEWEST = 10;

    /** More make it no surer, and each step would wait for them. */
    private static final int MOST = 64;

    /** The share of the variance of y that the line must explain: else there is nothing to follow. */
    private static final double LEAST_EXPLAINED = 0.5;

    private final ArrayDeque<double[]> points = new ArrayDeque<>();
    private int count;

    /** Takes what is seen next; what has no logarithm ends the trend, and another one may begin. */
    void add(double seconds, double number) {
        if (!(number > 0) || Double.isInfinite(number)) {
            points.clear();
            count = 0;
            return;
        }
        points.add(new double[] {seconds, Math.log(number)});
        count++;
        if (points.size() > Math.min(MOST, Math.max(FEWEST, (count + 1) / 2))) {
            points.remove();
        }
    }

    /** Seconds from the last one on; 0 where it has fallen as far, empty where that is not known. */
    OptionalDouble untilBelow(double end) {
        if (points.isEmpty()) {
            return OptionalDouble.empty();
        }
        double wanted = Math.log(end) - points.getLast()[1];
        if (wanted >= 0) {
            return OptionalDouble.of(0);
        }
        return points.size() < FEWEST ? OptionalDouble.empty() : alongTheLine(wanted);
    }

    private OptionalDouble alongTheLine(double wanted) {
        double time = 0;
        double mean = 0;
        for (double[] point : points) {
            time += point[0] / points.size();
            mean += point[1] / points.size();
        }
        double timeVariance = 0;
        double covariance = 0;
        double variance = 0;
        for (double[] point : points) {
            timeVariance += (point[0] - time) * (point[0] - time);
            covariance += (point[0] - time) * (point[1] - mean);
            variance += (point[1] - mean) * (point[1] - mean);
        }
        boolean isFalling = covariance < 0 && covariance * covariance >= LEAST_EXPLAINED * timeVariance * variance;
        return isFalling ? OptionalDouble.of(wanted * timeVariance / covariance) : OptionalDouble.empty();
    }
}
