package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.math.PlainLasso;
import io.github.softmax4j.settings.Bounds;
import io.github.softmax4j.settings.Penalty;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** With an L1 penalty a fit that says that it has converged has the objective and the zeros of the optimum. */
class LassoTest {
    private static final int FEATURES = 25;
    private static final int RELEVANT = 5;
    /** Too many for a Hessian of all weights. */
    private static final int WIDE = 700;

    private static final int MANY = 180;

    /**
     * Most columns are noise, and the penalty is small: the objective stands still for long before the zeros are found.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noiseColumns(long seed) {
        MadeRows rows = noise(seed);
        PlainLasso expected = PlainLasso.optimum(rows.features(), rows.labels(), rows.classes(), 1e-5);
        assertTrue(expected.zeros() >= FEATURES / 2, "zeros: " + expected.zeros());
        Fit fit =
                SoftmaxRegression.withDefaults().withLambda(1e-5).withL1Ratio(1).fit(rows.dataset(DataType.FLOAT));
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertEquals(expected.objective(), fit.objective(), 1e-6 * expected.objective(), fit.cause());
        assertEquals(expected.zeros(), zeros(fit), fit.cause());
    }

    /** Features x classes are too many for a Hessian of all weights, and the rows many more than the features. */
    @ParameterizedTest
    @CsvSource({"FLOAT, 1e-2", "DOUBLE, 3e-3"})
    void manyWeights(DataType type, double lambda) {
        MadeRows rows = manyWeights();
        PlainLasso expected = PlainLasso.optimum(rows.features(), rows.labels(), rows.classes(), lambda);
        Fit fit = SoftmaxRegression.withDefaults()
                .withLambda(lambda)
                .withL1Ratio(1)
                .fit(rows.dataset(type));
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertEquals(expected.objective(), fit.objective(), 1e-6 * expected.objective(), fit.cause());
        assertEquals(expected.zeros(), zeros(fit), 2, "of " + MANY * 12 + ", " + fit.cause());
        assertTrue(fit.evaluations() <= 60, "evaluations: " + fit.evaluations());
    }

    private static MadeRows manyWeights() {
        var strength = new double[MANY];
        Arrays.fill(strength, 0, MANY / 3, 0.5);
        var units = new double[MANY];
        Arrays.fill(units, 1);
        return MadeRows.of(5, 400, 12, strength, units);
    }

    /** A feature is used for all classes or for none, as in an independent solution. */
    @ParameterizedTest
    @CsvSource({"FLOAT, 3e-2", "DOUBLE, 1e-2"})
    void groupsOfManyWeights(DataType type, double lambda) {
        MadeRows rows = manyWeights();
        var single = new int[MANY];
        Arrays.fill(single, 1);
        assertGroups(rows, rows.dataset(type), lambda, Penalty.Grouping.FEATURES, single);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT, 3e-2", "DOUBLE, 3e-2", "DOUBLE, 1e-3"})
    void groupsOfFeatures(DataType type, double lambda) {
        MadeRows rows = noise(1);
        var single = new int[FEATURES];
        Arrays.fill(single, 1);
        assertGroups(rows, rows.dataset(type), lambda, Penalty.Grouping.FEATURES, single);
    }

    /** All features of a column, such as its words, are used or none. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3e-2, 3e-3})
    void groupsOfColumns(double lambda) {
        MadeRows rows = noise(2);
        List<SourceColumn> columns = List.of(
                SourceColumn.vector("relevant", 3),
                SourceColumn.number("alone"),
                SourceColumn.vector("partly", 5),
                SourceColumn.vector("noise", 16));
        var recipe = new FeatureRecipe(columns, FeatureRecipe.Missing.ERROR, FeatureRecipe.Unseen.ERROR);
        Dataset dataset = rows.dataset(DataType.DOUBLE).withRecipe(recipe);
        assertGroups(rows, dataset, lambda, Penalty.Grouping.COLUMNS, 3, 1, 5, 16);
    }

    private static void assertGroups(
            MadeRows rows, Dataset dataset, double lambda, Penalty.Grouping grouping, int... sizes) {
        PlainLasso expected = PlainLasso.optimum(rows.features(), rows.labels(), rows.classes(), lambda, sizes);
        Fit fit = SoftmaxRegression.withDefaults()
                .withLambda(lambda)
                .withL1Ratio(1)
                .withGrouping(grouping)
                .fit(dataset);
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertEquals(expected.objective(), fit.objective(), 1e-6 * expected.objective(), fit.cause());
        assertEquals(expected.zeros(), zeros(fit), fit.cause());
        int first = 0;
        for (int size : sizes) {
            double[] ofGroup = fit.model()
                    .weights()
                    .get(NDArrayIndex.interval(first, first + size), NDArrayIndex.all())
                    .dup('c')
                    .data()
                    .asDouble();
            long zeros = Arrays.stream(ofGroup).filter(weight -> weight == 0).count();
            assertTrue(zeros == 0 || zeros == ofGroup.length, "zeros of a group: " + zeros + " of " + ofGroup.length);
            first += size;
        }
    }

    @Test
    void groupsAndBoundsDoNotGoTogether() {
        SoftmaxRegression grouped =
                SoftmaxRegression.withDefaults().withL1Ratio(1).withGrouping(Penalty.Grouping.FEATURES);
        String message = assertThrows(IllegalArgumentException.class, () -> grouped.withBounds(Bounds.of(0, 1)))
                .getMessage();
        assertTrue(message.contains("groups and bounds do not go together"), message);
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

    private static MadeRows noise(long seed) {
        var strength = new double[FEATURES];
        Arrays.fill(strength, 0, RELEVANT, 1.5);
        var units = new double[FEATURES];
        Arrays.fill(units, 1);
        return MadeRows.of(seed, 600, 3, strength, units);
    }

    private static int zeros(Fit fit) {
        double[] weights = fit.model().weights().dup('c').data().asDouble();
        return (int) Arrays.stream(weights).filter(weight -> weight == 0).count();
    }
}
