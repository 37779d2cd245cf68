package io.github.softmax4j.benchmarks.gaps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LogAxisTest {
    private final LogAxis axis = new LogAxis(1e-3, 1e3, 100, 400);

    @Test
    void equalRatiosAreEquallyFarApart() {
        for (double value : new double[] {1e-3, 0.02, 1, 7, 90}) {
            assertEquals(50, axis.at(10 * value) - axis.at(value), 1e-9);
        }
    }

    @Test
    void whatLiesOutsideIsAtTheEdge() {
        assertEquals(100, axis.at(1e-9));
        assertEquals(100, axis.at(0));
        assertEquals(100, axis.at(-1e-9), "a rounding below the optimum");
        assertEquals(400, axis.at(1e9));
    }

    @Test
    void powersOfTenHaveTheEnds() {
        assertArrayEquals(new double[] {1e-3, 0.01, 0.1, 1, 10, 100, 1e3}, axis.powersOfTen());
        assertArrayEquals(new double[] {1, 10}, new LogAxis(0.5, 20, 0, 1).powersOfTen());
    }

    @Test
    void itHasAirOnBothSides() {
        LogAxis spanning = LogAxis.spanning(DoubleStream.of(3, 0.5, 8), 0, 1);
        assertEquals(0.5 / 1.5, spanning.from());
        assertEquals(12, spanning.to());
    }

    @Test
    void numbersHaveNoExponentAndNoRounding() {
        assertEquals("0.0001", LogAxis.plain(100 * 1e-6, 6));
        assertEquals("100", LogAxis.plain(1e2, 6));
    }

    @Test
    void anAxisThatDoesNotGoUpIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LogAxis(0, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new LogAxis(2, 2, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new LogAxis(Double.NaN, 2, 0, 1));
    }
}
