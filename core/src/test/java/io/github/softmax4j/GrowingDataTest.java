package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.NameMatch;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.Bounds;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.Solver;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model as the start of a fit on data that have grown, or shrunk: weights go by their names. */
class GrowingDataTest {
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withLambda(1e-3).withTolerance(1e-8);

    /** Some columns and the rows of some classes, with names of their own. */
    private static Dataset part(Dataset dataset, int[] columns, List<String> classes) {
        int[] rows = IntStream.range(0, (int) dataset.rows())
                .filter(row -> classes.contains(dataset.classes().names().get(dataset.labels()[row])))
                .toArray();
        Dataset some = dataset.subset(rows);
        INDArray features = Nd4j.pullRows(some.features().transpose().dup('c'), 1, columns, 'c')
                .transpose()
                .dup('c');
        List<String> labels = Arrays.stream(some.labels())
                .mapToObj(dataset.classes().names()::get)
                .toList();
        return Dataset.of(features, labels, ClassLabels.inOrder(classes))
                .withFeatureNames(Arrays.stream(columns).mapToObj(j -> "f" + j).toList());
    }

    private static int[] firstColumns(int count) {
        return IntStream.range(0, count).toArray();
    }

    static List<SoftmaxRegression> regressions() {
        return List.of(
                REGRESSION,
                REGRESSION.withSolver(Solver.plainLbfgs()).withTolerance(1e-7),
                REGRESSION.withIntercept(false),
                REGRESSION.withL1Ratio(0.5),
                REGRESSION.withBounds(Bounds.of(-1, 1)),
                REGRESSION.withL1Ratio(0.5).withGrouping(Penalty.Grouping.FEATURES));
    }

