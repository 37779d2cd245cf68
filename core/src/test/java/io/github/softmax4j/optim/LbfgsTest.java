package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class LbfgsTest {
    private static final Lbfgs LBFGS = new Lbfgs(10, Lbfgs.DOUBLE_NOISE);

    private static Minimum minimize(TestFunction function, Optimizer optimizer, StopRule rule) {
        return Minimizer.minimize(function.objective(), new Task(optimizer, function.start(), rule, step -> {}));
    }

    @ParameterizedTest
    @EnumSource(TestFunction.class)
    void findsTheMinimum(TestFunction function) {
        Minimum minimum = minimize(
                function,
                LBFGS,
                StopRule.gradientAtMost(1e-9, Double.POSITIVE_INFINITY).or(StopRule.iterationsAtMost(1000)));
        assertEquals(StopReason.GRADIENT, minimum.convergence().stopReason(), function + ": " + minimum.cause());
        double tolerance = function == TestFunction.POWELL_SINGULAR ? 1e-2 : 1e-6;
        assertArrayEquals(function.minimum(), minimum.point().toDoubleVector(), tolerance);
        assertTrue(
                minimum.convergence().evaluations() < 200, minimum.convergence().evaluations() + " evaluations");
    }

    @ParameterizedTest
    @EnumSource(TestFunction.class)
    void historyNeverRisesAndCountsEverything(TestFunction function) {
        List<Step> heard = new ArrayList<>();
        Minimum minimum = Minimizer.minimize(
                function.objective(),
                new Task(
                        LBFGS,
                        function.start(),
                        StopRule.gradientAtMost(1e-6, Double.POSITIVE_INFINITY).or(StopRule.iterationsAtMost(1000)),
                        heard::add));
        assertEquals(heard, minimum.history());
        for (int i = 0; i < heard.size(); i++) {
            assertEquals(i, heard.get(i).iteration());
            if (i > 0) {
                double before = heard.get(i - 1).objective();
                assertTrue(heard.get(i).objective() <= before * (1 + Lbfgs.DOUBLE_NOISE), "step " + i);
                assertTrue(heard.get(i).evaluations() > heard.get(i - 1).evaluations());
            }
        }
        assertEquals(
                heard.get(heard.size() - 1).evaluations(), minimum.convergence().evaluations());
    }

    /** A quadratic of n dimensions is solved in about n steps once the memory holds n pairs. */
    @Test
    void memoryHoldsTheCurvature() {
        StopRule rule = StopRule.gradientAtMost(1e-8, Double.POSITIVE_INFINITY).or(StopRule.iterationsAtMost(5000));
        long withMemory =
                minimize(TestFunction.STRETCHED_BOWL, LBFGS, rule).convergence().evaluations();
        long without = minimize(TestFunction.STRETCHED_BOWL, new Lbfgs(1, 0), rule)
                .convergence()
                .evaluations();
        assertTrue(withMemory < without, withMemory + " against " + without);
    }

    /** With values that are only good to eight digits, the search must still get near, and must end. */
    @Test
    void endsAtTheNoiseFloor() {
        var random = new Random(1);
        Objective exact = TestFunction.STRETCHED_BOWL.objective();
        Objective noisy =
                (point, gradient) -> (1 + exact.evaluate(point, gradient)) * (1 + 1e-8 * (random.nextDouble() - 0.5));
        Minimum minimum = Minimizer.minimize(
                noisy,
                new Task(
                        new Lbfgs(10, 2e-8),
                        TestFunction.STRETCHED_BOWL.start(),
                        StopRule.gradientAtMost(1e-7, Double.POSITIVE_INFINITY).or(StopRule.iterationsAtMost(2000)),
                        step -> {}));
        assertEquals(StopReason.GRADIENT, minimum.convergence().stopReason(), minimum.cause());
    }

    /** Nothing is lower than the start: the fit says so instead of circling. */
    @Test
    void saysWhenThereIsNoProgress() {
        Objective liar = (point, gradient) -> {
            gradient.assign(1);
            return point.sumNumber().doubleValue() == 4 ? 0 : 1;
        };
        Minimum minimum = Minimizer.minimize(
                liar,
                new Task(LBFGS, TestFunction.STRETCHED_BOWL.start(), StopRule.iterationsAtMost(1000), step -> {}));
        assertEquals(StopReason.NO_PROGRESS, minimum.convergence().stopReason());
        assertArrayEquals(new double[] {1, 1, 1, 1}, minimum.point().toDoubleVector());
    }

    @Test
    void saysWhenTheStartHasNoValue() {
        Objective nowhere = (point, gradient) -> {
            gradient.assign(0);
            return Double.NaN;
        };
        Minimum minimum = Minimizer.minimize(
                nowhere, new Task(LBFGS, TestFunction.BEALE.start(), StopRule.iterationsAtMost(10), step -> {}));
        assertEquals(StopReason.NOT_FINITE, minimum.convergence().stopReason());
        assertTrue(minimum.history().isEmpty());
    }

    @Test
    void doesNotChangeTheStart() {
        INDArray start = TestFunction.ROSENBROCK.start();
        Minimizer.minimize(
                TestFunction.ROSENBROCK.objective(), new Task(LBFGS, start, StopRule.iterationsAtMost(5), step -> {}));
        assertEquals(TestFunction.ROSENBROCK.start(), start);
    }

    @Test
    void checksItsSettings() {
        assertThrows(IllegalArgumentException.class, () -> new Lbfgs(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Lbfgs(1, Double.NaN));
    }
}
