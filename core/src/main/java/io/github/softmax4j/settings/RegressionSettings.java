package io.github.softmax4j.settings;

import java.util.Optional;

/**
 * What a regression is trained with, as training reads it.
 *
 * <p>For example:
 *
 * <pre>{@code
 * RegressionSettings settings = SoftmaxRegression.withDefaults();
 * RegressionSettings stronger = settings.withPenalty(Penalty.ridge(0.1));
 * String solver = stronger.solver().name();
 * double lambda = stronger.penalty().lambda();
 * }</pre>
 */
public interface RegressionSettings {
    /**
     * What large weights cost.
     *
     * @return the penalty
     */
    Penalty penalty();

    /**
     * Bounds of the weights.
     *
     * @return empty for none
     */
    Optional<Bounds> bounds();

    /**
     * Whether there is an intercept.
     *
     * @return false where b is held at 0
     */
    boolean intercept();

    /**
     * How much the rows of each class count.
     *
     * @return the class weights
     */
    ClassWeights classWeights();

    /**
     * The share of every target that is spread evenly over all classes.
     *
     * @return 0 to 1
     */
    double labelSmoothing();

    /**
     * How the minimum is found.
     *
     * @return the solver
     */
    Solver solver();

    /**
     * When training ends at the latest.
     *
     * @return the limits
     */
    Stopping stopping();

    /**
     * The seed of every random choice.
     *
     * @return any value
     */
    long seed();

    /**
     * The same settings with another penalty.
     *
     * @param value the penalty
     * @return new settings
     */
    RegressionSettings withPenalty(Penalty value);
}
