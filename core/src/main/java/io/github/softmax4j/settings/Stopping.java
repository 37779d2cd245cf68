package io.github.softmax4j.settings;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * When training ends at the latest.
 *
 * <p>Known elsewhere as: {@code tol} and {@code max_iter} of scikit-learn, {@code tol} and {@code maxIter} of Smile and
 * Spark. Their scales differ: scikit-learn and Smile take the gradient by the weights of the features as they are,
 * Smile that of the summed loss.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Stopping exact = Stopping.byDefault().withTolerance(1e-8).withTimeLimit(Duration.ofMinutes(10));
 * Fit fit = SoftmaxRegression.withDefaults().withStopping(exact).fit(training);
 * boolean foundTheMinimum = fit.stopReason().converged();
 * }</pre>
 *
 * @param tolerance training ends where no component of the gradient is larger than this, 0 or more; of the default
 *     solver by the weights of standardised features, so that their units do not matter; the models of a sweep end
 *     earlier
 * @param maxIterations the most accepted steps of the full-batch solver, 0 or more
 * @param timeLimit the most time that a fit, or a sweep with all its models, may take, what it took before it was
 *     interrupted included; empty for no limit
 */
public record Stopping(double tolerance, int maxIterations, Optional<Duration> timeLimit) {
    /**
     * Of the gradient of the mean loss: about what float can tell. The objective is then within 1e-5 of its optimum.
     */
    public static final double DEFAULT_TOLERANCE = 1e-6;

    /** A safety net, not a setting to tune. */
    public static final int DEFAULT_MAX_ITERATIONS = 10_000;

    /**
     * Checks the settings.
     *
     * @param tolerance training ends
     * @param maxIterations the most accepted steps of the full-batch solver, 0 or more
     * @param timeLimit the most time the descent may take
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public Stopping {
        Objects.requireNonNull(timeLimit, "timeLimit must not be null");
        if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException("tolerance must be finite and not negative, but is " + tolerance);
        }
        if (maxIterations < 0) {
            throw new IllegalArgumentException("maxIterations must not be negative, but is " + maxIterations);
        }
        if (timeLimit.isPresent()
                && (timeLimit.get().isNegative() || timeLimit.get().isZero())) {
            throw new IllegalArgumentException("timeLimit must be above 0, but is " + timeLimit.get());
        }
    }

    /**
     * The default: a tolerance of 1e-6, and no other limit that a fit should ever reach.
     *
     * @return the limits
     */
    public static Stopping byDefault() {
        return new Stopping(DEFAULT_TOLERANCE, DEFAULT_MAX_ITERATIONS, Optional.empty());
    }

    /**
     * Sets the tolerance.
     *
     * @param value the largest component of the gradient that is as good as 0
     * @return new limits
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Stopping withTolerance(double value) {
        return new Stopping(value, maxIterations, timeLimit);
    }

    /**
     * Sets the most iterations.
     *
     * @param value 0 or more
     * @return new limits
     * @throws IllegalArgumentException if it is negative
     */
    public Stopping withMaxIterations(int value) {
        return new Stopping(tolerance, value, timeLimit);
    }

    /**
     * Sets the time limit.
     *
     * @param value above 0
     * @return new limits
     * @throws IllegalArgumentException if it is not above 0
     */
    public Stopping withTimeLimit(Duration value) {
        Objects.requireNonNull(value, "value must not be null");
        return new Stopping(tolerance, maxIterations, Optional.of(value));
    }
}
