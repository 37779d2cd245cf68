package io.github.softmax4j.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.Test;

class DoubleLanesTest {
    private static double exp(double x) {
        return DoubleLanes.exp(DoubleVector.broadcast(DoubleLanes.SPECIES, x), DoubleLanes.NEXT_TO_NOTHING)
                .lane(0);
    }

    @Test
    void expIsRightToTheLastDigits() {
        for (double x = 0; x > -707; x -= 0.00371) {
            double exact = Math.exp(x);
            assertEquals(exact, exp(x), 1e-15 * exact + 1e-150, "exp " + x);
        }
        assertEquals(1.0, exp(0.0));
        assertEquals(1.0, exp(-0.0));
    }

    @Test
    void expOfWhatIsFarBelowIsNothing() {
        for (double x : new double[] {-346, -708, -750, -1e10, -Double.MAX_VALUE, Double.NEGATIVE_INFINITY}) {
            assertEquals(0.0, exp(x), 0.0, "exp " + x);
        }
        assertTrue(Double.isNaN(exp(Double.NaN)));
    }

    /** Whether or not it is compiled. */
    @Test
    void sumsAreAlwaysTheSame() {
        var values = new double[DoubleLanes.COUNT];
        for (int lane = 0; lane < values.length; lane++) {
            values[lane] = Math.pow(-10, lane) / 3;
        }
        double first = DoubleLanes.sum(DoubleVector.fromArray(DoubleLanes.SPECIES, values, 0));
        var firstAdded = new double[1];
        DoubleLanes.addLanes(values, 0, firstAdded, 0, 1);
        var added = new double[1];
        for (int round = 0; round < 100_000; round++) {
            assertEquals(first, DoubleLanes.sum(DoubleVector.fromArray(DoubleLanes.SPECIES, values, 0)));
            DoubleLanes.addLanes(values, 0, added, 0, 1);
            assertEquals(firstAdded[0], added[0]);
        }
        double exact = 0;
        for (double value : values) {
            exact += value;
        }
        assertEquals(exact, first, 1e-15 * Math.abs(values[values.length - 1]));
        assertEquals(exact, added[0], 1e-15 * Math.abs(values[values.length - 1]));
    }
}
