package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StopRuleTest {
    private static Step step(int iteration, double objective, double gradientNorm) {
        return new Step(iteration, iteration, 0, objective, gradientNorm, 1, iteration, OptionalDouble.empty());
    }

    @Test
    void gradient() {
        StopRule rule = StopRule.gradientAtMost(1e-3);
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
        StopRule rule = StopRule.objectiveStandsStill(0.1, 2);
        assertEquals(Optional.empty(), rule.afterStep(step(0, 8, 1)));
        assertEquals(Optional.empty(), rule.afterStep(step(1, 4, 1)));
        assertEquals(Optional.empty(), rule.afterStep(step(2, 3.9, 1)), "8 to 3.9");
        assertEquals(Optional.of(StopReason.LOSS_CHANGE), rule.afterStep(step(3, 3.8, 1)), "4 to 3.8");
    }

    private static Step measured(double validation) {
        return new Step(0, 0, 0, 1, 1, 1, 0, OptionalDouble.of(validation));
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
        StopRule both = StopRule.gradientAtMost(1).or(StopRule.iterationsAtMost(0));
        assertEquals(Optional.of(StopReason.GRADIENT), both.afterStep(step(0, 1, 1)));
        assertEquals(Optional.of(StopReason.MAX_ITERATIONS), both.afterStep(step(0, 1, 2)));
    }
}
