package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What falls as a power is followed exactly, also through noise and after a slower beginning; else nothing is said. */
@RunsWithoutBackend
class TimeLeftTest {
    /** 10^-t is below 10^-end after so many seconds; what came before the later half does not count. */
    @ParameterizedTest
    @ValueSource(ints = {10, 40, 500})
    void aPowerIsFollowedExactly(int steps) {
        var trend = new Trend();
        double seconds = 0;
        for (int i = 0; i < steps; i++) {
            seconds = 0.01 * i;
            boolean isBeginning = i < steps / 2 - 5;
            trend.add(seconds, isBeginning ? 1 : Math.pow(10, -seconds));
        }
        assertEquals(7 - seconds, trend.untilBelow(1e-7).orElseThrow(), 1e-9);
    }

    @Test
    void noiseMeansLittle() {
        var random = new Random(1);
        var trend = new Trend();
        for (int i = 0; i <= 200; i++) {
            trend.add(0.01 * i, Math.pow(10, -0.01 * i + 0.1 * random.nextGaussian()));
        }
        assertEquals(5, trend.untilBelow(1e-7).orElseThrow(), 1);
    }

    @Test
    void nothingIsSaidWhereNothingIsKnown() {
        var trend = new Trend();
        assertTrue(trend.untilBelow(1).isEmpty());
        for (int i = 0; i < 9; i++) {
            trend.add(i, Math.pow(10, -i));
        }
        assertTrue(trend.untilBelow(1e-20).isEmpty(), "too few");
        trend.add(9, 1e-9);
        assertEquals(11, trend.untilBelow(1e-20).orElseThrow(), 1e-9);
        trend.add(10, Double.NaN);
        assertTrue(trend.untilBelow(1e-20).isEmpty(), "a method without predictions");

        var rising = new Trend();
        var wild = new Trend();
        for (int i = 0; i < 50; i++) {
            rising.add(i, 1 + i);
            wild.add(i, i % 2 == 0 ? 1 : 1e-6);
        }
        assertTrue(rising.untilBelow(0.1).isEmpty());
        assertTrue(wild.untilBelow(1e-9).isEmpty());
        assertEquals(OptionalDouble.of(0), rising.untilBelow(60), "it is there already");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1 s", "12.3, 12 s", "99, 99 s", "119, 2 min", "5900, 98 min", "7300, 2 h"})
    void isNoMorePreciseThanItIs(double seconds, String expected) {
        assertEquals("about " + expected + " left", TimeLeft.text(OptionalDouble.of(seconds)));
    }
}
