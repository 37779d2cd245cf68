package io.github.softmax4j.optim;

import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;

/** Says when to stop; rules combine with {@link #or}. */
public interface StopRule {
    /**
     * Asked after every accepted step, the starting point included.
     *
     * @param step the step
     * @return a reason to stop, or empty
     */
    Optional<StopReason> afterStep(Step step);

    /**
     * Asked before a step is taken, where the Hessian predicts what it will bring.
     *
     * @param prediction what it will bring
     * @return a reason to stop without it, or empty
     */
    default Optional<StopReason> beforeStep(Prediction prediction) {
        return Optional.empty();
    }

    /**
     * Asked after every evaluation, also in the middle of a step.
     *
     * @param seconds since the start of the descent
     * @return a reason to stop, or empty
     */
    default Optional<StopReason> afterEvaluation(double seconds) {
        return Optional.empty();
    }

    /**
     * Stops when this or the other rule says so; this one is asked first.
     *
     * @param other another rule
     * @return both rules
     */
    default StopRule or(StopRule other) {
        StopRule first = this;
        return new StopRule() {
            @Override
            public Optional<StopReason> afterStep(Step step) {
                Optional<StopReason> reason = first.afterStep(step);
                Optional<StopReason> otherReason = other.afterStep(step);
                return reason.isPresent() ? reason : otherReason;
            }

            @Override
            public Optional<StopReason> beforeStep(Prediction prediction) {
                return first.beforeStep(prediction).or(() -> other.beforeStep(prediction));
            }

            @Override
            public Optional<StopReason> afterEvaluation(double seconds) {
                return first.afterEvaluation(seconds).or(() -> other.afterEvaluation(seconds));
            }
        };
    }

    /**
     * Stops where the gradient is flat, the last step was predicted to bring next to nothing, and next to nothing is
     * left by {@link AitkenEstimate}: a gradient has units, and where the objective itself is small a small gradient
     * may leave much of it. Keeps the history it needs: one rule, one descent.
     *
     * @param tolerance the largest absolute component allowed, 0 or more
     * @param most the predicted decrease allowed, and what may be left, relative to the objective; what is not known
     *     passes
     * @return the rule
     */
    static StopRule gradientAtMost(double tolerance, double most) {
        var estimate = new AitkenEstimate(0);
        return step -> {
            double size = Math.abs(step.objective());
            double left = estimate.after(step.objective());
            return when(
                    step.gradientNorm() <= tolerance
                            && !(step.predictedDecrease() > most * size)
                            && !(left > most * size),
                    StopReason.GRADIENT);
        };
    }

    /**
     * Stops before a step that is predicted by the Hessian of all rows to bring next to nothing. Keeps the objective of
     * the last step: one rule, one descent.
     *
     * @param most the predicted decrease, relative to the objective, 0 or more
     * @return the rule
     */
    static StopRule exactPredictionAtMost(double most) {
        return new StopRule() {
            private double objective = Double.NaN;

            @Override
            public Optional<StopReason> afterStep(Step step) {
                objective = step.objective();
                return Optional.empty();
            }

            @Override
            public Optional<StopReason> beforeStep(Prediction prediction) {
                boolean isNothing = prediction.decrease() <= most * Math.abs(objective);
                return when(prediction.isExact() && isNothing, StopReason.LOSS_CHANGE);
            }
        };
    }

    /**
     * Stops where the objective is next to 0, which only an objective without a penalty comes to.
     *
     * @param objective 0 or more
     * @return the rule
     */
    static StopRule separatedAt(double objective) {
        return step -> when(step.objective() <= objective, StopReason.SEPARATED);
    }

