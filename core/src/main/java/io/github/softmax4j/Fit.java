package io.github.softmax4j;

import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.Solver;
import io.github.softmax4j.training.Trained;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What came of training.
 *
 * <p>Known elsewhere as: {@code n_iter_} of scikit-learn ({@link #iterations}); {@code summary} and
 * {@code objectiveHistory} of Spark ({@link #history()}).
 *
 * <p>For example:
 *
 * <pre>{@code
 * var lines = new ArrayList<String>();
 * Fit fit = SoftmaxRegression.withDefaults().fit(training);
 * Convergence convergence = fit.convergence();
 * StopReason reason = convergence.stopReason();
 * if (!reason.converged()) {
 *     throw new IllegalStateException(reason.words() + ": " + fit.cause());
 * }
 * for (Step step : fit.history()) {
 *     lines.add(step.iteration() + ": " + step.objective());
 * }
 * }</pre>
 *
 * @param settings what it was trained with
 * @param model the trained model
 * @param convergence how training ended, at the model's weights, over all rows; loading and the last evaluation are not
 *     in its seconds
 * @param cause why it ended, in words
 * @param logLoss the mean loss without the penalty
 * @param history one step per accepted step
 */
public record Fit(
        SoftmaxRegression settings,
        SoftmaxModel model,
        Convergence convergence,
        String cause,
        double logLoss,
        List<Step> history) {
    /**
     * Copies the history.
     *
     * @param settings what it was trained with
     * @param model the trained model
     * @param convergence how training ended
     * @param cause why it ended, in words
     * @param logLoss the mean loss without the penalty
     * @param history one step per accepted step
     */
    public Fit {
        Objects.requireNonNull(settings, "settings must not be null");
        Objects.requireNonNull(model, "model must not be null");
        Objects.requireNonNull(convergence, "convergence must not be null");
        Objects.requireNonNull(cause, "cause must not be null");
        Objects.requireNonNull(history, "history must not be null");
        history = List.copyOf(history);
    }

    static Fit of(SoftmaxRegression settings, Trained trained) {
        return new Fit(
                settings,
                trained.model(),
                trained.convergence(),
                trained.cause(),
                trained.logLoss(),
                trained.history());
    }

    /**
     * Whether training did what was asked: it converged, or SGD ran all of its epochs.
     *
     * @return false where it was cut short; the model is usable all the same, if its weights are finite
     */
    public boolean isComplete() {
        boolean planned = stopReason() == StopReason.MAX_ITERATIONS && settings.solver() instanceof Solver.MiniBatch;
        return stopReason().converged() || planned;
    }

    /**
     * Why training ended.
     *
     * @return the reason; {@link #cause()} has its words
     */
    public StopReason stopReason() {
        return convergence.stopReason();
    }

    /**
     * The mean loss and the penalty.
     *
     * @return the objective at the model's weights
     */
    public double objective() {
        return convergence.objective();
    }

    /**
     * How far the model is from optimal.
     *
     * @return the largest absolute component of the gradient; with an L1 part or bounds, of the pseudo-gradient
     */
    public double gradientNorm() {
        return convergence.gradientNorm();
    }

    /**
     * The number of steps.
     *
     * @return accepted steps, or epochs of SGD
     */
    public int iterations() {
        return convergence.iterations();
    }

    /**
     * The number of evaluations.
     *
     * @return passes of the objective, or mini-batches of SGD
     */
    public long evaluations() {
        return convergence.evaluations();
    }

    /**
     * The time of the descent.
     *
     * @return seconds
     */
    public double seconds() {
        return convergence.seconds();
    }

    /** The model's size, how training ended, and where; never the history. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Fit[%s, objective %.6g, log-loss %.6g, %.3g seconds]",
                model,
                objective(),
                logLoss,
                seconds());
    }
}
