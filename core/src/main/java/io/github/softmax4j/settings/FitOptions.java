package io.github.softmax4j.settings;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.FitListener;
import io.github.softmax4j.progress.Step;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What goes along with one fit, beside settings and data.
 *
 * <p>Known elsewhere as: {@code warm_start}, {@code coef_init} and {@code intercept_init} of scikit-learn
 * ({@link #withStart}); {@code early_stopping}, {@code validation_fraction} and {@code n_iter_no_change} of
 * scikit-learn, {@code EarlyStoppingConfiguration} of DL4J ({@link #withValidation}); {@code TrainingListener} of DL4J
 * ({@link #withListener(FitListener)}).
 *
 * <p>For example:
 *
 * <pre>{@code
 * var losses = new ArrayList<Double>();
 * var stopped = new AtomicBoolean();
 * List<Dataset> parts = training.split(0.2, 1);
 * FitOptions options = FitOptions.none()
 *         .withValidation(parts.get(1), FitOptions.DEFAULT_PATIENCE)
 *         .withListener(step -> losses.add(step.objective()))
 *         .withCancellation(stopped::get); // which another thread may set
 * Fit fit = SoftmaxRegression.withDefaults().fit(parts.get(0), options);
 * }</pre>
 *
 * @param start a model to begin from, matched by the names of features and classes; empty to begin from the shares of
 *     the classes
 * @param validation rows whose loss is measured after every step; the model with the lowest is the result; they may
 *     lack classes
 * @param patience training ends when so many steps have not lowered the validation loss, at least 1
 * @param listener told of the fit as it happens, on its thread, and may end it
 * @param cancelled asked after every evaluation, on the thread of the fit; true ends it with CANCELLED, the model being
 *     the best so far. Another thread may be the one that makes it true. Whether it asks or not, a fit whose thread is
 *     interrupted ends in the same way, and the thread stays interrupted.
 * @param checkpoints where the fit writes what it needs to go on after it was killed; empty for nowhere. The listener
 *     of a fit that is resumed is told the steps before again, as fast as they can be read.
 */
public record FitOptions(
        Optional<SoftmaxModel> start,
        Optional<Dataset> validation,
        int patience,
        FitListener listener,
        BooleanSupplier cancelled,
        Optional<Checkpoints> checkpoints) {
    /** The validation loss of L-BFGS is not smooth: ten steps without a lower one are more than a pause. */
    public static final int DEFAULT_PATIENCE = 10;

    /**
     * Checks the options.
     *
     * @param start a model to begin from, matched by name
     * @param validation rows whose loss is measured after every step
     * @param patience training ends when so many steps have not lowered the validation loss, at least 1
     * @param listener told of the fit as it happens
     * @param cancelled asked after every evaluation, on the thread of the fit
     * @param checkpoints where the fit writes what it needs to go on after it was killed
     * @throws IllegalArgumentException if patience is below 1
     */
    public FitOptions {
        Objects.requireNonNull(start, "start must not be null");
        Objects.requireNonNull(validation, "validation must not be null");
        Objects.requireNonNull(listener, "listener must not be null");
        Objects.requireNonNull(cancelled, "cancelled must not be null");
        Objects.requireNonNull(checkpoints, "checkpoints must not be null");
        if (patience < 1) {
            throw new IllegalArgumentException("patience must be at least 1, but is " + patience);
        }
    }

    /**
     * Nothing goes along.
     *
     * @return options to start from
     */
    public static FitOptions none() {
        return new FitOptions(
                Optional.empty(),
                Optional.empty(),
                DEFAULT_PATIENCE,
                FitListener.none(),
                () -> false,
                Optional.empty());
    }

    /**
     * Begins from a model, such as that of last month's rows: where the data have grown a little, that saves most of
     * the passes, and the optimum is the same. Weights go by the names of their features and classes
     * ({@link io.github.softmax4j.model.NameMatch}): those of new features and classes begin at 0, and the others of
     * the model are left out. The fit knows only the rows that it is given, old ones included.
     *
     * @param model has at least one feature and one class of the data, by their names
     * @return new options
     */
    public FitOptions withStart(SoftmaxModel model) {
        Objects.requireNonNull(model, "model must not be null");
        return new FitOptions(Optional.of(model), validation, patience, listener, cancelled, checkpoints);
    }

    /**
     * Measures the loss on other rows, and stops early.
     *
     * @param rows with the features of the training data, and of its classes; some classes may have none
     * @param steps training ends when so many steps have not lowered the validation loss, at least 1
     * @return new options
     */
    public FitOptions withValidation(Dataset rows, int steps) {
        Objects.requireNonNull(rows, "rows must not be null");
        return new FitOptions(start, Optional.of(rows), steps, listener, cancelled, checkpoints);
    }

    /**
     * Watches the steps, instead of who watched before.
     *
     * @param watcher told of every accepted step or epoch
     * @return new options
     */
    public FitOptions withListener(Consumer<Step> watcher) {
        Objects.requireNonNull(watcher, "watcher must not be null");
        return withListener(FitListener.ofSteps(watcher));
    }

    /**
     * Watches all there is to see, and may end it, instead of who watched before: {@link FitListener#and} is for two.
     *
     * @param watcher told of the fit as it happens
     * @return new options
     */
    public FitOptions withListener(FitListener watcher) {
        Objects.requireNonNull(watcher, "watcher must not be null");
        return new FitOptions(start, validation, patience, watcher, cancelled, checkpoints);
    }

    /**
     * Can be cancelled.
     *
     * @param question asked after every evaluation; true ends the fit
     * @return new options
     */
    public FitOptions withCancellation(BooleanSupplier question) {
        Objects.requireNonNull(question, "question must not be null");
        return new FitOptions(start, validation, patience, listener, question, checkpoints);
    }

    /**
     * Writes checkpoints, or goes on from them.
     *
     * @param value where, and how often
     * @return new options; a fit with them throws a {@link io.github.softmax4j.progress.CheckpointException} where the
     *     folder has checkpoints of another fit
     */
    public FitOptions withCheckpoints(Checkpoints value) {
        Objects.requireNonNull(value, "value must not be null");
        return new FitOptions(start, validation, patience, listener, cancelled, Optional.of(value));
    }
}
