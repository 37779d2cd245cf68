package io.github.softmax4j;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.Solver;
import io.github.softmax4j.training.StreamTraining;
import java.util.Objects;
import java.util.Optional;

/**
 * Multinomial logistic regression over rows that come in batches and are not kept, by stochastic gradient descent;
 * known elsewhere as {@code partial_fit} of scikit-learn, online or incremental learning.
 *
 * <p>Each mini-batch makes one update by the mean loss of its rows and the penalty, whatever the size of the batch that
 * it came in: the penalty counts as often per row as in {@link SoftmaxRegression#fit}, and one pass over all batches is
 * one epoch of that. The updater keeps its state, such as moments, from batch to batch, and its schedule of the
 * learning rate goes on; there are no epochs, so that a schedule by epochs goes by mini-batches too.
 *
 * <p>Not thread-safe: batches come from one thread at a time. A batch is learnt as a whole, also by a thread that is
 * interrupted.
 *
 * <p>For example:
 *
 * <pre>{@code
 * var losses = new ArrayList<Double>();
 * SoftmaxModel model;
 * var settings = SoftmaxRegression.withDefaults().withSolver(Solver.sgd());
 * try (var online = OnlineRegression.of(settings, training.classes())) {
 *     for (Dataset batch : batches) {
 *         losses.add(online.partialFit(batch)); // of rows that the model did not know yet
 *     }
 *     model = online.model();
 * }
 * }</pre>
 */
public final class OnlineRegression implements AutoCloseable {
    private final StreamTraining training;

    private OnlineRegression(SoftmaxRegression settings, ClassLabels classes, Optional<SoftmaxModel> start) {
        if (!(settings.solver() instanceof Solver.MiniBatch miniBatch)) {
            throw new IllegalArgumentException("rows that come in batches need Solver.MiniBatch, but the solver is "
                    + settings.solver().name());
        }
        if (settings.classWeights().balanced()) {
            throw new IllegalArgumentException(
                    "balanced class weights need all rows at once: class weights must be given by name");
        }
        if (settings.penalty().standardize()) {
            throw new IllegalArgumentException("a penalty on the weights of standardised features needs all rows at"
                    + " once: standardize must be false");
        }
        if (classes.size() < 2) {
            throw new IllegalArgumentException("training needs at least two classes, but there is only " + classes);
        }
        this.training = new StreamTraining(settings, miniBatch, classes, start);
    }

    /**
     * Begins at weights of 0.
     *
     * @param settings with {@link Solver.MiniBatch}, whose epochs do not count; without balanced class weights and
     *     without standardisation, which need all rows at once
     * @param classes all that rows may ever have; a batch may lack some of them
     * @return before the first batch, whose features all later ones must have
     * @throws IllegalArgumentException if the settings are others, or there are fewer than two classes
     */
    public static OnlineRegression of(SoftmaxRegression settings, ClassLabels classes) {
        Objects.requireNonNull(settings, "settings must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        return new OnlineRegression(settings, classes, Optional.empty());
    }

    /**
     * Goes on from a model, with its classes; the updater begins anew.
     *
     * @param settings as for {@link #of}
     * @param model at least one of its features must be in the first batch; they are matched by name
     * @return before the next batch
     * @throws IllegalArgumentException if the settings are others
     */
    public static OnlineRegression from(SoftmaxRegression settings, SoftmaxModel model) {
        Objects.requireNonNull(settings, "settings must not be null");
        Objects.requireNonNull(model, "model must not be null");
        return from(settings, model, model.classes());
    }

    /**
     * Goes on from a model, with other classes, matched by name: new ones begin with weights of 0 and an intercept by
     * their share in the first batch.
     *
     * @param settings as for {@link #of}
     * @param model at least one of its features must be in the first batch
     * @param classes all that rows may have from now on, at least one of the model's among them
     * @return before the next batch
     * @throws IllegalArgumentException if the settings are others, or there are fewer than two classes
     */
    public static OnlineRegression from(SoftmaxRegression settings, SoftmaxModel model, ClassLabels classes) {
        Objects.requireNonNull(settings, "settings must not be null");
        Objects.requireNonNull(model, "model must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        return new OnlineRegression(settings, classes, Optional.of(model));
    }

    /**
     * Learns from a batch: its rows are gone through once, in their order, in mini-batches of the solver's size. Rows
     * that are sorted by class should be shuffled before.
     *
     * @param batch with the features of the first one, and labels among the classes; weights of rows count by their
     *     ratio to those of all rows so far
     * @return the mean loss of its rows without the penalty, each mini-batch taken before its update: what the model
     *     makes of rows that it does not know
     * @throws IllegalArgumentException if the batch has other features or classes; it is not learnt from
     * @throws IllegalStateException if the loss or the weights have become infinite, now or before, as a learning rate
     *     that is too large lets them; {@link #model} is the one before that; or if this is closed
     * @throws io.github.softmax4j.backend.MemoryException if the machine has not the memory
     */
    public double partialFit(Dataset batch) {
        Objects.requireNonNull(batch, "batch must not be null");
        return training.add(batch);
    }

    /**
     * The model so far.
     *
     * @return a model of its own, which later batches do not change; before the first batch the one to go on from; its
     *     {@link SoftmaxModel#training} counts a batch as an iteration, and has the loss of the last one
     * @throws IllegalStateException if there was no batch, and no model to go on from, or if this is closed
     */
    public SoftmaxModel model() {
        return training.model();
    }

    /**
     * How many rows there were.
     *
     * @return those of all batches
     */
    public long rows() {
        return training.rows();
    }

    /**
     * Gives back the memory of weights, updater and mini-batches; models that were taken before stay. Nothing can be
     * asked of it then but {@link #rows}.
     */
    @Override
    public void close() {
        training.close();
    }
}
