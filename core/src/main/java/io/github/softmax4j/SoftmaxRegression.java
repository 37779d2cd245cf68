package io.github.softmax4j;

import io.github.softmax4j.backend.MemoryException;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.Bounds;
import io.github.softmax4j.settings.ClassWeights;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.RegressionSettings;
import io.github.softmax4j.settings.Solver;
import io.github.softmax4j.settings.Stopping;
import io.github.softmax4j.training.Training;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Multinomial logistic regression; immutable settings, safe to share.
 *
 * <pre>
 *   minimise (1 / sum w) sum_i w_i (log sum_j exp(W_j x_i + b_j) - W_{y_i} x_i - b_{y_i})  +  penalty(W)
 * </pre>
 *
 * <p>Known elsewhere as: {@code LogisticRegression} of scikit-learn, Smile ({@code LogisticRegression.multinomial}) and
 * Spark; {@code LogisticRegressionTrainer} and {@code LinearSGDTrainer} of Tribuo; {@code glmnet} of the family
 * "multinomial"; a network of DL4J that is one {@code OutputLayer} with softmax and MCXENT. The settings:
 *
 * <ul>
 *   <li>{@code C} of scikit-learn: {@link #withLambda} of 1 / (n C), n being the sum of the row weights, because the
 *       loss is a mean here; of two classes 2 / (n C). For that, {@code lambda} of Smile, {@code regParam} of Spark and
 *       others see {@link Penalty}
 *   <li>{@code l1_ratio}, {@code elasticNetParam}: {@link #withL1Ratio}
 *   <li>{@code fit_intercept}: {@link #withIntercept}
 *   <li>{@code class_weight}: {@link #withClassWeights}; {@code sample_weight}, {@code weightCol}:
 *       {@link Dataset#withWeights}
 *   <li>{@code tol}, {@code max_iter}, {@code maxIter}: {@link #withTolerance}, {@link #withMaxIterations}
 *   <li>{@code warm_start}: {@link FitOptions#withStart}
 *   <li>{@code random_state}, {@code seed}: {@link #withSeed}
 *   <li>{@code multi_class="multinomial"}, {@code family="multinomial"}: what is always fitted, also of two classes
 * </ul>
 *
 * <p>For example:
 *
 * <pre>{@code
 * SoftmaxRegression regression =
 *         SoftmaxRegression.withDefaults().withLambda(1e-3).withClassWeights(ClassWeights.equal());
 * Fit fit = regression.fit(training);
 * SoftmaxModel model = fit.model();
 * double accuracy = model.evaluate(test).accuracy();
 * }</pre>
 *
 * @param penalty what large weights cost
 * @param bounds of the weights; empty for none
 * @param intercept whether there is a b
 * @param classWeights how much the rows of each class count
 * @param labelSmoothing the share of every target that is spread evenly over all classes, 0 to 1
 * @param solver how the minimum is found
 * @param stopping when training ends at the latest
 * @param seed of every random choice: the order of mini-batches
 */
public record SoftmaxRegression(
        Penalty penalty,
        Optional<Bounds> bounds,
        boolean intercept,
        ClassWeights classWeights,
        double labelSmoothing,
        Solver solver,
        Stopping stopping,
        long seed)
        implements RegressionSettings {
    /** A little shrinkage, so that separable classes have a finite optimum. */
    public static final double DEFAULT_LAMBDA = 1e-4;

    /**
     * Checks the settings.
     *
     * @param penalty what large weights cost
     * @param bounds of the weights
     * @param intercept whether there is a b
     * @param classWeights how much the rows of each class count
     * @param labelSmoothing the share of every target that is spread evenly over all classes, 0 to 1
     * @param solver how the minimum is found
     * @param stopping when training ends at the latest
     * @param seed of every random choice
     * @throws IllegalArgumentException if a setting is out of its range, or the solver cannot do it
     */
    public SoftmaxRegression {
        Objects.requireNonNull(penalty, "penalty must not be null");
        Objects.requireNonNull(bounds, "bounds must not be null");
        Objects.requireNonNull(classWeights, "classWeights must not be null");
        Objects.requireNonNull(solver, "solver must not be null");
        Objects.requireNonNull(stopping, "stopping must not be null");
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException("labelSmoothing must be from 0 to 1, but is " + labelSmoothing);
        }
        boolean isGrouped = penalty.grouping() != Penalty.Grouping.NONE && penalty.l1Ratio() > 0;
        if (isGrouped && bounds.isPresent()) {
            throw new IllegalArgumentException("groups and bounds do not go together, but the grouping is "
                    + penalty.grouping() + " and there are bounds");
        }
        boolean isSmooth = penalty.l1Ratio() == 0 && bounds.isEmpty();
        if (!isSmooth && solver instanceof Solver.MiniBatch) {
            throw new IllegalArgumentException(
                    "an L1 penalty and bounds need a full-batch solver, but the solver is " + solver.name());
        }
    }

    /**
     * The settings to start from.
     *
     * @return preconditioned L-BFGS with an intercept, ridge with lambda 1e-4, tolerance 1e-6, seed 1
     */
    public static SoftmaxRegression withDefaults() {
        return new SoftmaxRegression(
                Penalty.ridge(DEFAULT_LAMBDA),
                Optional.empty(),
                true,
                ClassWeights.none(),
                0,
                Solver.lbfgs(),
                Stopping.byDefault(),
                1);
    }

    /**
     * Sets the strength of the penalty.
     *
     * @param lambda 0 or more
     * @return new settings
     */
    public SoftmaxRegression withLambda(double lambda) {
        return withPenalty(penalty.withLambda(lambda));
    }

    /**
     * Sets the share of the absolute values in the penalty.
     *
     * @param l1Ratio 0 (ridge) to 1 (lasso)
     * @return new settings
     */
    public SoftmaxRegression withL1Ratio(double l1Ratio) {
        return withPenalty(penalty.withL1Ratio(l1Ratio));
    }

    /**
     * Sets whether the weights of standardised features are penalised.
     *
     * @param standardize see {@link Penalty}
     * @return new settings
     */
    public SoftmaxRegression withStandardize(boolean standardize) {
        return withPenalty(
                new Penalty(penalty.lambda(), penalty.l1Ratio(), standardize, penalty.factors(), penalty.grouping()));
    }

    /**
     * Sets how much more or less than others the weights of each feature are penalised.
     *
     * @param factors one per feature, 0 or more
     * @return new settings
     */
    public SoftmaxRegression withPenaltyFactors(List<Double> factors) {
        Objects.requireNonNull(factors, "factors must not be null");
        return withPenalty(
                new Penalty(penalty.lambda(), penalty.l1Ratio(), penalty.standardize(), factors, penalty.grouping()));
    }

    /**
     * Sets which weights become 0 together; known elsewhere as the group lasso.
     *
     * @param grouping by itself, by feature or by column
     * @return new settings
     */
    public SoftmaxRegression withGrouping(Penalty.Grouping grouping) {
        Objects.requireNonNull(grouping, "grouping must not be null");
        return withPenalty(penalty.withGrouping(grouping));
    }

    /**
     * Sets the penalty.
     *
     * @param value see {@link Penalty}
     * @return new settings
     */
    @Override
    public SoftmaxRegression withPenalty(Penalty value) {
        Objects.requireNonNull(value, "value must not be null");
        return new SoftmaxRegression(value, bounds, intercept, classWeights, labelSmoothing, solver, stopping, seed);
    }

    /**
     * Sets bounds of the weights.
     *
     * @param value see {@link Bounds}
     * @return new settings
     */
    public SoftmaxRegression withBounds(Bounds value) {
        Objects.requireNonNull(value, "value must not be null");
        return new SoftmaxRegression(
                penalty, Optional.of(value), intercept, classWeights, labelSmoothing, solver, stopping, seed);
    }

    /**
     * Sets whether there is an intercept.
     *
     * @param value false holds b at 0
     * @return new settings
     */
    public SoftmaxRegression withIntercept(boolean value) {
        return new SoftmaxRegression(penalty, bounds, value, classWeights, labelSmoothing, solver, stopping, seed);
    }

    /**
     * Sets class weights.
     *
     * @param value see {@link ClassWeights}
     * @return new settings
     */
    public SoftmaxRegression withClassWeights(ClassWeights value) {
        Objects.requireNonNull(value, "value must not be null");
        return new SoftmaxRegression(penalty, bounds, intercept, value, labelSmoothing, solver, stopping, seed);
    }

    /**
     * Sets label smoothing: Szegedy and others, Rethinking the inception architecture for computer vision (2016),
     * section 7.
     *
     * @param value the share of every target that is spread evenly over all classes, 0 to 1
     * @return new settings
     */
    public SoftmaxRegression withLabelSmoothing(double value) {
        return new SoftmaxRegression(penalty, bounds, intercept, classWeights, value, solver, stopping, seed);
    }

    /**
     * Sets the solver.
     *
     * @param value see {@link Solver}
     * @return new settings
     */
    public SoftmaxRegression withSolver(Solver value) {
        Objects.requireNonNull(value, "value must not be null");
        return new SoftmaxRegression(penalty, bounds, intercept, classWeights, labelSmoothing, value, stopping, seed);
    }

    /**
     * Sets the tolerance.
     *
     * @param value the largest component of the gradient that is as good as 0
     * @return new settings
     */
    public SoftmaxRegression withTolerance(double value) {
        return withStopping(stopping.withTolerance(value));
    }

    /**
     * Sets the most iterations.
     *
     * @param value 0 or more
     * @return new settings
     */
    public SoftmaxRegression withMaxIterations(int value) {
        return withStopping(stopping.withMaxIterations(value));
    }

    /**
     * Sets the time limit.
     *
     * @param value above 0
     * @return new settings
     */
    public SoftmaxRegression withTimeLimit(Duration value) {
        return withStopping(stopping.withTimeLimit(value));
    }

    /**
     * Sets when training ends at the latest.
     *
     * @param value see {@link Stopping}
     * @return new settings
     */
    public SoftmaxRegression withStopping(Stopping value) {
        Objects.requireNonNull(value, "value must not be null");
        return new SoftmaxRegression(penalty, bounds, intercept, classWeights, labelSmoothing, solver, value, seed);
    }

    /**
     * Sets the seed.
     *
     * @param value any number; the same seed gives the same weights on one machine and thread count
     * @return new settings
     */
    public SoftmaxRegression withSeed(long value) {
        return new SoftmaxRegression(penalty, bounds, intercept, classWeights, labelSmoothing, solver, stopping, value);
    }

    /**
     * Trains.
     *
     * @param dataset rows of at least two classes
     * @return the model, and how it came about
     * @throws IllegalArgumentException if there is only one class, or the settings do not fit the data
     * @throws MemoryException if the machine has not the memory
     */
    public Fit fit(Dataset dataset) {
        return fit(dataset, FitOptions.none());
    }

    /**
     * Trains, with a start, a validation set, a listener, or a way to cancel.
     *
     * @param dataset rows of at least two classes
     * @param options what goes along
     * @return the model, and how it came about
     * @throws IllegalArgumentException if there is only one class, or settings or options do not fit the data
     * @throws MemoryException if the machine has not the memory
     */
    public Fit fit(Dataset dataset, FitOptions options) {
        Objects.requireNonNull(dataset, "dataset must not be null");
        Objects.requireNonNull(options, "options must not be null");
        return Fit.of(this, Training.fit(this, dataset, options));
    }

    /**
     * Trains on from a model, where rows, features, categories or classes have been added, or some are gone: the same
     * as {@link #fit(Dataset, FitOptions)} with {@link FitOptions#withStart}. Batches of rows that are not kept are for
     * {@link OnlineRegression}.
     *
     * @param model has at least one feature and one class of the data, by their names
     * @param dataset all rows that count, the old ones as well
     * @return the model of these rows, which has the optimum of a fit from scratch, and how it came about
     * @throws IllegalArgumentException if no feature or no class of the model has the name of one of the data, or as
     *     {@link #fit(Dataset)}
     * @throws MemoryException if the machine has not the memory
     */
    public Fit update(SoftmaxModel model, Dataset dataset) {
        return fit(dataset, FitOptions.none().withStart(model));
    }
}
