package io.github.softmax4j.training;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Predicts the next optimum on a path of penalties by extrapolation: Allgower and Georg, Introduction to numerical
 * continuation methods (2003), 2.2 and 6.3.
 *
 * <p>Optima are smooth in log lambda: the next one is about on the polynomial through the last of them.
 */
final class PathPredictor {
    /**
     * The Lebesgue constant: errors of the points are in the prediction so many times at most. That of four points at
     * equal distances is 15.
     */
    private static final double LARGEST_LEBESGUE_CONSTANT = 24;

    private final double[] places;
    private final int mostPoints;
    private final Deque<INDArray> latest = new ArrayDeque<>();
    private int known;
    private boolean isOffPath;

    /**
     * Without any point.
     *
     * @param places where points will be, in their order
     * @param mostPoints through how many points the polynomial goes
     */
    PathPredictor(double[] places, int mostPoints) {
        this.places = places;
        this.mostPoints = mostPoints;
    }

    /** The point at the next place is known. */
    void add(INDArray point) {
        if (isOffPath) {
            latest.clear();
            isOffPath = false;
        }
        if (latest.size() == mostPoints) {
            latest.removeFirst();
        }
        latest.addLast(point);
        known++;
    }

    /** A point at the next place that is no optimum: it serves as long as there is no other. */
    void addOffPath(INDArray point) {
        latest.clear();
        latest.addLast(point);
        known++;
        isOffPath = true;
    }

    /** The point at the next place, about; at least one must be known. */
    INDArray predict() {
        double[] weights = weights(Arrays.copyOfRange(places, known - latest.size(), known), places[known]);
        INDArray sum = latest.getLast().ulike().assign(0);
        int place = weights.length - latest.size(); // the first points may be left out
        for (INDArray point : latest) {
            if (place >= 0) {
                try (INDArray part = point.mul(weights[place])) {
                    sum.addi(part);
                }
            }
            place++;
        }
        return sum;
    }

    /**
     * How much the points at some places count for the value at another: of Lagrange's polynomial through as many of
     * the last ones as does no harm. Places may be far from each other, or infinite.
     */
    static double[] weights(double[] places, double at) {
        for (int first = 0; first < places.length; first++) {
            double[] weights = lagrange(Arrays.copyOfRange(places, first, places.length), at);
            if (Arrays.stream(weights).map(Math::abs).sum() <= LARGEST_LEBESGUE_CONSTANT) {
                return weights;
            }
        }
        throw new IllegalArgumentException("there must be at least one place");
    }

    private static double[] lagrange(double[] places, double at) {
        var weights = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            weights[i] = 1;
            for (int j = 0; j < places.length; j++) {
                weights[i] *= i == j ? 1 : (at - places[j]) / (places[i] - places[j]);
            }
        }
        return weights;
    }
}
