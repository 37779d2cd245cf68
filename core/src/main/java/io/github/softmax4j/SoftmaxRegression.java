package io.github.softmax4j;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.optim.Step;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Multinomial logistic regression; immutable settings, safe to share.
 *
 * <pre>
 *   minimise (1 / sum w) sum_i w_i (log sum_j exp(W_j x_i + b_j) - W_{y_i} x_i - b_{y_i})  +  (lambda / 2) |W|^2
 * </pre>
 *
 * @param lambda strength of the penalty, 0 or more; scikit-learn's C is 1 / (lambda * rows)
 * @param solver how the minimum is found
 * @param tolerance training ends where no component of the gradient is larger than this; 0 or more
 * @param maxIterations the most accepted steps of the full-batch solver, 0 or more
 * @param timeLimit the most time the descent may take; empty for no limit
 * @param seed of every random choice: the order of mini-batches
 */
public record SoftmaxRegression(
        double lambda, Solver solver, double tolerance, int maxIterations, Optional<Duration> timeLimit, long seed) {
    /** A little shrinkage, so that separable classes have a finite optimum. */
    public static final double DEFAULT_LAMBDA = 1e-4;

    /** Of the gradient of the mean loss; ten times as strict as scikit-learn's default. */
    public static final double DEFAULT_TOLERANCE = 1e-5;

    /** A safety net, not a setting to tune. */
    public static final int DEFAULT_MAX_ITERATIONS = 10_000;

    /**
     * Checks the settings.
     *
     * @param lambda as above
     * @param solver as above
     * @param tolerance as above
     * @param maxIterations as above
     * @param timeLimit as above
     * @param seed as above
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public SoftmaxRegression {
        requireNotNegative("lambda", lambda);
        requireNotNegative("tolerance", tolerance);
        requireNotNegative("maxIterations", maxIterations);
        if (timeLimit.isPresent()
                && (timeLimit.get().isNegative() || timeLimit.get().isZero())) {
            throw new IllegalArgumentException("timeLimit must be above 0, but is " + timeLimit.get());
        }
    }

    private static void requireNotNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and not negative, but is " + value);
        }
    }

    /**
     * The settings to start from.
     *
     * @return L-BFGS, lambda 1e-4, tolerance 1e-5, seed 1
     */
    public static SoftmaxRegression withDefaults() {
        return new SoftmaxRegression(
                DEFAULT_LAMBDA, Solver.lbfgs(), DEFAULT_TOLERANCE, DEFAULT_MAX_ITERATIONS, Optional.empty(), 1);
    }

    /**
     * Sets the strength of the penalty.
     *
     * @param value 0 or more
     * @return new settings
     */
    public SoftmaxRegression withLambda(double value) {
        return new SoftmaxRegression(value, solver, tolerance, maxIterations, timeLimit, seed);
    }

    /**
     * Sets the solver.
     *
     * @param value see {@link Solver}
     * @return new settings
     */
    public SoftmaxRegression withSolver(Solver value) {
        return new SoftmaxRegression(lambda, value, tolerance, maxIterations, timeLimit, seed);
    }

    /**
     * Sets the tolerance.
     *
     * @param value the largest component of the gradient that is as good as 0
     * @return new settings
     */
    public SoftmaxRegression withTolerance(double value) {
        return new SoftmaxRegression(lambda, solver, value, maxIterations, timeLimit, seed);
    }

    /**
     * Sets the most iterations.
     *
     * @param value 0 or more
     * @return new settings
     */
    public SoftmaxRegression withMaxIterations(int value) {
        return new SoftmaxRegression(lambda, solver, tolerance, value, timeLimit, seed);
    }

    /**
     * Sets the time limit.
     *
     * @param value above 0
     * @return new settings
     */
    public SoftmaxRegression withTimeLimit(Duration value) {
        return new SoftmaxRegression(lambda, solver, tolerance, maxIterations, Optional.of(value), seed);
    }

    /**
     * Sets the seed.
     *
     * @param value any number; the same seed gives the same weights on one machine and thread count
     * @return new settings
     */
    public SoftmaxRegression withSeed(long value) {
        return new SoftmaxRegression(lambda, solver, tolerance, maxIterations, timeLimit, value);
    }

    /**
     * Trains.
     *
     * @param dataset rows of at least two classes
     * @return the model, and how it came about
     * @throws IllegalArgumentException if there is only one class
     */
    public Fit fit(Dataset dataset) {
        return fit(dataset, step -> {}, () -> false);
    }

    /**
     * Trains, watched.
     *
     * @param dataset rows of at least two classes
     * @param listener told of every accepted step or epoch as it happens, on this thread
     * @param cancelled asked after every evaluation; true ends the fit with CANCELLED, the model being the best so far
     * @return the model, and how it came about
     * @throws IllegalArgumentException if there is only one class
     */
    public Fit fit(Dataset dataset, Consumer<Step> listener, BooleanSupplier cancelled) {
        if (dataset.classes().size() < 2) {
            throw new IllegalArgumentException("training needs at least two classes, but all rows are '"
                    + dataset.classes().names().get(0) + "'");
        }
        try (var training = new Training(this, dataset)) {
            return training.run(listener, cancelled);
        }
    }
}
