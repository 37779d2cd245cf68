package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MinimizerTest {
    private static final Lbfgs LBFGS = new Lbfgs(10, 0);

    @Test
    void noIterationsEvaluateTheStartOnly() {
        Minimum minimum = Minimizer.minimize(
                TestFunction.ROSENBROCK.objective(),
                LBFGS,
                TestFunction.ROSENBROCK.start(),
                StopRule.iterationsAtMost(0),
                step -> {});
        assertEquals(StopReason.MAX_ITERATIONS, minimum.stopReason());
        assertEquals(1, minimum.evaluations());
        assertEquals(0, minimum.iterations());
        assertEquals(TestFunction.ROSENBROCK.start(), minimum.point());
    }

    @Test
    void cancellationKeepsTheBestPoint() {
        var evaluations = new AtomicInteger();
        Minimum minimum = Minimizer.minimize(
                TestFunction.ROSENBROCK.objective(),
                LBFGS,
                TestFunction.ROSENBROCK.start(),
                StopRule.iterationsAtMost(1000).or(StopRule.cancelledBy(() -> evaluations.incrementAndGet() >= 10)),
                step -> {});
        assertEquals(StopReason.CANCELLED, minimum.stopReason());
        assertEquals(10, minimum.evaluations());
        double value = TestFunction.ROSENBROCK
                .objective()
                .evaluate(minimum.point(), minimum.point().dup());
        assertEquals(minimum.objective(), value);
        assertTrue(value < minimum.history().get(0).objective());
    }

    @Test
    void timeLimitEndsTheDescent() {
        Objective slow = (point, gradient) -> {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return TestFunction.POWELL_SINGULAR.objective().evaluate(point, gradient);
        };
        Minimum minimum = Minimizer.minimize(
                slow,
                LBFGS,
                TestFunction.POWELL_SINGULAR.start(),
                StopRule.gradientAtMost(0).or(StopRule.timeAtMost(Duration.ofMillis(30))),
                step -> {});
        assertEquals(StopReason.TIME_LIMIT, minimum.stopReason());
    }
}