    /**
     * Stops where a number of steps together lowered the objective by next to nothing ({@link Standstill}). Keeps the
     * history it needs: one rule, one descent.
     *
     * @param relativeChange the fall of the objective, relative to the objective, 0 or more
     * @param noise rises of the objective up to this are rounding, as in {@link Lbfgs}
     * @param steps how many steps it is summed over, at least 1
     * @param mostPredicted the predicted decrease, relative to the objective, up to which the descent has converged
     * @return the rule
     */
    static StopRule objectiveStandsStill(double relativeChange, double noise, int steps, double mostPredicted) {
        return new Standstill(relativeChange, noise, steps, mostPredicted);
    }

    /**
     * Stops where next to nothing is left to gain by {@link AitkenEstimate}, from few steps a rough one; a better one
     * with the predicted decrease of the next step. Keeps the history it needs: one rule, one descent.
     *
     * @param mostByFalls what is left, relative to the objective, by the falls so far; 0 or more
     * @param mostByPrediction the same with the predicted decrease of the next step, which is not taken then
     * @return the rule
     */
    static StopRule estimateAtMost(double mostByFalls, double mostByPrediction) {
        // faster than a third is luck: a good start takes away what is easily taken
        var estimate = new AitkenEstimate(0.3);
        return new StopRule() {
            private double objective;

            @Override
            public Optional<StopReason> afterStep(Step step) {
                objective = step.objective();
                return when(estimate.after(objective) <= mostByFalls * Math.abs(objective), StopReason.LOSS_CHANGE);
            }

            @Override
            public Optional<StopReason> beforeStep(Prediction prediction) {
                double left = estimate.before(prediction.decrease());
                return when(left <= mostByPrediction * Math.abs(objective), StopReason.LOSS_CHANGE);
            }
        };
    }

    /**
     * Stops where what is measured on other rows has not been lower for some steps. Keeps the history it needs: one
     * rule, one descent. Steps without a measure are passed over.
     *
     * @param patience how many steps may bring nothing, at least 1
     * @return the rule
     */
    static StopRule validationStandsStill(int patience) {
        var lowest = new double[] {Double.POSITIVE_INFINITY};
        var stepsSince = new int[1];
        return step -> {
            if (step.validation().isEmpty()) {
                return Optional.empty();
            }
            boolean lower = step.validation().getAsDouble() < lowest[0];
            lowest[0] = lower ? step.validation().getAsDouble() : lowest[0];
            stepsSince[0] = lower ? 0 : stepsSince[0] + 1;
            return when(stepsSince[0] >= patience, StopReason.VALIDATION);
        };
    }

    /**
     * Stops after a number of steps.
     *
     * @param iterations 0 or more; 0 evaluates the starting point only
     * @return the rule
     */
    static StopRule iterationsAtMost(int iterations) {
        return step -> when(step.iteration() >= iterations, StopReason.MAX_ITERATIONS);
    }

    /**
     * Stops at the first evaluation that ends after the limit.
     *
     * @param limit counted from the start of the work that the descent is part of
     * @return the rule
     */
    static StopRule timeAtMost(Duration limit) {
        double limitInSeconds = limit.getSeconds() + limit.getNano() / 1e9;
        return betweenEvaluations(seconds -> seconds >= limitInSeconds, StopReason.TIME_LIMIT);
    }

    /**
     * Stops when somebody asks for it.
     *
     * @param cancelled asked after every evaluation
     * @return the rule
     */
    static StopRule cancelledBy(BooleanSupplier cancelled) {
        return betweenEvaluations(seconds -> cancelled.getAsBoolean(), StopReason.CANCELLED);
    }

    private static Optional<StopReason> when(boolean stop, StopReason reason) {
        return stop ? Optional.of(reason) : Optional.empty();
    }

    private static StopRule betweenEvaluations(DoublePredicate stop, StopReason reason) {
        return new StopRule() {
            @Override
            public Optional<StopReason> afterStep(Step step) {
                return Optional.empty();
            }

            @Override
            public Optional<StopReason> afterEvaluation(double seconds) {
                return when(stop.test(seconds), reason);
            }
        };
    }
}
