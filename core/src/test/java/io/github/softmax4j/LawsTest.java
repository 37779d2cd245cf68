package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.Bounds;
import io.github.softmax4j.settings.ClassWeights;
import io.github.softmax4j.settings.Solver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for any fit; most of it after scikit-learn's tests of its logistic regression. */
class LawsTest {
    private static final SoftmaxRegression PRECISE =
            SoftmaxRegression.withDefaults().withLambda(1e-2).withTolerance(1e-9);

    private static double distance(INDArray left, INDArray right) {
        return left.sub(right).amaxNumber().doubleValue();
    }

    /** test_logistic_regression_solvers_multiclass */
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4})
    void allSolversAgree(double lambda) {
        Dataset iris = ReferenceData.iris();
        INDArray expected = PRECISE.withLambda(lambda).fit(iris).model().matrix();
        for (Solver.Preconditioning preconditioning : Solver.Preconditioning.values()) {
            Fit fit = PRECISE.withLambda(lambda)
                    .withSolver(new Solver.FullBatch(10, preconditioning))
                    .fit(iris);
            double size = expected.amaxNumber().doubleValue();
            assertEquals(0, distance(expected, fit.model().matrix()), 1e-3 * size, preconditioning.name());
        }
    }

    /** test_multinomial_identifiability_on_iris: without a penalty too. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void weightsSumToZeroOverClasses(double labelSmoothing) {
        SoftmaxModel model = PRECISE.withLambda(0)
                .withLabelSmoothing(labelSmoothing)
                .withMaxIterations(60)
                .fit(ReferenceData.iris())
                .model();
        double size = model.weights().amaxNumber().doubleValue();
        for (int j = 0; j < 4; j++) {
            assertEquals(0, model.weights().getRow(j).sumNumber().doubleValue(), 1e-10 * size);
        }
        assertEquals(0, model.intercept().sumNumber().doubleValue(), 1e-10);
    }

    @Test
    void classWeightsAreRowWeights() {
        Dataset iris = ReferenceData.iris();
        double[] weights = Arrays.stream(iris.labels())
                .mapToDouble(label -> new double[] {1, 2.5, 0.3}[label])
                .toArray();
        INDArray byRow = PRECISE.fit(iris.withWeights(weights)).model().matrix();
        INDArray byClass = PRECISE.withClassWeights(ClassWeights.of(Map.of("1", 2.5, "2", 0.3)))
                .fit(iris)
                .model()
                .matrix();
        assertEquals(0, distance(byRow, byClass), 1e-9);
        assertThrows(
                IllegalArgumentException.class,
                () -> PRECISE.withClassWeights(ClassWeights.of(Map.of("9", 1.0)))
                        .fit(iris));
        assertThrows(IllegalArgumentException.class, () -> ClassWeights.of(Map.of("0", -1.0)));
    }

    /** Weights of class and target: a row between two classes is one row of each, weighted by its shares. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void softTargetsAreWeightedRows(DataType type) {
        double[][] x = {{1, 0}, {0, 1}, {2, 1}, {-1, 1}};
        double[][] shares = {{0.7, 0.3, 0}, {0, 0.5, 0.5}, {0.1, 0.1, 0.8}, {1, 0, 0}};
        ClassLabels classes = ClassLabels.inOrder(List.of("a", "b", "c"));
        var rows = new ArrayList<double[]>();
        var labels = new ArrayList<String>();
        var weights = new ArrayList<Double>();
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 3; k++) {
                rows.add(x[i]);
                labels.add(classes.names().get(k));
                weights.add(shares[i][k]);
            }
        }
        SoftmaxRegression regression = PRECISE.withClassWeights(ClassWeights.of(Map.of("b", 3.0)))
                .withLabelSmoothing(0.1)
                .withTolerance(type == DataType.FLOAT ? 1e-6 : 1e-9);
        Dataset soft =
                Dataset.ofProbabilities(Nd4j.createFromArray(x).castTo(type), Nd4j.createFromArray(shares), classes);
        Dataset repeated = Dataset.of(Nd4j.createFromArray(rows.toArray(double[][]::new)), labels, classes)
                .withWeights(weights.stream().mapToDouble(Double::doubleValue).toArray());
        double[] scaled = repeated.weights();
        for (int i = 0; i < 12; i++) {
            scaled[i] *= labels.get(i).equals("b") ? 3 : 1;
        }
        INDArray expected = regression
                .withClassWeights(ClassWeights.none())
                .fit(repeated.withWeights(scaled))
                .model()
                .matrix();
        INDArray actual = regression.fit(soft).model().matrix();
        assertEquals(0, distance(expected, actual), type == DataType.FLOAT ? 1e-3 : 1e-6);
        assertThrows(
                IllegalArgumentException.class,
                () -> Dataset.ofProbabilities(
                        Nd4j.ones(DataType.DOUBLE, 1, 2),
                        Nd4j.createFromArray(new double[][] {{0.5, 0.6, 0}}),
                        classes));
    }

    /** Weights that sum to anything: only their proportions count. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 1e8})
    void scaleOfTheRowWeightsDoesNotMatter(double scale) {
        Dataset iris = ReferenceData.iris();
        double[] weights = IntStream.range(0, 150).mapToDouble(i -> 1 + i % 4).toArray();
        INDArray expected = PRECISE.fit(iris.withWeights(weights)).model().matrix();
        double[] scaled = Arrays.stream(weights).map(w -> w * scale).toArray();
        assertEquals(
                0,
                distance(expected, PRECISE.fit(iris.withWeights(scaled)).model().matrix()),
                1e-6);
    }

    /** Outliers that weigh next to nothing change next to nothing. */
    @Test
    void outliersWithTinyWeights() {
        Dataset iris = ReferenceData.iris();
        var x = new ArrayList<>(Arrays.asList(iris.features().toDoubleMatrix()));
        var labels = new ArrayList<String>();
        Arrays.stream(iris.labels()).forEach(label -> labels.add(Integer.toString(label)));
        for (int i = 0; i < 20; i++) {
            x.add(new double[] {50 - i, -30, 70, i});
            labels.add(Integer.toString(i % 3));
        }
        var weights = new double[170];
        Arrays.fill(weights, 0, 150, 1);
        Arrays.fill(weights, 150, 170, 1e-9);
        Dataset dataset = Dataset.of(x.toArray(double[][]::new), labels.toArray(String[]::new));
        INDArray expected = PRECISE.fit(iris).model().matrix();
        INDArray actual = PRECISE.fit(dataset.withWeights(weights)).model().matrix();
        assertEquals(0, distance(expected, actual), 1e-4 * expected.amaxNumber().doubleValue());
    }

    /**
     * Spreads that differ by 1e9, seconds since 1970, a constant column: in float as in double, converged in few
     * passes.
     */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void anyScaleConverges(DataType type) {
        Dataset iris = ReferenceData.iris();
        var x = new double[150][6];
        for (int i = 0; i < 150; i++) {
            double[] row = iris.features().getRow(i).toDoubleVector();
            x[i] = new double[] {row[0] * 1e6, row[1] * 1e-3, 1.6e9 + 1e4 * row[2], row[3], 42, 1e30 * row[1]};
        }
        String[] labels =
                Arrays.stream(iris.labels()).mapToObj(Integer::toString).toArray(String[]::new);
        Dataset wild = Dataset.of(x, labels).withType(type);
        SoftmaxRegression regression =
                SoftmaxRegression.withDefaults().withLambda(1e-2).withStandardize(true);
        Fit fit = regression.fit(wild);
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertTrue(fit.evaluations() < 100, fit.evaluations() + " passes");
        var tame = new double[150][5];
        for (int i = 0; i < 150; i++) {
            double[] row = iris.features().getRow(i).toDoubleVector();
            tame[i] = new double[] {row[0], row[1], row[2], row[3], row[1]};
        }
        Fit expected = regression.withTolerance(1e-9).fit(Dataset.of(tame, labels));
        assertEquals(expected.objective(), fit.objective(), 1e-5 * expected.objective());
        assertEquals(0, Math.abs(fit.model().weights().getDouble(4, 0)), "a constant column has no weight");
        double accuracy = fit.model().evaluate(wild).accuracy();
        assertEquals(expected.model().evaluate(Dataset.of(tame, labels)).accuracy(), accuracy, 1e-9);
    }

    /** Float arrays come with the digits they have; none more is lost, in training or prediction. */
    @Test
    void farColumnsOfFloatArrays() {
        var x = new float[300][1];
        var labels = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            x[i][0] = 1.6e9f + 128 * i; // neighbours in float
            labels.add((i + 40 * (i % 3)) > 160 ? "late" : "early");
        }
        INDArray features = Nd4j.createFromArray(x);
        Dataset inFloat = Dataset.of(features, labels);
        SoftmaxRegression regression =
                SoftmaxRegression.withDefaults().withLambda(1e-3).withStandardize(true);
        Fit fit = regression.fit(inFloat);
        Fit inDouble = regression.fit(Dataset.of(features.castTo(DataType.DOUBLE), labels));
        assertEquals(inDouble.objective(), fit.objective(), 1e-6);
        INDArray expected = inDouble.model().probabilities(features.castTo(DataType.DOUBLE));
        INDArray actual = fit.model().probabilities(features);
        assertEquals(0, distance(expected, actual.castTo(DataType.DOUBLE)), 1e-4);
    }

    /** The penalty keeps its meaning in the user's units, whatever the solver does inside. */
    @Test
    void penaltyIsThatOfTheUsersWeights() {
        Dataset wine = ReferenceData.wine();
        Fit fit = PRECISE.fit(wine);
        double norm = fit.model().weights().norm2Number().doubleValue();
        assertEquals(fit.objective() - fit.logLoss(), 1e-2 / 2 * norm * norm, 1e-9);
        assertEquals(fit.model().evaluate(wine).logLoss(), fit.logLoss(), 1e-9);
    }

    /** A factor of f is a feature divided by the root of f. */
    @Test
    void penaltyFactorsAreOtherUnits() {
        Dataset iris = ReferenceData.iris();
        INDArray scaled = iris.features().dup();
        scaled.getColumn(1).divi(3);
        Fit byUnit = PRECISE.fit(ReferenceData.withFeatures(iris, scaled));
        Fit byFactor = PRECISE.withPenaltyFactors(List.of(1.0, 9.0, 1.0, 1.0)).fit(iris);
        assertEquals(byUnit.objective(), byFactor.objective(), 1e-10);
        Fit free = PRECISE.withPenaltyFactors(Collections.nCopies(4, 0.0))
                .withLabelSmoothing(0.1)
                .fit(iris);
        Fit none = PRECISE.withLambda(0).withLabelSmoothing(0.1).fit(iris);
        assertEquals(none.objective(), free.objective(), 1e-10);
        assertThrows(
                IllegalArgumentException.class,
                () -> PRECISE.withPenaltyFactors(List.of(1.0)).fit(iris));
    }

    /** Bounds hold, and bounds that do not touch change nothing. */
    @Test
    void boundsHold() {
        Dataset iris = ReferenceData.iris();
        Fit bounded = PRECISE.withBounds(Bounds.of(-0.2, 0.5)).fit(iris);
        assertTrue(bounded.stopReason().converged(), bounded.cause());
        INDArray weights = bounded.model().weights();
        assertTrue(weights.minNumber().doubleValue() >= -0.2 * (1 + 1e-12));
        assertTrue(weights.maxNumber().doubleValue() <= 0.5 * (1 + 1e-12));
        Fit free = PRECISE.fit(iris);
        assertTrue(bounded.objective() > free.objective());
        Fit wide = PRECISE.withBounds(Bounds.of(-100, 100)).fit(iris);
        assertEquals(free.objective(), wide.objective(), 1e-10);
        assertThrows(IllegalArgumentException.class, () -> Bounds.of(0.1, 1));
    }

    /** More features than rows, and more than the dense Kronecker approximation takes. */
    @ParameterizedTest
    @ValueSource(ints = {300, 4200})
    void wideDataConverge(int features) {
        Nd4j.getRandom().setSeed(5);
        INDArray x = Nd4j.randn(DataType.FLOAT, 60, features);
        List<String> labels =
                IntStream.range(0, 60).mapToObj(i -> Integer.toString(i % 3)).toList();
        Fit fit = SoftmaxRegression.withDefaults().withLambda(0.1).fit(Dataset.of(x, labels));
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertEquals(1, fit.model().evaluate(Dataset.of(x, labels)).accuracy());
    }

    /** A class without rows gets a small probability, and no row an infinite loss. */
    @Test
    void missingClass() {
        ClassLabels classes = ClassLabels.inOrder(List.of("a", "b", "c"));
        Dataset dataset = Dataset.of(
                Nd4j.createFromArray(new double[][] {{1}, {2}, {3}, {4}}), List.of("a", "a", "c", "c"), classes);
        Fit fit = PRECISE.withMaxIterations(200).fit(dataset);
        assertTrue(fit.model()
                        .probabilities(dataset.features())
                        .getColumn(1)
                        .maxNumber()
                        .doubleValue()
                < 1e-3);
        assertTrue(Double.isFinite(fit.logLoss()));
    }

    /**
     * Without a penalty separable classes have no optimum; the fit ends all the same, says so, and its model is right.
     */
    @Test
    void separableClassesEnd() {
        Fit fit = SoftmaxRegression.withDefaults().withLambda(0).fit(ReferenceData.wine());
        assertEquals(StopReason.SEPARATED, fit.stopReason(), fit.cause());
        assertTrue(fit.cause().contains("a small lambda"), fit.cause());
        assertTrue(
                fit.cause().matches(".*classes '\\d' and '\\d' are set apart most of all by 'x\\d+'.*"), fit.cause());
        assertEquals(1, fit.model().evaluate(ReferenceData.wine()).accuracy());
    }

    /** A fit that is cut short says why, in words that help. */
    @Test
    void causesArePlainWords() {
        Dataset wine = ReferenceData.wine();
        SoftmaxRegression plain = SoftmaxRegression.withDefaults().withSolver(Solver.plainLbfgs());
        Fit slow = plain.withMaxIterations(5).fit(wine);
        assertTrue(slow.cause().contains("'x12' has") && slow.cause().contains("times the spread"), slow.cause());
        Fit separated =
                PRECISE.withLambda(0).withTolerance(0).withMaxIterations(40).fit(ReferenceData.standardised(wine));
        assertTrue(separated.cause().contains("small lambda"), separated.cause());
        Fit fast = SoftmaxRegression.withDefaults().withMaxIterations(2).fit(wine);
        assertEquals(fast.stopReason().words(), fast.cause());
    }
}
