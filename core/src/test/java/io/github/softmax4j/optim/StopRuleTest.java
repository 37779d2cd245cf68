package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StopRuleTest {
    private static Step step(int iteration, double objective, double gradientNorm) {
        return new Step(iteration, iteration, 0, objective, gradientNorm, 1, iteration, 0, OptionalDouble.empty());
    }

    @Test
    void gradient() {
        StopRule rule = StopRule.gradientAtMost(1e-3, Double.POSITIVE_INFINITY);
        assertEquals(Optional.empty(), rule.afterStep(step(0, 1, 2e-3)));
        assertEquals(Optional.of(StopReason.GRADIENT), rule.afterStep(step(0, 1, 1e-3)));
    }

    @Test
    void iterations() {
        StopRule rule = StopRule.iterationsAtMost(3);
        assertEquals(Optional.empty(), rule.afterStep(step(2, 1, 1)));
        assertEquals(Optional.of(StopReason.MAX_ITERATIONS), rule.afterStep(step(3, 1, 1)));
    }

    @Test
    void standstillLooksBackOverItsSteps() {
        StopRule rule = StopRule.objectiveStandsStill(0.1, 0, 2, 0);
        assertEquals(Optional.empty(), rule.afterStep(step(0, 8, 1)));
        assertEquals(Optional.empty(), rule.afterStep(step(1, 4, 1)));
        assertEquals(Optional.empty(), rule.afterStep(step(2, 3.9, 1)), "8 to 3.9");
        assertEquals(Optional.of(StopReason.LOSS_CHANGE), rule.afterStep(step(3, 3.8, 1)), "4 to 3.8");
    }

    private static Step promising(int iteration, double objective, double gradientNorm, double predictedDecrease) {
        return new Step(
                iteration,
                iteration,
                0,
                objective,
                gradientNorm,
                1,
                iteration,
                predictedDecrease,
                OptionalDouble.empty());
    }

    /** A rise is no standstill, unless it is rounding. */
    @Test
    void aRiseIsNoStandstill() {
        StopRule rule = StopRule.objectiveStandsStill(1e-8, 1e-6, 1, 1e-5);
        assertEquals(Optional.empty(), rule.afterStep(step(0, 1, 1)));
        assertEquals(Optional.empty(), rule.afterStep(step(1, 1.001, 1)));
        assertEquals(Optional.of(StopReason.LOSS_CHANGE), rule.afterStep(step(2, 1.001 + 1e-7, 1)));
    }

    @Test
    void standstillIsNotConvergenceWhereTheModelPromisesMore() {
        StopRule rule = StopRule.objectiveStandsStill(1e-8, 1e-6, 2, 1e-5);
        for (int k = 0; k < 5; k++) {
            assertEquals(Optional.empty(), rule.afterStep(promising(k, 1, 1, 1e-3)));
        }
        assertEquals(Optional.empty(), rule.afterStep(promising(5, 1, 1, 1e-6)), "one of two steps");
        assertEquals(Optional.of(StopReason.LOSS_CHANGE), rule.afterStep(promising(6, 1, 1, 1e-6)));
    }

    @Test
    void standstillIsNotConvergenceWhereTheGradientHasBeenFarLower() {
        StopRule rule = StopRule.objectiveStandsStill(1e-8, 1e-6, 1, 1e-5);
        assertEquals(Optional.empty(), rule.afterStep(step(0, 1, 1e-3)));
        assertEquals(Optional.empty(), rule.afterStep(step(1, 1, 1)));
        assertEquals(Optional.of(StopReason.LOSS_CHANGE), rule.afterStep(step(2, 1, 2e-3)));
    }

    /** What stands still and has not converged does not go on for ever. */
    @Test
    void noLowerPointForALongTimeIsNoProgress() {
        StopRule rule = StopRule.objectiveStandsStill(1e-8, 1e-6, 2, 1e-5);
        for (int k = 0; k < 20; k++) {
            assertEquals(Optional.empty(), rule.afterStep(promising(k, 1, 1, 1)), "step " + k);
        }
        assertEquals(Optional.of(StopReason.NO_PROGRESS), rule.afterStep(promising(20, 1, 1, 1)));
    }

    /** Falls that halve: what is left is as much as the last one, and after long steps a short one tells nothing. */
    @Test
    void estimateIsThatOfASeries() {
        StopRule rule = StopRule.estimateAtMost(0.01, 0.01);
        for (int k = 0; k < 20; k++) {
            double objective = 1 + Math.pow(2, -k);
            boolean isNear = Math.pow(2, -k) <= 0.01 * objective;
            assertEquals(
                    isNear ? Optional.of(StopReason.LOSS_CHANGE) : Optional.empty(),
                    rule.afterStep(step(k, objective, 1)));
        }
        StopRule other = StopRule.estimateAtMost(0.01, 0.01);
        double[] objectives = {9, 6, 5, 4, 3, 2.999, 2.2};
        for (int k = 0; k < objectives.length; k++) {
            assertEquals(Optional.empty(), other.afterStep(step(k, objectives[k], 1)), "step " + k);
        }
    }

    /**
     * Falls that quarter: with the next one known, what is left is that one and a series that shrinks to 0.3 at the
     * fastest.
     */
    @Test
    void aStepThatBringsNextToNothingIsNotTaken() {
        StopRule rule = StopRule.estimateAtMost(0, 0.01);
        for (int k = 0; k < 12; k++) {
            double objective = 1 + Math.pow(4, -k);
            assertEquals(Optional.empty(), rule.afterStep(step(k, objective, 1)));
            double fall = 0.75 * Math.pow(4, -k);
            boolean isNear = k >= 2 && fall / 0.7 <= 0.01 * objective;
            assertEquals(
                    isNear ? Optional.of(StopReason.LOSS_CHANGE) : Optional.empty(),
                    rule.beforeStep(new Prediction(fall, false)),
                    "step " + k);
        }
    }

    /** Steps that hardly see where the rest lies say that there is none. */
    @Test
    void predictionsAreNotBelievedWhereFallsShrinkSlowly() {
        StopRule rule = StopRule.estimateAtMost(0, 0.01);
        for (int k = 0; k < 12; k++) {
            assertEquals(Optional.empty(), rule.afterStep(step(k, 1 + Math.pow(0.8, k), 1)));
            assertEquals(Optional.empty(), rule.beforeStep(new Prediction(1e-9, false)), "step " + k);
        }
    }

    /** Falls that hardly shrink, and those that rounding has turned, prove nothing; nor does the first fall. */
    @Test
    void nothingIsKnownOfWhatDoesNotShrink() {
        StopRule slow = StopRule.estimateAtMost(0.01, 0.01);
        for (int k = 0; k < 30; k++) {
            assertEquals(Optional.empty(), slow.afterStep(step(k, 1 - 0.001 * k, 1)), "step " + k);
        }
        StopRule turned = StopRule.estimateAtMost(1e-9, 1e-9);
        assertEquals(Optional.empty(), turned.afterStep(step(0, 1, 1)));
        assertEquals(Optional.empty(), turned.afterStep(step(1, 1 - 1e-12, 1)));
        assertEquals(Optional.empty(), turned.afterStep(step(2, 1, 1)));
        assertEquals(Optional.empty(), turned.afterStep(step(3, 1 - 1e-12, 1)));
    }

    private static Step measured(double validation) {
        return new Step(0, 0, 0, 1, 1, 1, 0, 0, OptionalDouble.of(validation));
    }

    @Test
    void validationStopsAfterStepsWithoutALowerMeasure() {
        StopRule rule = StopRule.validationStandsStill(2);
        assertEquals(Optional.empty(), rule.afterStep(measured(3)));
        assertEquals(Optional.empty(), rule.afterStep(measured(3)));
        assertEquals(Optional.empty(), rule.afterStep(measured(2)), "lower again");
        assertEquals(Optional.empty(), rule.afterStep(measured(4)));
        assertEquals(Optional.empty(), rule.afterStep(step(0, 1, 1)), "not measured");
        assertEquals(Optional.of(StopReason.VALIDATION), rule.afterStep(measured(2.5)));
    }

    @Test
    void timeAndCancellationAreAskedAfterEveryEvaluation() {
        StopRule time = StopRule.timeAtMost(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), time.afterEvaluation(1.9));
        assertEquals(Optional.of(StopReason.TIME_LIMIT), time.afterEvaluation(2));
        assertEquals(
                Optional.of(StopReason.CANCELLED),
                StopRule.cancelledBy(() -> true).afterEvaluation(0));
    }

    @Test
    void orAsksBothAndTheFirstWins() {
        StopRule both = StopRule.gradientAtMost(1, Double.POSITIVE_INFINITY).or(StopRule.iterationsAtMost(0));
        assertEquals(Optional.of(StopReason.GRADIENT), both.afterStep(step(0, 1, 1)));
        assertEquals(Optional.of(StopReason.MAX_ITERATIONS), both.afterStep(step(0, 1, 2)));
    }
}
