package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** Loss, gradient and Hessian of few rows, held against the textbook formulas and differences. */
class HeapRowsTest {
    private static final int ROWS = 31;
    private static final int FEATURES = 4;
    private static final int CLASSES = 3;
    private static final int SIZE = (FEATURES + 1) * CLASSES;
    private static final List<String> NAMES = List.of("a", "b", "c");

    private static final double[][] X = PlainSoftmax.gaussian(ROWS, FEATURES, 1, 1);
    private static final int[] LABELS = PlainSoftmax.labels(ROWS, CLASSES, 2);
    private static final double[][] POINT = PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 1, 3);
    private static final double[] POINT_BY_ROW =
            Arrays.stream(POINT).flatMapToDouble(Arrays::stream).toArray();

    private static Dataset dataset() {
        List<String> labels = Arrays.stream(LABELS).mapToObj(NAMES::get).toList();
        return Dataset.of(Nd4j.createFromArray(X), labels, ClassLabels.inOrder(NAMES));
    }

    private static HeapRows rows(double smoothing) {
        return new HeapRows(dataset(), smoothing, Coordinates.unchanged(FEATURES, true));
    }

    /** Some rows count nothing. */
    private static double[] weights() {
        var random = new Random(4);
        return IntStream.range(0, ROWS)
                .mapToDouble(i -> i % 5 == 0 ? 0 : 0.1 + random.nextDouble())
                .toArray();
    }

    @Test
    void lossAndGradientAreThoseOfTheTextbook() {
        double[] weights = weights();
        double weightSum = Arrays.stream(weights).sum();
        PlainSoftmax.LossAndGradient expected = PlainSoftmax.sum(POINT, X, LABELS, weights);
        var gradient = new double[SIZE];
        assertEquals(expected.loss() / weightSum, rows(0).evaluate(POINT_BY_ROW, weights, gradient), 1e-13);
        for (int i = 0; i < SIZE; i++) {
            assertEquals(expected.gradient()[i / CLASSES][i % CLASSES] / weightSum, gradient[i], 1e-13);
        }
    }

    @Test
    void coordinatesAreThoseOfTheOptimiser() {
        double[] rate = {2, 0, 0.5, 3};
        double[] shift = {1, 2, -3, 0.5};
        var moved = new double[ROWS][FEATURES];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < FEATURES; j++) {
                moved[i][j] = (X[i][j] - shift[j]) * rate[j];
            }
        }
        var ones = new double[ROWS];
        Arrays.fill(ones, 1);
        double expected = PlainSoftmax.sum(POINT, moved, LABELS, ones).loss() / ROWS;
        var rows = new HeapRows(dataset(), 0, Coordinates.of(rate, shift, true));
        assertEquals(expected, rows.evaluate(POINT_BY_ROW, null, new double[SIZE]), 1e-13);
    }

    /** Smoothed labels are soft targets, and of both the gradient is that of differences. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void gradientAndHessianAreDifferences(double smoothing) {
        HeapRows rows = rows(smoothing);
        double[] weights = weights();
        var gradient = new double[SIZE];
        rows.evaluate(POINT_BY_ROW, weights, gradient);
        double[] hessian = rows.hessian(POINT_BY_ROW, weights);
        double h = 1e-5;
        for (int i = 0; i < SIZE; i++) {
            var above = new double[SIZE];
            var below = new double[SIZE];
            double difference =
                    rows.evaluate(moved(i, h), weights, above) - rows.evaluate(moved(i, -h), weights, below);
            assertEquals(difference / (2 * h), gradient[i], 1e-9);
            for (int j = 0; j < SIZE; j++) {
                assertEquals((above[j] - below[j]) / (2 * h), hessian[i * SIZE + j], 1e-9, i + ", " + j);
            }
        }
    }

    private static double[] moved(int coordinate, double by) {
        double[] point = POINT_BY_ROW.clone();
        point[coordinate] += by;
        return point;
    }

    /** Where rows are sure of their classes by 40, what is left of loss and gradient is exp(-40), not rounding. */
    @Test
    void nextToNothingIsExactToo() {
        double[][] x = {{1}, {-1}};
        Dataset two = Dataset.of(x, "right", "left");
        var rows = new HeapRows(two, 0, Coordinates.unchanged(1, true));
        double[] point = {-20, 20, 0, 0}; // classes by name: left, right
        var gradient = new double[4];
        double tiny = Math.exp(-40);
        assertEquals(tiny, rows.evaluate(point, null, gradient), 1e-12 * tiny);
        assertEquals(tiny, gradient[0], 1e-12 * tiny);
        assertEquals(-tiny, gradient[1], 1e-12 * tiny);
        assertEquals(tiny, rows.hessian(point, null)[0], 1e-12 * tiny);
    }

    @Test
    void fewAreSomeMilliseconds() {
        assertTrue(HeapRows.areFew(600, 5, 3));
        assertFalse(HeapRows.areFew(60_000, 784, 10));
    }
}
