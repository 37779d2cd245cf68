package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

class SoftmaxRegressionTest {
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withLambda(1e-2);

    static Solver[] solvers() {
        return new Solver[] {Solver.lbfgs(), Solver.plainLbfgs(), new Solver.MiniBatch(20, 16, new Adam(0.05))};
    }

    private static Dataset irisIn(DataType type) {
        return ReferenceData.iris().withType(type);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void learnsIris(Solver solver) {
        Dataset iris = irisIn(DataType.FLOAT);
        Fit fit = REGRESSION.withSolver(solver).fit(iris);
        assertTrue(fit.model().evaluate(iris).accuracy() >= 0.94, fit.toString());
        assertTrue(fit.isComplete());
        assertEquals(fit.objective(), fit.logLoss() + penalty(fit), 1e-6);
        assertEquals(fit.logLoss(), fit.model().evaluate(iris).logLoss(), 1e-6);
        assertFalse(fit.history().isEmpty());
    }

    private static double penalty(Fit fit) {
        double norm =
                fit.model().weights().castTo(DataType.DOUBLE).norm2Number().doubleValue();
        return 1e-2 / 2 * norm * norm;
    }

    /** Not nearly the same: the same bytes. */
    @ParameterizedTest
    @MethodSource("solvers")
    void seedsRepeatTheWeightsBitForBit(Solver solver) {
        Dataset iris = irisIn(DataType.FLOAT);
        SoftmaxRegression regression = REGRESSION.withSolver(solver).withSeed(3);
        float[] first = flat(regression.fit(iris).model());
        assertArrayEquals(first, flat(regression.fit(iris).model()));
        boolean random = solver instanceof Solver.MiniBatch;
        float[] other = flat(regression.withSeed(4).fit(iris).model());
        assertEquals(random, !Arrays.equals(first, other));
    }

    private static float[] flat(SoftmaxModel model) {
        return model.matrix().reshape(model.matrix().length()).toFloatVector();
    }

    @Test
    void floatFindsTheOptimumOfDouble() {
        double inDouble =
                REGRESSION.withTolerance(1e-9).fit(irisIn(DataType.DOUBLE)).objective();
        Fit inFloat = REGRESSION.fit(irisIn(DataType.FLOAT));
        assertTrue(inFloat.stopReason().converged(), inFloat.cause());
        assertEquals(inDouble, inFloat.objective(), 1e-6 * inDouble);
    }

    /** Asked for more than float can tell, the fit ends, and ends well. */
    @Test
    void floatEndsAtItsNoiseFloor() {
        double inDouble =
                REGRESSION.withTolerance(1e-9).fit(irisIn(DataType.DOUBLE)).objective();
        Fit fit = REGRESSION.withTolerance(0).fit(irisIn(DataType.FLOAT));
        assertTrue(
                fit.stopReason() == StopReason.LOSS_CHANGE || fit.stopReason() == StopReason.NO_PROGRESS,
                fit.stopReason() + ": " + fit.cause());
        assertEquals(inDouble, fit.objective(), 1e-6 * inDouble);
    }

    /** At the optimum of a penalised objective the weights of the classes sum to zero. */
    @Test
    void weightsSumToZeroOverClasses() {
        SoftmaxModel model =
                REGRESSION.withTolerance(1e-10).fit(irisIn(DataType.DOUBLE)).model();
        for (int d = 0; d < 4; d++) {
            assertEquals(0, model.weights().getRow(d).sumNumber().doubleValue(), 1e-10);
        }
    }

    @Test
    void weightTwoIsTheRowTwice() {
        Dataset iris = irisIn(DataType.DOUBLE);
        var weights = new double[150];
        Arrays.fill(weights, 1);
        var rows = new ArrayList<Integer>();
        for (int i = 0; i < 150; i++) {
            weights[i] = i % 3 == 0 ? 2 : 1;
            rows.add(i);
            if (i % 3 == 0) {
                rows.add(i);
            }
        }
        Dataset repeated = iris.subset(rows.stream().mapToInt(Integer::intValue).toArray());
        SoftmaxRegression regression = REGRESSION.withTolerance(1e-10);
        assertEquals(
                regression.fit(repeated).objective(),
                regression.fit(iris.withWeights(weights)).objective(),
                1e-12);
    }

    /** Spreads that differ by 1e6: plain L-BFGS would need thousands of passes, the default does not notice. */
    @Test
    void spreadsOfTheFeaturesDoNotMatter() {
        double[][] x = ReferenceData.iris().features().toDoubleMatrix();
        for (double[] row : x) {
            row[0] *= 1e3;
            row[1] *= 1e-3;
        }
        Dataset stretched = Dataset.of(
                x,
                Arrays.stream(ReferenceData.iris().labels())
                        .mapToObj(Integer::toString)
                        .toArray(String[]::new));
        Fit fit = REGRESSION.withTolerance(1e-9).fit(stretched);
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertTrue(fit.evaluations() < 100, fit.evaluations() + " passes");
        Fit plain = REGRESSION
                .withSolver(Solver.plainLbfgs())
                .withTolerance(1e-9)
                .withMaxIterations(200)
                .fit(stretched);
        assertTrue(fit.objective() <= plain.objective() * (1 + 1e-12), fit.objective() + " " + plain.objective());
    }

    /** One row per class, and one feature: the smallest problem there is. */
    @Test
    void smallestProblem() {
        Dataset dataset = Dataset.of(new float[][] {{-1}, {1}}, "left", "right");
        SoftmaxModel model = REGRESSION.fit(dataset).model();
        assertEquals(List.of("left", "right"), model.predict(dataset.features()));
        assertEquals(
                1, model.probabilities(dataset.features()).getRow(0).sumNumber().doubleValue(), 1e-6);
    }

    @Test
    void constantFeaturesGetNoWeight() {
        Dataset dataset = Dataset.of(new double[][] {{-1, 5}, {1, 5}, {2, 5}, {0.5, 5}}, "a", "b", "b", "a");
        SoftmaxModel model = REGRESSION.withTolerance(1e-10).fit(dataset).model();
        assertEquals(0, model.weights().getDouble(1, 0), 1e-8);
    }

    @Test
    void limitsEndTheFitWithTheirReason() {
        Dataset iris = irisIn(DataType.FLOAT);
        Fit none = REGRESSION.withMaxIterations(0).fit(iris);
        assertEquals(StopReason.MAX_ITERATIONS, none.stopReason());
        assertEquals(Math.log(3), none.objective(), 1e-6);
        assertFalse(none.isComplete());

        Fit brief =
                REGRESSION.withTolerance(0).withTimeLimit(Duration.ofNanos(1)).fit(iris);
        assertEquals(StopReason.TIME_LIMIT, brief.stopReason());

        var steps = new ArrayList<Step>();
        Fit cancelled = REGRESSION.fit(
                iris, FitOptions.none().withListener(steps::add).withCancellation(() -> steps.size() >= 3));
        assertEquals(StopReason.CANCELLED, cancelled.stopReason());
        assertEquals(steps, cancelled.history());
        assertTrue(cancelled.objective() < Math.log(3));
    }

    /** A rate that is far too large ends with a reason and a model that can still be written. */
    @Test
    void divergingSgdIsToldNotThrown() {
        Fit fit = REGRESSION
                .withSolver(new Solver.MiniBatch(50, 8, new Nesterovs(1e30, 0.9)))
                .fit(irisIn(DataType.FLOAT));
        assertEquals(StopReason.NOT_FINITE, fit.stopReason());
        assertFalse(fit.isComplete());
        assertTrue(Double.isFinite(fit.model().matrix().sumNumber().doubleValue()));
    }

    @Test
    void refusesWhatCannotBeTrained() {
        Dataset oneClass = Dataset.of(new float[][] {{1}, {2}}, "a", "a");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> REGRESSION.fit(oneClass))
                .getMessage()
                .contains("two classes"));
        assertThrows(IllegalArgumentException.class, () -> REGRESSION.withLambda(-1));
        assertThrows(IllegalArgumentException.class, () -> REGRESSION.withLambda(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> REGRESSION.withTolerance(-1));
        assertThrows(IllegalArgumentException.class, () -> REGRESSION.withMaxIterations(-1));
        assertThrows(IllegalArgumentException.class, () -> REGRESSION.withTimeLimit(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new Solver.MiniBatch(0, 1, new Adam()));
        assertThrows(IllegalArgumentException.class, () -> new Solver.MiniBatch(1, 0, new Adam()));
        assertThrows(IllegalArgumentException.class, () -> new Solver.FullBatch(0, Solver.Preconditioning.NONE));
    }

    /** INDArrays can be changed: a model shows copies. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void modelsCannotBeChanged(DataType type) {
        Dataset iris = irisIn(type);
        SoftmaxModel model = REGRESSION.fit(iris).model();
        INDArray before = model.probabilities(iris.features());
        model.weights().assign(7);
        model.intercept().assign(7);
        model.matrix().assign(7);
        assertEquals(before, model.probabilities(iris.features()));
        assertEquals(type, model.type());
    }

    @Test
    void modelsTakeFeaturesOfAnyTypeAndOrder() {
        Dataset iris = irisIn(DataType.FLOAT);
        SoftmaxModel model = REGRESSION.fit(iris).model();
        List<String> expected = model.predict(iris.features());
        assertEquals(expected, model.predict(iris.features().castTo(DataType.DOUBLE)));
        assertEquals(expected, model.predict(iris.features().dup('f')));
        assertThrows(IllegalArgumentException.class, () -> model.predict(Nd4j.ones(DataType.FLOAT, 2, 3)));
        assertThrows(
                IllegalArgumentException.class,
                () -> model.predict(Nd4j.createFromArray(new float[][] {{1, 2, 3, Float.NaN}})));
        Dataset other = Dataset.of(Nd4j.ones(DataType.FLOAT, 1, 4), List.of("unknown"));
        assertThrows(IllegalArgumentException.class, () -> model.evaluate(other));
        assertNotEquals(0, expected.size());
    }
}
