package io.github.softmax4j.benchmarks.gaps;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds places for the labels of a plot, each as near to its point as it can be: labels never overlap each other or the
 * marks at the ends of lines, and keep off the lines where there is room.
 */
final class LabelPlaces {
    private static final double GRID = 3;

    /** Points of distance that a label goes to be off one more point of a line. */
    private static final double COST_OF_INK = 4;

    /** A rectangle; x and y are its left upper corner. */
    record Box(double x, double y, double width, double height) {
        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        boolean has(double[] point) {
            return point[0] > x && point[0] < x + width && point[1] > y && point[1] < y + height;
        }

        double nearestX(double to) {
            return Math.max(x, Math.min(x + width, to));
        }

        double nearestY(double to) {
            return Math.max(y, Math.min(y + height, to));
        }

        double distance(double toX, double toY) {
            return Math.hypot(nearestX(toX) - toX, nearestY(toY) - toY);
        }
    }

    private final Box area;
    private final List<double[]> ink;
    private final List<Box> taken = new ArrayList<>();

    /**
     * An empty plot.
     *
     * @param area where labels may be
     * @param ink pairs x, y along the lines, close enough that no label slips between two of them
     */
    LabelPlaces(Box area, List<double[]> ink) {
        this.area = area;
        this.ink = ink;
    }

    /** Nothing will be put here. */
    void keepFree(Box box) {
        taken.add(box);
    }

    /** The cheapest free place for a label of a point. */
    Box place(double x, double y, double width, double height) {
        Box best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double top = area.y(); top + height <= area.y() + area.height(); top += GRID) {
            for (double left = area.x(); left + width <= area.x() + area.width(); left += GRID) {
                var box = new Box(left, top, width, height);
                double distance = box.distance(x, y);
                if (distance < least && taken.stream().noneMatch(box::overlaps)) {
                    double cost = distance
                            + COST_OF_INK * ink.stream().filter(box::has).count();
                    if (cost < least) {
                        least = cost;
                        best = box;
                    }
                }
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("a plot must have room for its labels, but has " + area);
        }
        taken.add(best);
        return best;
    }
}
