package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrustRatioTest {
    private final TrustRatio trust = new TrustRatio(true);

    private void step(double... lengths) {
        for (double length : lengths) {
            trust.add(length);
        }
    }

    private int stepsUntilTrusted() {
        int steps = 0;
        while (!trust.isTrusted()) {
            trust.add(1);
            steps++;
        }
        return steps;
    }

    @Test
    void stepsOfAboutTheRightLengthAreTrusted() {
        IntStream.range(0, 1000).forEach(i -> step(0.3 + 0.7 * (i % 2)));
        assertTrue(trust.isTrusted());
    }

    @Test
    void whereThereIsNoneItIsNotTrusted() {
        assertFalse(new TrustRatio(false).isTrusted());
    }

    @Test
    void oneShortStepIsNoReason() {
        step(1, 0.1, 1, 1, 0.1, 1);
        assertTrue(trust.isTrusted());
    }

    @Test
    void shortStepsAreAReasonForAPause() {
        step(1, 0.15);
        assertTrue(trust.isTrusted());
        step(0.15);
        assertFalse(trust.isTrusted());
        assertEquals(20, stepsUntilTrusted());
    }

    @Test
    void whatHasFailedOnceIsUsedAgainButNotBelieved() {
        step(1, 0.15);
        assertTrue(trust.hasAlwaysHeld());
        step(0.15);
        stepsUntilTrusted();
        assertFalse(trust.hasAlwaysHeld());
        assertFalse(new TrustRatio(false).hasAlwaysHeld(), "there is none");
    }

    @Test
    void afterAPauseOneShortStepIsEnoughForALongerOne() {
        step(0.1, 0.1);
        assertEquals(20, stepsUntilTrusted());
        step(0.1);
        assertEquals(40, stepsUntilTrusted());
        step(0.1);
        assertEquals(80, stepsUntilTrusted());
    }

    @Test
    void afterAPauseALongStepIsAGoodBeginning() {
        step(0.1, 0.1);
        stepsUntilTrusted();
        step(1, 0.1, 1, 0.5);
        assertTrue(trust.isTrusted());
    }
}
