package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.micrometer.MicrometerListener;
import io.github.softmax4j.settings.FitOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Meters are the sums of what the fits say of themselves. */
class MicrometerListenerTest {
    private static final Dataset ROWS =
            Dataset.of(new float[][] {{1, 2}, {2, 1}, {3, 5}, {4, 1}, {2, 2}, {0, 3}}, "a", "b", "a", "b", "b", "a");

    @Test
    void fitsAreCountedByTheirEnd() {
        MeterRegistry registry = new SimpleMeterRegistry();
        FitOptions options = FitOptions.none().withListener(new MicrometerListener(registry));
        SoftmaxRegression regression = SoftmaxRegression.withDefaults();
        List<Fit> sweep = Sweep.of(regression, List.of(1e-2, 1e-1)).fitAll(ROWS, options);
        Fit cut = regression.withMaxIterations(0).fit(ROWS, options);
        assertEquals(
                2 + 1,
                registry.find("softmax4j.fit").timers().stream()
                        .mapToLong(Timer::count)
                        .sum());
        assertEquals(
                1,
                registry.get("softmax4j.fit")
                        .tag("stop.reason", "MAX_ITERATIONS")
                        .timer()
                        .count());
        double seconds = registry.find("softmax4j.fit").tag("solver", "lbfgs").timers().stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
                .sum();
        assertEquals(sweep.get(0).seconds() + sweep.get(1).seconds() + cut.seconds(), seconds, 1e-7);
        assertEquals(
                (double) (sweep.get(0).iterations() + sweep.get(1).iterations()),
                registry.get("softmax4j.iterations").counter().count());
        assertEquals(
                (double) (sweep.get(0).evaluations() + sweep.get(1).evaluations() + cut.evaluations()),
                registry.get("softmax4j.evaluations").counter().count());
    }

    @Test
    void thereMustBeARegistry() {
        assertEquals(
                "registry must not be null",
                assertThrows(NullPointerException.class, () -> new MicrometerListener(null))
                        .getMessage());
    }
}
