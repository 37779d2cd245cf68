package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.progress.StopReason;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ProjectedLbfgsTest {
    private static final StopRule PRECISE =
            StopRule.gradientAtMost(1e-9, Double.POSITIVE_INFINITY).or(StopRule.iterationsAtMost(2000));

    private static ProjectedLbfgs optimizer(int size, double strength, double lower, double upper) {
        return new ProjectedLbfgs(
                10,
                1e-15,
                LinearSolver.none(),
                new L1BoxTerms(filled(size, strength), filled(size, lower), filled(size, upper)));
    }

    private static double[] filled(int size, double value) {
        var values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    /** Without L1 and box terms it is L-BFGS. */
    @ParameterizedTest
    @EnumSource(TestFunction.class)
    void findsTheMinimumOfSmoothFunctions(TestFunction function) {
        int size = function.minimum().length;
        ProjectedLbfgs free = optimizer(size, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        Minimum minimum =
                Minimizer.minimize(function.objective(), new Task(free, function.start(), PRECISE, step -> {}));
        assertEquals(StopReason.GRADIENT, minimum.convergence().stopReason(), minimum.cause());
        double tolerance = function == TestFunction.POWELL_SINGULAR ? 1e-2 : 1e-6;
        assertArrayEquals(function.minimum(), minimum.point().toDoubleVector(), tolerance);
    }

    /** 0.5 |x - a|^2 + s |x|_1 has its minimum where a is moved by s towards 0, and is 0 if it is nearer. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1, 3})
    void softThreshold(double strength) {
        double[] a = {2, -0.75, 0.25, -3, 0};
        Objective bowl = (point, gradient) -> {
            double value = 0;
            double[] x = point.toDoubleVector();
            for (int j = 0; j < a.length; j++) {
                x[j] -= a[j];
                value += x[j] * x[j] / 2;
            }
            gradient.assign(Nd4j.createFromArray(x));
            return value;
        };
        double[] expected = Arrays.stream(a)
                .map(v -> Math.signum(v) * Math.max(0, Math.abs(v) - strength))
                .toArray();
        ProjectedLbfgs lasso = optimizer(5, strength, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        INDArray start = Nd4j.createFromArray(filled(5, 1));
        double[] found = Minimizer.minimize(bowl, new Task(lasso, start, PRECISE, step -> {}))
                .point()
                .toDoubleVector();
        for (int j = 0; j < a.length; j++) {
            assertEquals(expected[j], found[j], 1e-9);
            assertEquals(expected[j] == 0, found[j] == 0, "zeros are exact");
        }
    }

    /** A random convex quadratic with L1 and box terms: the conditions of optimality hold in every coordinate. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void optimalityConditionsHold(long seed) {
        int size = 30;
        var random = new Random(seed);
        var root = new double[size][size];
        var target = new double[size];
        for (int i = 0; i < size; i++) {
            target[i] = 3 * random.nextGaussian();
            for (int j = 0; j < size; j++) {
                root[i][j] = random.nextGaussian();
            }
        }
        double strength = 8;
        Objective quadratic = (point, gradient) -> {
            double[] x = point.toDoubleVector();
            var g = new double[size];
            double value = 0;
            for (int i = 0; i < size; i++) {
                double residual = -target[i];
                for (int j = 0; j < size; j++) {
                    residual += root[i][j] * x[j];
                }
                value += residual * residual / 2;
                for (int j = 0; j < size; j++) {
                    g[j] += residual * root[i][j];
                }
            }
            gradient.assign(Nd4j.createFromArray(g));
            return value;
        };
        double upper = 0.2;
        INDArray start = Nd4j.createFromArray(new double[size]);
        Minimum minimum = Minimizer.minimize(
                quadratic, new Task(optimizer(size, strength, -10, upper), start, PRECISE, step -> {}));
        double[] x = minimum.point().toDoubleVector();
        INDArray gradient = minimum.point().ulike();
        quadratic.evaluate(minimum.point(), gradient);
        int zeros = 0;
        for (int j = 0; j < size; j++) {
            double g = gradient.getDouble(j);
            if (x[j] == 0) {
                zeros++;
                assertTrue(Math.abs(g) <= strength + 1e-6, j + ": " + g);
            } else if (x[j] == upper) {
                assertTrue(g + strength <= 1e-6, j + ": " + g);
            } else {
                assertEquals(0, g + strength * Math.signum(x[j]), 1e-6, j + ": " + x[j]);
            }
            assertTrue(x[j] <= upper);
        }
        assertTrue(zeros > 0 && zeros < size, zeros + " zeros");
    }

    @Test
    void historyNeverRises() {
        ProjectedLbfgs lasso = optimizer(4, 1, -0.5, Double.POSITIVE_INFINITY);
        Minimum minimum = Minimizer.minimize(
                TestFunction.ROSENBROCK.objective(),
                new Task(lasso, TestFunction.ROSENBROCK.start(), PRECISE, step -> {}));
        for (int i = 1; i < minimum.history().size(); i++) {
            double before = minimum.history().get(i - 1).objective();
            assertTrue(minimum.history().get(i).objective() <= before * (1 + 1e-14));
        }
    }

    @Test
    void saysWhenTheStartHasNoValue() {
        Objective nowhere = (point, gradient) -> {
            gradient.assign(0);
            return Double.NaN;
        };
        ProjectedLbfgs lasso = optimizer(2, 1, -1, 1);
        Minimum minimum = Minimizer.minimize(nowhere, new Task(lasso, TestFunction.BEALE.start(), PRECISE, step -> {}));
        assertEquals(StopReason.NOT_FINITE, minimum.convergence().stopReason());
    }
}
