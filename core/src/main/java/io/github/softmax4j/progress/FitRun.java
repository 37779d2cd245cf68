package io.github.softmax4j.progress;

import java.util.OptionalDouble;

/**
 * A fit under way, or the many of a sweep that are trained together, as its {@link FitListener} sees it.
 *
 * @see FitListener
 */
public interface FitRun {
    /**
     * The rows that are trained on.
     *
     * @return those of the data set; of folds, those of all of them
     */
    long rows();

    /**
     * The features of a row.
     *
     * @return at least 1
     */
    int features();

    /**
     * The classes.
     *
     * @return at least 2
     */
    int classes();

    /**
     * The solver, as {@code Solver.name()} has it.
     *
     * @return such as {@code lbfgs}
     */
    String solver();

    /**
     * How many models are trained: 1, or of a sweep one for each penalty and fold.
     *
     * @return at least 1
     */
    int models();

    /**
     * The most steps that a model may take.
     *
     * @return accepted steps, or epochs of SGD
     */
    int mostIterations();

    /**
     * At which {@link Step#predictedDecrease} a single fit ends as a rule, as a share of its objective; its gradient
     * has to be below the {@link #tolerance} as well.
     *
     * @return empty where a run ends otherwise: SGD by its epochs, a sweep model by model
     */
    OptionalDouble lastDecrease();

    /**
     * At which {@link Step#gradientNorm} a single fit ends as a rule.
     *
     * @return empty where {@link #lastDecrease} is
     */
    OptionalDouble tolerance();

    /**
     * Ends all models after the evaluation under way, with {@link StopReason#CANCELLED}; each is the best so far. May
     * be called by any thread, and more than once.
     */
    void stop();

    /**
     * Whether it was asked to end.
     *
     * @return true from {@link #stop} on
     */
    boolean isStopped();
}
