package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.math.PlainNewton;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Columns in any units side by side: a fit that says that it has converged is at the optimum, which plain Newton steps
 * find.
 */
class UnitsTest {
    private static void assertOptimal(long seed, double... units) {
        double[] strength = new double[units.length];
        Arrays.fill(strength, 1.5);
        MadeRows rows = MadeRows.of(seed, 400, 3, strength, units);
        double optimum = PlainNewton.optimum(rows.features(), rows.labels(), rows.classes(), 1e-4);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            Fit fit = SoftmaxRegression.withDefaults().withLambda(1e-4).fit(rows.dataset(type));
            assertTrue(fit.stopReason().converged(), type + ": " + fit.cause());
            assertEquals(optimum, fit.objective(), 1e-6 * optimum, type + ": " + fit.cause());
        }
    }

    /**
     * Farads, metres, ohms, hertz, volts: the penalty of the first holds its weights at 0, at 1e24 times that of the
     * last.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void siUnits(long seed) {
        assertOptimal(seed, 1e-12, 1e-6, 1e5, 1e9, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void scalesOfTenToTheTenth(long seed) {
        assertOptimal(seed, 1e10, 1e-10, 1e5, 1e-5, 1);
    }

    /** Squares of these are no floats, and the weights of the last are next to none. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void fromTheLargestToTheSmallest(long seed) {
        assertOptimal(seed, 1e30, 1e-30, 1e15, 1e-15, 1);
        assertOptimal(seed, 1e35, 1e35, 1e35);
    }

    /** Where the penalty holds all weights at next to 0, no change of the objective is seen; the fit has converged. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-15, 1e-18, 1e-30})
    void allNextToNothing(double unit) {
        assertOptimal(1, unit, unit, unit);
    }

    /** Only the ratios of row weights count. */
    @ParameterizedTest
    @ValueSource(doubles = {1e50, 1e-50, 1e300, 1e-300})
    void weightsOfAnySize(double weight) {
        double[] ones = {1, 1, 1, 1};
        MadeRows rows = MadeRows.of(5, 300, 3, ones, ones);
        double optimum = PlainNewton.optimum(rows.features(), rows.labels(), rows.classes(), 1e-4);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            var weights = new double[300];
            Arrays.fill(weights, weight);
            Fit fit = SoftmaxRegression.withDefaults()
                    .withLambda(1e-4)
                    .fit(rows.dataset(type).withWeights(weights));
            assertEquals(optimum, fit.objective(), 1e-6 * optimum, type + ": " + fit.cause());
        }
    }

    /** What float cannot compute with is refused with its name. */
    @Test
    void missingValueMarksAreRefused() {
        double[] ones = {1, 1, 1, 1};
        MadeRows rows = MadeRows.of(6, 300, 3, ones, ones);
        for (int i = 0; i < 300; i += 10) {
            rows.features()[i][2] = -Float.MAX_VALUE;
        }
        String told = assertThrows(
                        IllegalArgumentException.class,
                        () -> SoftmaxRegression.withDefaults().fit(rows.dataset(DataType.FLOAT)))
                .getMessage();
        assertTrue(told.contains("'x2'") && told.contains("missing"), told);
    }
}
