package io.github.softmax4j;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A curve over the penalties of a sweep, such as the optima, known so far and wanted at the next one.
 *
 * <p>Optima are smooth in log lambda: the next one is looked for on the polynomial through the last of them.
 */
final class PenaltyPath {
    /** What is wrong with the points known is in the one looked for so many times at most: for four at equal distances 15. */
    private static final double MOST_AMPLIFICATION = 24;

    private final double[] places;
    private final int mostPoints;
    private final Deque<INDArray> latest = new ArrayDeque<>();
    private int known;
    private boolean isAside;

    /**
     * Without any point.
     *
     * @param places where points will be, in their order
     * @param mostPoints through how many points the polynomial goes
     */
    PenaltyPath(double[] places, int mostPoints) {
        this.places = places;
        this.mostPoints = mostPoints;
    }

    /** The point at the next place is known. */
    void add(INDArray point) {
        if (isAside) {
            latest.clear();
            isAside = false;
        }
        if (latest.size() == mostPoints) {
            latest.removeFirst();
        }
        latest.addLast(point);
        known++;
    }

    /** A point at the next place that is not on the curve: it serves as long as there is no other. */
    void addAside(INDArray point) {
        latest.clear();
        latest.addLast(point);
        known++;
        isAside = true;
    }

    /** What the point at the next place will be, about; at least one must be known. */
    INDArray ahead() {
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
     * How much the points at some places count for the value at another: of Lagrange's polynomial through as many of the last ones as does no
     * harm. Places may be far from each other, or infinite.
     */
    static double[] weights(double[] places, double at) {
        for (int first = 0; first < places.length; first++) {
            double[] weights = lagrange(Arrays.copyOfRange(places, first, places.length), at);
            if (Arrays.stream(weights).map(Math::abs).sum() <= MOST_AMPLIFICATION) {
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
