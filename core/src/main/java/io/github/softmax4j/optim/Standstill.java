package io.github.softmax4j.optim;

import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Stops where a number of steps together lowered the objective by next to nothing. One small step proves little; this
 * many do.
 *
 * <p>It has converged only if nothing speaks against it: a rise beyond rounding is no standstill, the gradient must not
 * be far above the lowest that it has had, and the quasi-Newton model must not promise more than next to nothing of any
 * of these steps. Otherwise the descent goes on, and where it finds no lower point for a long time, it has made no
 * progress. The predicted decrease is half the squared Newton decrement of the model: Boyd and Vandenberghe, Convex
 * optimization (2004), 9.5.
 */
final class Standstill implements StopRule {
    /**
     * A gradient that is larger than the lowest by more than what steps of a line search leave tells of a point that is
     * worse.
     */
    private static final double FAR_ABOVE = 10;

    /** So many times the steps of a standstill without a lower point are no progress. */
    private static final int PATIENCE = 10;

    private final double relativeChange;
    private final double noise;
    private final int steps;
    private final double mostPredicted;
    private final Deque<Step> latest = new ArrayDeque<>();
    private double lowestObjective = Double.POSITIVE_INFINITY;
    private double lowestGradientNorm = Double.POSITIVE_INFINITY;
    private int stepsSinceLowest;

    Standstill(double relativeChange, double noise, int steps, double mostPredicted) {
        this.relativeChange = relativeChange;
        this.noise = noise;
        this.steps = steps;
        this.mostPredicted = mostPredicted;
    }

    @Override
    public Optional<StopReason> afterStep(Step step) {
        double nothing = relativeChange * Math.abs(step.objective());
        stepsSinceLowest = step.objective() < lowestObjective - nothing ? 0 : stepsSinceLowest + 1;
        lowestObjective = Math.min(lowestObjective, step.objective());
        lowestGradientNorm = Math.min(lowestGradientNorm, step.gradientNorm());
        latest.addLast(step);
        if (latest.size() <= steps) {
            return Optional.empty();
        }
        double fall = latest.removeFirst().objective() - step.objective();
        boolean isStill = fall <= nothing && -fall <= noise * Math.max(1, Math.abs(step.objective()));
        if (isStill && isNothingPromised(step)) {
            return Optional.of(StopReason.LOSS_CHANGE);
        }
        return stepsSinceLowest >= PATIENCE * steps ? Optional.of(StopReason.NO_PROGRESS) : Optional.empty();
    }

    private boolean isNothingPromised(Step step) {
        return step.gradientNorm() <= FAR_ABOVE * lowestGradientNorm
                && latest.stream()
                        .allMatch(each -> each.predictedDecrease() <= mostPredicted * Math.abs(step.objective()));
    }
}
