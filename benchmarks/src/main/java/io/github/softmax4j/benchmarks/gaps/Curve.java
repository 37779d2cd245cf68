package io.github.softmax4j.benchmarks.gaps;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The gap to the optimum against seconds, of one contender on one problem.
 *
 * @param who its name
 * @param isOneFit whether one fit told all points; otherwise each is the end of a fit of its own
 * @param points from the start on, at least one
 */
record Curve(String who, boolean isOneFit, List<Point> points) {
    /**
     * Where a fit was.
     *
     * @param seconds of training, above 0
     * @param gap to the lowest objective, as a share of it; a rounding below 0 at the optimum
     */
    record Point(double seconds, double gap) {}

    Point end() {
        return points.get(points.size() - 1);
    }

    /** The least seconds of the points that are so close to the optimum. */
    OptionalDouble secondsTo(double gap) {
        return points.stream()
                .filter(point -> point.gap() <= gap)
                .mapToDouble(Point::seconds)
                .min();
    }
}
