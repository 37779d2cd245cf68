package io.github.softmax4j.progress;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Watches a fit, a sweep or a cross-validation as it happens, and may end it.
 *
 * <p>All methods are called on the thread of the fit, which waits for them, and what they throw ends the fit and goes
 * to its caller. A cross-validation is two runs, the second of which trains the chosen model on all rows.
 *
 * <p>Known elsewhere as: {@code TrainingListener} of DL4J; {@code Callback} of Keras, XGBoost and LightGBM.
 *
 * <p>For example:
 *
 * <pre>{@code
 * FitListener watcher = new FitListener() {
 *     @Override
 *     public void step(FitRun run, ModelOfFit model, Step step) {
 *         if (step.objective() < 0.1) {
 *             run.stop(); // good enough
 *         }
 *     }
 * };
 * FitOptions options = FitOptions.none().withListener(watcher);
 * Fit fit = SoftmaxRegression.withDefaults().fit(training, options);
 * }</pre>
 */
public interface FitListener {
    /**
     * A run begins; nothing is evaluated yet.
     *
     * @param run what is trained
     */
    default void started(FitRun run) {
        // who wants to know overrides it
    }

    /**
     * A model has taken a step, or an epoch; the first one is its starting point.
     *
     * @param run what is trained
     * @param model which of its models; those of a sweep take turns
     * @param step where it is now
     */
    default void step(FitRun run, ModelOfFit model, Step step) {
        // who wants to know overrides it
    }

    /**
     * A model has ended; the run is over when all of its {@link FitRun#models} have.
     *
     * @param run what is trained
     * @param model which of its models
     * @param convergence how it ended
     */
    default void ended(FitRun run, ModelOfFit model, Convergence convergence) {
        // who wants to know overrides it
    }

    /**
     * Two listeners.
     *
     * @param next told after this one
     * @return both
     */
    default FitListener and(FitListener next) {
        Objects.requireNonNull(next, "next must not be null");
        FitListener first = this;
        return new FitListener() {
            @Override
            public void started(FitRun run) {
                first.started(run);
                next.started(run);
            }

            @Override
            public void step(FitRun run, ModelOfFit model, Step step) {
                first.step(run, model, step);
                next.step(run, model, step);
            }

            @Override
            public void ended(FitRun run, ModelOfFit model, Convergence convergence) {
                first.ended(run, model, convergence);
                next.ended(run, model, convergence);
            }
        };
    }

    /**
     * A listener of steps alone.
     *
     * @param steps told of each step, whichever model took it
     * @return the listener
     */
    static FitListener ofSteps(Consumer<Step> steps) {
        Objects.requireNonNull(steps, "steps must not be null");
        return new FitListener() {
            @Override
            public void step(FitRun run, ModelOfFit model, Step step) {
                steps.accept(step);
            }
        };
    }

    /**
     * Nobody watches.
     *
     * @return does nothing
     */
    static FitListener none() {
        return new FitListener() {};
    }
}
