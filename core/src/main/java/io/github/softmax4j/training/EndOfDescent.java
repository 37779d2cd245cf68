package io.github.softmax4j.training;

import io.github.softmax4j.optim.Lbfgs;
import io.github.softmax4j.optim.StopRule;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.RegressionSettings;
import io.github.softmax4j.settings.Stopping;

/** When descents end: at the optimum, as far as the number type shows it, and at the limits that the user sets. */
final class EndOfDescent {
    /** Some steps of full-batch descent that together change less than this share cannot be told from rounding. */
    private static final double STANDSTILL_IN_FLOAT = 1e-8;

    private static final double STANDSTILL_IN_DOUBLE = 1e-14;
    private static final int STANDSTILL_STEPS = 5;

    /**
     * What the model may predict at a standstill, relative to the objective: the gap to the optimum that a fit is
     * allowed.
     */
    private static final double PREDICTED_IN_FLOAT = 1e-5;

    private static final double PREDICTED_IN_DOUBLE = 1e-6;

    /** Along with a flat gradient, of the last step, and of what is left by the falls so far. */
    private static final double FLAT_TO_PREDICTED = 0.1;

    /**
     * Newton's method squares what is left with every step, so that more precision costs next to nothing, as far as the
     * number type shows it.
     */
    private static final double EXACT_TO_PREDICTED = 1e-2;

    /** A loss that is this share of guessing's: each row has its own class for sure. */
    private static final double SEPARATED = 1e-5;

    /**
     * What the objective of a sweep's model may still fall, relative to itself, by the falls of the steps so far, at
     * the default tolerance: 2e-7. Models of neighbouring penalties differ by far more; to bring the gradient below the
     * tolerance would take half as many passes again.
     */
    private static final double FALLS_TO_TOLERANCE = 0.2;

    /** The same by what the Hessian predicts of the next step, which is surer. */
    private static final double PREDICTED_TO_TOLERANCE = 0.4;

    private final Problem problem;

    EndOfDescent(Problem problem) {
        this.problem = problem;
    }

    /** Differences of the objective up to this are rounding. */
    double noise() {
        return problem.isComputedInFloat() ? Lbfgs.FLOAT_NOISE : Lbfgs.DOUBLE_NOISE;
    }

    StopRule fullBatch() {
        return fullBatch(problem.settings().penalty());
    }

    private StopRule fullBatch(Penalty penalty) {
        Stopping stopping = problem.settings().stopping();
        double predicted = problem.isComputedInFloat() ? PREDICTED_IN_FLOAT : PREDICTED_IN_DOUBLE;
        StopRule rule = StopRule.gradientAtMost(stopping.tolerance(), lastDecrease())
                .or(StopRule.exactPredictionAtMost(Math.max(noise(), EXACT_TO_PREDICTED * predicted * precision())))
                .or(StopRule.objectiveStandsStill(
                        problem.isComputedInFloat() ? STANDSTILL_IN_FLOAT : STANDSTILL_IN_DOUBLE,
                        noise(),
                        STANDSTILL_STEPS,
                        predicted))
                .or(StopRule.iterationsAtMost(stopping.maxIterations()));
        return hasFiniteOptimum(penalty)
                ? rule
                : StopRule.separatedAt(SEPARATED * Math.log(problem.classes())).or(rule);
    }

    /** What the last step may have been predicted to bring where the gradient is flat, as a share of the objective. */
    double lastDecrease() {
        return FLAT_TO_PREDICTED * (problem.isComputedInFloat() ? PREDICTED_IN_FLOAT : PREDICTED_IN_DOUBLE);
    }

    /** How much more than by default is asked for: as the square of the gradient, where that is small. */
    private double precision() {
        double tolerance = problem.settings().stopping().tolerance() / Stopping.DEFAULT_TOLERANCE;
        return Math.min(1, tolerance * tolerance);
    }

    private boolean hasFiniteOptimum(Penalty penalty) {
        return penalty.lambda() > 0
                || problem.settings().labelSmoothing() > 0
                || problem.settings().bounds().isPresent();
    }

    /** Of a model among many, which ends earlier. */
    StopRule inSweep(Penalty penalty) {
        double tolerance = problem.settings().stopping().tolerance();
        // as the square of the gradient, where that is small
        double left = tolerance * Math.min(1, tolerance / Stopping.DEFAULT_TOLERANCE);
        return fullBatch(penalty).or(StopRule.estimateAtMost(FALLS_TO_TOLERANCE * left, PREDICTED_TO_TOLERANCE * left));
    }

    /** What ends a descent from outside: somebody, the loss on other rows, the time. */
    static StopRule limits(RegressionSettings settings, FitOptions options, CheckpointClock clock) {
        StopRule rule = StopRule.cancelledBy(clock::isCancelled);
        if (options.validation().isPresent()) {
            rule = StopRule.validationStandsStill(options.patience()).or(rule);
        }
        return settings.stopping().timeLimit().isEmpty()
                ? rule
                : StopRule.timeAtMost(settings.stopping().timeLimit().get()).or(rule);
    }
}
