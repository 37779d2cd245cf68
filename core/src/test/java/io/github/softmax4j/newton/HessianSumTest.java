package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sum of a Hessian, held against its formula in plain Java. */
class HessianSumTest {
    private static final double TOLERANCE = 1e-13;

    private static double[] random(Random random, int length) {
        return random.doubles(length, -2, 2).toArray();
    }

    /** Rows that add up to 1. */
    private static double[] probabilities(Random random, int rows, int classes) {
        var p = new double[rows * classes];
        for (int i = 0; i < rows; i++) {
            double[] z = random.doubles(classes, -3, 3).map(Math::exp).toArray();
            double sum = Arrays.stream(z).sum();
            for (int k = 0; k < classes; k++) {
                p[i * classes + k] = z[k] / sum;
            }
        }
        return p;
    }

    private static double[] mean(HessianSum sum, double[] x, double[] p, double[] w, int width, int classes) {
        int rows = x.length / width;
        for (int from = 0; from < rows; from += sum.blockRows()) {
            int to = Math.min(rows, from + sum.blockRows());
            sum.add(
                    to - from,
                    Arrays.copyOfRange(x, from * width, to * width),
                    Arrays.copyOfRange(p, from * classes, to * classes),
                    w == null ? null : Arrays.copyOfRange(w, from, to));
        }
        return sum.mean();
    }

    private static double[] plain(double[] x, double[] p, double[] w, int width, int classes) {
        int rows = x.length / width;
        int size = width * classes;
        var hessian = new double[size * size];
        double weightSum = w == null ? rows : Arrays.stream(w).sum();
        for (int i = 0; i < rows; i++) {
            double count = (w == null ? 1 : w[i]) / weightSum;
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    double pa = p[i * classes + a % classes];
                    double pb = p[i * classes + b % classes];
                    double same = a % classes == b % classes ? 1 : 0;
                    hessian[a * size + b] +=
                            count * x[i * width + a / classes] * x[i * width + b / classes] * pa * (same - pb);
                }
            }
        }
        return hessian;
    }

    /** One block, and several of which the last is shorter. */
    @ParameterizedTest
    @CsvSource({"50, 4, 3, false", "50, 4, 3, true", "1, 3, 2, false", "3001, 45, 4, true", "1001, 101, 3, false"})
    void isTheFormula(int rows, int width, int classes, boolean isWeighted) {
        var random = new Random(1);
        double[] x = random(random, rows * width);
        double[] p = probabilities(random, rows, classes);
        double[] w = isWeighted ? random.doubles(rows, 0, 3).toArray() : null;
        try (var sum = new HessianSum(rows, width, classes)) {
            double[] hessian = mean(sum, x, p, w, width, classes);
            assertArrayEquals(plain(x, p, w, width, classes), hessian, TOLERANCE);
        }
    }

    /** Several blocks are several: the test above would else not see what the end of one leaves in the next. */
    @ParameterizedTest
    @CsvSource({"3001, 45, 4", "1001, 101, 3"})
    void takesSeveralBlocks(int rows, int width, int classes) {
        try (var sum = new HessianSum(rows, width, classes)) {
            assertTrue(sum.blockRows() < rows, sum.blockRows() + "");
            assertTrue(rows % sum.blockRows() != 0, sum.blockRows() + "");
        }
    }

    /** Where a class is next to certain, 1 - P is lost in P: its curvature must be left all the same. */
    @ParameterizedTest
    @CsvSource({"1e-20", "1e-40", "1e-200"})
    void curvatureOfCertaintyIsExact(double rest) {
        try (var sum = new HessianSum(1, 1, 2)) {
            sum.add(1, new double[] {3}, new double[] {1, rest}, null);
            double[] hessian = sum.mean();
            assertEquals(9 * rest, hessian[0], 9 * rest * 1e-14);
            assertEquals(9 * rest, hessian[3], 9 * rest * 1e-14);
            assertEquals(-9 * rest, hessian[1], 9 * rest * 1e-14);
        }
    }
}
