package io.github.softmax4j.settings;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.Step;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What goes along with one fit, beside settings and data.
 *
 * @param start a model to begin from, matched by the names of features and classes; empty to begin from the shares of
 *     the classes
 * @param validation rows whose loss is measured after every step; the model with the lowest is the result
 * @param patience training ends when so many steps have not lowered the validation loss, at least 1
 * @param listener told of every accepted step or epoch as it happens, on the thread of the fit
 * @param cancelled asked after every evaluation, on the thread of the fit; true ends it with CANCELLED, the model being
 *     the best so far. Another thread may be the one that makes it true.
 */
public record FitOptions(
        Optional<SoftmaxModel> start,
        Optional<Dataset> validation,
        int patience,
        Consumer<Step> listener,
        BooleanSupplier cancelled) {
    /** The validation loss of L-BFGS is not smooth: ten steps without a lower one are more than a pause. */
    public static final int DEFAULT_PATIENCE = 10;

    /**
     * Checks the options.
     *
     * @param start a model to begin from, matched by name
     * @param validation rows whose loss is measured after every step
     * @param patience training ends when so many steps have not lowered the validation loss, at least 1
     * @param listener told of every accepted step or epoch
     * @param cancelled asked after every evaluation, on the thread of the fit
     * @throws IllegalArgumentException if patience is below 1
     */
    public FitOptions {
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
        return new FitOptions(Optional.empty(), Optional.empty(), DEFAULT_PATIENCE, step -> {}, () -> false);
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
        return new FitOptions(Optional.of(model), validation, patience, listener, cancelled);
    }

    /**
     * Measures the loss on other rows, and stops early.
     *
     * @param rows with the features and classes of the training data
     * @param steps training ends when so many steps have not lowered the validation loss, at least 1
     * @return new options
     */
    public FitOptions withValidation(Dataset rows, int steps) {
        return new FitOptions(start, Optional.of(rows), steps, listener, cancelled);
    }

    /**
     * Watches.
     *
     * @param watcher told of every accepted step or epoch
     * @return new options
     */
    public FitOptions withListener(Consumer<Step> watcher) {
        return new FitOptions(start, validation, patience, watcher, cancelled);
    }

    /**
     * Can be cancelled.
     *
     * @param question asked after every evaluation; true ends the fit
     * @return new options
     */
    public FitOptions withCancellation(BooleanSupplier question) {
        return new FitOptions(start, validation, patience, listener, question);
    }
}
