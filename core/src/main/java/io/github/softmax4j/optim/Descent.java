package io.github.softmax4j.optim;

import io.github.softmax4j.progress.StopReason;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One descent under way: it asks, it is told.
 *
 * <p>It never evaluates or solves anything itself. That is what lets many descents share one pass over the data.
 */
public interface Descent extends Remembered, AutoCloseable {
    /**
     * The system of the next step, which has to be solved before {@link #ask}. Nothing is computed for it before, so
     * that a descent that is not continued has not paid for it.
     *
     * @return a system, its vectors to be overwritten; they may be left as they are, which makes H the identity; empty
     *     where the step under way goes on
     */
    default Optional<LinearSystem> nextSystem() {
        return Optional.empty();
    }

    /**
     * The model of the next step, which has to be minimised before {@link #ask}.
     *
     * @return empty for methods that ask for none, and where the step under way goes on
     */
    default Optional<DampedModel> nextModel() {
        return Optional.empty();
    }

    /**
     * What the step that begins will bring, once its subproblem is solved.
     *
     * @return empty where the direction is not by the Hessian, whose scale alone tells this, or where its predictions
     *     have failed
     */
    default Optional<Prediction> prediction() {
        return Optional.empty();
    }

    /**
     * The point at which the objective is wanted next.
     *
     * @return valid until {@link #tell}; not to be changed
     */
    INDArray ask();

    /**
     * Takes the objective at the point asked for.
     *
     * @param value the value there
     * @param gradient the gradient there; may be overwritten
     * @return what came of it
     */
    Outcome tell(double value, INDArray gradient);

    /**
     * Asked when a rule holds that the descent has converged: one that has a surer way to tell goes on with it, once.
     *
     * @return whether it goes on
     */
    default boolean goesOnToProve() {
        return false;
    }

    /**
     * The best point so far: the last one accepted, or the start.
     *
     * @return not to be changed
     */
    INDArray best();

    /** Most descents are brought back by the answers that they were told ({@link Journal}), and need no state. */
    @Override
    default void writeTo(DataOutput out) throws IOException {
        throw new UnsupportedOperationException("brought back by its answers");
    }

    @Override
    default void readFrom(DataInput in) throws IOException {
        throw new UnsupportedOperationException("brought back by its answers");
    }

    @Override
    void close();

    /** What came of an evaluation. */
    sealed interface Outcome {
        /** The step under way needs another evaluation. */
        record Searching() implements Outcome {}

        /**
         * The starting point was evaluated.
         *
         * @param value the objective there
         * @param gradientNorm the largest absolute component of the gradient there
         */
        record Started(double value, double gradientNorm) implements Outcome {}

        /**
         * A step was completed.
         *
         * @param value the objective there
         * @param gradientNorm the largest absolute component of the gradient there
         * @param stepLength the factor before the direction
         * @param predictedDecrease by how much the quasi-Newton model lets the objective fall along it; not a number
         *     without a model
         */
        record Accepted(double value, double gradientNorm, double stepLength, double predictedDecrease)
                implements Outcome {}

        /**
         * No further step can be made.
         *
         * @param reason why
         * @param cause the same in words
         */
        record Stuck(StopReason reason, String cause) implements Outcome {
            static Stuck startIsNotFinite(double value, double gradientNorm) {
                return new Stuck(
                        StopReason.NOT_FINITE,
                        "at the starting point the objective is " + value + " and the gradient norm " + gradientNorm);
            }

            static Stuck noLowerPoint() {
                return new Stuck(
                        StopReason.NO_PROGRESS,
                        "no lower point was found along the search direction: the objective cannot be distinguished"
                                + " any more in its number type");
            }
        }
    }
}
