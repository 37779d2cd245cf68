package io.github.softmax4j.micrometer;

import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.FitListener;
import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times fits in a registry of Micrometer; each model of a sweep is a fit. One listener may watch many fits,
 * on many threads.
 *
 * <pre>
 *   softmax4j.fit          timer, of descents; tags: solver, stop.reason (a name of StopReason)
 *   softmax4j.iterations   counter, of accepted steps, or epochs of SGD; tag: solver
 *   softmax4j.evaluations  counter, of evaluations of objectives, or mini-batches of SGD; tag: solver
 * </pre>
 *
 * <p>Needs {@code io.micrometer:micrometer-core} on the class path, which the library does not bring along.
 *
 * <p>For example:
 *
 * <pre>{@code
 * MeterRegistry registry = new SimpleMeterRegistry(); // or that of the application
 * FitOptions options = FitOptions.none().withListener(new MicrometerListener(registry));
 * SoftmaxRegression.withDefaults().fit(training, options);
 * double seconds = registry.get("softmax4j.fit").timer().totalTime(TimeUnit.SECONDS);
 * }</pre>
 */
public final class MicrometerListener implements FitListener {
    private static final String SOLVER = "solver";

    private final MeterRegistry registry;

    /**
     * Counts in a registry.
     *
     * @param registry of the application
     */
    public MicrometerListener(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry must not be null");
    }

    @Override
    public void ended(FitRun run, ModelOfFit model, Convergence convergence) {
        String solver = run.solver();
        String reason = convergence.stopReason().name();
        registry.timer("softmax4j.fit", SOLVER, solver, "stop.reason", reason)
                .record((long) (convergence.seconds() * 1e9), TimeUnit.NANOSECONDS);
        registry.counter("softmax4j.iterations", SOLVER, solver).increment(convergence.iterations());
        registry.counter("softmax4j.evaluations", SOLVER, solver).increment((double) convergence.evaluations());
    }
}
