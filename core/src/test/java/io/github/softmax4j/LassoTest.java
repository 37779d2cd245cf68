package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.math.PlainLasso;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** With an L1 penalty a fit that says that it has converged has the objective and the zeros of the optimum. */
class LassoTest {
    private static final int FEATURES = 25;
    private static final int RELEVANT = 5;
    /** Too many for a Hessian of all weights. */
    private static final int WIDE = 700;

    /**
     * Most columns are noise, and the penalty is small: the objective stands still for long before the zeros are found.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noiseColumns(long seed) {
        var strength = new double[FEATURES];
        Arrays.fill(strength, 0, RELEVANT, 1.5);
        var units = new double[FEATURES];
        Arrays.fill(units, 1);
        MadeRows rows = MadeRows.of(seed, 600, 3, strength, units);
        PlainLasso expected = PlainLasso.optimum(rows.features(), rows.labels(), rows.classes(), 1e-5);
        assertTrue(expected.zeros() >= FEATURES / 2, "zeros: " + expected.zeros());
        Fit fit =
                SoftmaxRegression.withDefaults().withLambda(1e-5).withL1Ratio(1).fit(rows.dataset(DataType.FLOAT));
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertEquals(expected.objective(), fit.objective(), 1e-6 * expected.objective(), fit.cause());
        // the gradient's tolerance is a tenth of the penalty: one weight may stay that is all but 0
        assertEquals(expected.zeros(), zeros(fit), 1, fit.cause());
    }

    /** Columns that are alike in few rows: no step may spend itself on setting them against each other. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void moreColumnsThanRows(DataType type) {
        var strength = new double[WIDE];
        Arrays.fill(strength, 0, RELEVANT, 1.5);
        var units = new double[WIDE];
        Arrays.fill(units, 1);
        MadeRows rows = MadeRows.of(3, 100, 3, strength, units);
        PlainLasso expected = PlainLasso.optimum(rows.features(), rows.labels(), rows.classes(), 1e-2);
        Fit fit =
                SoftmaxRegression.withDefaults().withLambda(1e-2).withL1Ratio(1).fit(rows.dataset(type));
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertEquals(expected.objective(), fit.objective(), 1e-5 * expected.objective(), fit.cause());
        assertTrue(fit.evaluations() <= 80, "evaluations: " + fit.evaluations());
    }

    private static int zeros(Fit fit) {
        double[] weights = fit.model().weights().dup('c').data().asDouble();
        return (int) Arrays.stream(weights).filter(weight -> weight == 0).count();
    }
}