    /** One class of three and two columns of thirteen are new, and one column is gone. */
    @ParameterizedTest
    @MethodSource("regressions")
    void theOptimumIsThatFromScratch(SoftmaxRegression regression) {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine());
        List<String> names = wine.classes().names();
        Dataset old = part(wine, firstColumns(11), List.of(names.get(2), names.get(0)));
        Dataset grown = part(wine, IntStream.range(1, 13).toArray(), names);
        Fit scratch = regression.fit(grown);
        Fit updated = regression.update(regression.fit(old).model(), grown);
        assertEquals(scratch.objective(), updated.objective(), 1e-6 * scratch.objective());
        assertTrue(updated.isComplete(), updated.cause());
        assertArrayEquals(
                scratch.model().matrix().data().asDouble(),
                updated.model().matrix().data().asDouble(),
                2e-3);
    }

    /** A few rows more, and a new feature: most of the way is made already. */
    @Test
    void littleGrowthTakesFewPasses() {
        requireFewerPasses(ReferenceData.digits(), REGRESSION.withTolerance(1e-6));
        requireFewerPasses(
                ReferenceData.standardised(ReferenceData.breastCancer()),
                REGRESSION.withSolver(Solver.plainLbfgs()).withTolerance(1e-6));
    }

    private static void requireFewerPasses(Dataset dataset, SoftmaxRegression regression) {
        List<String> classes = dataset.classes().names();
        int columns = dataset.featureMatrix().columns();
        int rows = (int) dataset.rows();
        Dataset old = part(dataset.range(0, rows - rows / 20), firstColumns(columns - 1), classes);
        Dataset grown = part(dataset, firstColumns(columns), classes);
        Fit scratch = regression.fit(grown);
        Fit updated = regression.update(regression.fit(old).model(), grown);
        System.out.println(regression.solver().name() + ", " + rows + " rows: " + scratch.evaluations()
                + " evaluations from scratch, " + updated.evaluations() + " from the model of a twentieth fewer rows");
        assertTrue(updated.evaluations() < scratch.evaluations(), updated.toString());
        assertEquals(scratch.objective(), updated.objective(), 1e-5 * scratch.objective());
    }

    /** Columns and classes in another order are the same data. */
    @Test
    void orderDoesNotMatter() {
        Dataset iris = ReferenceData.iris();
        List<String> names = iris.classes().names();
        Dataset there = part(iris, firstColumns(4), names);
        Dataset back = part(iris, new int[] {3, 1, 0, 2}, List.of(names.get(2), names.get(0), names.get(1)));
        SoftmaxModel model = REGRESSION.fit(there).model();
        Fit again = REGRESSION.withTolerance(1e-6).update(model, back);
        assertEquals(0, again.iterations(), again.toString());
        assertEquals(
                model.matrix().getDouble(3, 2), again.model().matrix().getDouble(0, 0), 1e-9, "by feature and class");
        assertTrue(new NameMatch(model, back.classes(), back.featureNames()).isWhole());
    }

    /** What is new says nothing yet: the classes of the model keep their ratios, and a new one has its share. */
    @Test
    void newClassesBeginWithTheirShare() {
        Dataset iris = ReferenceData.iris();
        List<String> names = iris.classes().names();
        SoftmaxModel model = REGRESSION
                .fit(part(iris, firstColumns(3), List.of(names.get(0), names.get(2))))
                .model();
        Dataset grown = part(iris, firstColumns(4), names);
        SoftmaxModel start =
                REGRESSION.withMaxIterations(0).update(model, grown).model();
        assertArrayEquals(new double[3], start.weights().getRow(3).toDoubleVector(), 1e-12, "the new feature");
        assertArrayEquals(new double[4], start.weights().getColumn(1).toDoubleVector(), 1e-12);
        for (double[] row : grown.features().toDoubleMatrix()) {
            double[] before = model.probabilities(Arrays.copyOf(row, 3));
            double[] after = start.probabilities(row);
            assertEquals(before[0] / before[1], after[0] / after[2], 1e-9 * before[0] / before[1]);
        }
        double[] mean = grown.features().mean(0).toDoubleVector();
        assertEquals(1 / 3.0, start.probabilities(mean)[1], 1e-9);
    }

    /** A model that knows nothing but shares is no other start than none. */
    @Test
    void sharesAreTheStartWithoutAModel() {
        Dataset iris = ReferenceData.iris();
        List<String> names = iris.classes().names();
        Dataset grown = part(iris, firstColumns(4), names)
                .subset(IntStream.range(0, 120).toArray());
        Dataset old = part(grown, firstColumns(4), names.subList(0, 2));
        SoftmaxRegression none = REGRESSION.withMaxIterations(0);
        INDArray blank = none.fit(grown).model().matrix();
        SoftmaxModel shares =
                none.fit(old.withFeatureNames(grown.featureNames())).model();
        assertArrayEquals(
                blank.data().asDouble(),
                none.update(shares, grown).model().matrix().data().asDouble(),
                1e-12);
    }

    @Test
    void matchesAreTold() {
        Dataset iris = ReferenceData.iris();
        List<String> names = iris.classes().names();
        SoftmaxModel model = REGRESSION
                .fit(part(iris, new int[] {0, 1, 3}, List.of(names.get(0), names.get(2))))
                .model();
        var match = new NameMatch(model, ClassLabels.inOrder(names.subList(0, 2)), List.of("f1", "f2", "f2", "f0"));
        assertEquals(List.of("f2", "f2"), match.newFeatures());
        assertEquals(List.of("f3"), match.goneFeatures());
        assertEquals(List.of(names.get(1)), match.newClasses());
        assertEquals(List.of(names.get(2)), match.goneClasses());
        assertEquals(
                "2 of 4 features and 1 of 2 classes by name; new features: f2, f2; new classes: " + names.get(1)
                        + "; features that are gone: f3; classes that are gone: " + names.get(2),
                match.toString());
        assertThrows(
                IllegalArgumentException.class,
                () -> new NameMatch(model, model.classes(), Collections.nCopies(3, "other")));
        assertThrows(
                IllegalArgumentException.class,
                () -> REGRESSION.fit(
                        iris.withClasses(ClassLabels.of(names)).withFeatureNames(List.of("a", "b", "c", "d")),
                        FitOptions.none().withStart(model)));
    }
}
