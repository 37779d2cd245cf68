package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.ShuffledBatches;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.ClassWeights;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Learning from batches as they come is SGD. */
class OnlineRegressionTest {
    private static final int BATCH = 64;

    private static SoftmaxRegression regression(IUpdater updater) {
        return SoftmaxRegression.withDefaults()
                .withLambda(1e-3)
                .withSolver(new Solver.MiniBatch(1, BATCH, updater))
                .withSeed(7);
    }

    private static Dataset digits(DataType type) {
        return ReferenceData.digits().withType(type);
    }

    private static double[] weights(SoftmaxModel model) {
        return model.matrix().data().asDouble();
    }

    /** The mini-batches of a fit, in their order. */
    private static List<Dataset> batches(Dataset dataset, long seed) {
        var all = new ArrayList<Dataset>();
        try (var shuffled = new ShuffledBatches(dataset, BATCH, seed)) {
            for (int i = 0; i < shuffled.batchesPerEpoch(); i++) {
                Batch batch = shuffled.next();
                List<String> labels = Arrays.stream(batch.labels().dup().toIntVector()) // of a view, 1.0.0-M1.1 has all
                        .mapToObj(dataset.classes().names()::get)
                        .toList();
                all.add(Dataset.of(batch.features().dup('c'), labels));
            }
        }
        return all;
    }

    static Stream<Arguments> settings() {
        return Stream.of(DataType.FLOAT, DataType.DOUBLE)
                .flatMap(type -> Stream.of(
                        Arguments.of(type, regression(new Adam(1e-2))),
                        Arguments.of(type, regression(new Nesterovs(1e-2, 0.9)).withLabelSmoothing(0.1)),
                        Arguments.of(type, regression(new Sgd(1e-2)).withIntercept(false)),
                        Arguments.of(
                                type,
                                regression(new Sgd(new InverseSchedule(ScheduleType.ITERATION, 1e-2, 0.01, 1)))
                                        .withLambda(0))));
    }

    /** Kernels are chosen by the number of rows, which a stream does not know; they differ in rounding. */
    private static void requireSame(DataType type, double[] expected, double[] found) {
        assertArrayEquals(expected, found, type == DataType.DOUBLE ? 1e-13 : 1e-5);
    }

    /** One pass over the batches of a fit is an epoch of it. */
    @ParameterizedTest
    @MethodSource("settings")
    void onePassIsAnEpoch(DataType type, SoftmaxRegression regression) {
        Dataset digits = digits(type);
        SoftmaxModel blank = regression
                .withSolver(Solver.lbfgs())
                .withMaxIterations(0)
                .fit(digits)
                .model();
        SoftmaxModel zero = blank.withMatrix(blank.matrix().muli(0));
        Fit fit = regression.fit(digits, FitOptions.none().withStart(zero));
        try (var online = OnlineRegression.of(regression, digits.classes())) {
            List<Dataset> batches = batches(digits, 7);
            double sum = batches.stream().mapToDouble(online::partialFit).sum();
            requireSame(type, weights(fit.model()), weights(online.model()));
            assertEquals(digits.rows(), online.rows());
            assertEquals(29, online.model().training().convergence().evaluations());
            if (regression.penalty().lambda() == 0) {
                assertEquals(fit.history().get(0).objective(), sum / batches.size(), 1e-4);
            }
        }
    }

    /** How the rows are cut into batches makes no difference, as long as mini-batches are the same. */
    @Test
    void cutsDoNotMatter() {
        Dataset digits = digits(DataType.FLOAT);
        SoftmaxRegression regression = regression(new Adam(1e-2));
        try (var whole = OnlineRegression.of(regression, digits.classes());
                var parts = OnlineRegression.of(regression, digits.classes())) {
            double mean = whole.partialFit(digits);
            double first = parts.partialFit(digits.range(0, 10 * BATCH));
            double second = parts.partialFit(digits.range(10 * BATCH, (int) digits.rows()));
            assertArrayEquals(weights(whole.model()), weights(parts.model()));
            double share = 10.0 * BATCH / digits.rows();
            assertEquals(mean, share * first + (1 - share) * second, 1e-12);
            assertTrue(second < first, "the loss falls");
        }
    }

    /** The labels that occur in a batch are its classes, and they may be few, in any order. */
    @Test
    void batchesMayLackClasses() {
        Dataset iris = ReferenceData.iris(); // sorted by class
        List<String> names = iris.classes().names();
        SoftmaxRegression regression = regression(new Adam(1e-2));
        try (var known = OnlineRegression.of(regression, iris.classes());
                var found = OnlineRegression.of(regression, iris.classes())) {
            for (int first = 0; first < 150; first += 50) {
                Dataset part = iris.range(first, first + 50);
                known.partialFit(part);
                List<String> labels =
                        Arrays.stream(part.labels()).mapToObj(names::get).toList();
                found.partialFit(Dataset.of(part.features().dup(), labels));
            }
            assertArrayEquals(weights(known.model()), weights(found.model()));
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> found.partialFit(Dataset.of(new double[1][4], "another")))
                    .getMessage();
            assertTrue(message.contains("another"), message);
            assertThrows(
                    IllegalArgumentException.class, () -> found.partialFit(Dataset.of(new double[1][3], names.get(0))));
            assertArrayEquals(weights(known.model()), weights(found.model()), "what is refused is not learnt from");
        }
    }

    /** Columns far from 0 are kept in float as differences, from where the rows of each batch lie. */
    @Test
    void batchesMayLieElsewhere() {
        var x = new double[1280][2];
        var labels = new String[1280];
        for (int i = 0; i < x.length; i++) {
            x[i] = new double[] {1e6 + 100 * (i / 640) + (i * 37) % 11, (i * 29) % 7};
            labels[i] = (i * 37) % 11 > 5 ? "a" : "b";
        }
        Dataset all = Dataset.of(x, labels);
        List<Dataset> parts = List.of(all.range(0, 640), all.range(640, 1280));
        List<Dataset> inFloat = parts.stream()
                .map(part ->
                        Dataset.of(part.features().dup('c'), labelsOf(part)).withType(DataType.FLOAT))
                .toList();
        double[] center = inFloat.get(0).featureMatrix().center();
        assertNotEquals(center[0], inFloat.get(1).featureMatrix().center()[0]);
        for (boolean intercept : new boolean[] {true, false}) {
            SoftmaxRegression regression =
                    regression(new Sgd(intercept ? 1e-3 : 1e-14)).withLambda(0).withIntercept(intercept);
            try (var exact = OnlineRegression.of(regression, all.classes());
                    var online = OnlineRegression.of(regression, all.classes())) {
                for (int i = 0; i < parts.size(); i++) {
                    double loss = exact.partialFit(moved(parts.get(i), intercept ? center : new double[2]));
                    assertEquals(loss, online.partialFit(inFloat.get(i)), 1e-4 * loss);
                }
                double[] expected = exact.model().weights().data().asDouble();
                double[] found = online.model().weights().data().asDouble();
                double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                assertArrayEquals(expected, found, 1e-3 * size);
            }
        }
    }

    private static List<String> labelsOf(Dataset dataset) {
        return Arrays.stream(dataset.labels())
                .mapToObj(dataset.classes().names()::get)
                .toList();
    }

    private static Dataset moved(Dataset dataset, double[] center) {
        return Dataset.of(dataset.features().subRowVector(Nd4j.createFromArray(center)), labelsOf(dataset));
    }

    /** Without moments to lose, a model is all that is needed to go on. */
    @Test
    void goesOnFromAModel() {
        Dataset digits = digits(DataType.DOUBLE);
        SoftmaxRegression regression = regression(new Sgd(1e-2));
        try (var online = OnlineRegression.of(regression, digits.classes())) {
            online.partialFit(digits.range(0, 640));
            SoftmaxModel saved = online.model();
            online.partialFit(digits.range(640, 1797));
            try (var resumed = OnlineRegression.from(regression, saved)) {
                assertEquals(saved, resumed.model());
                resumed.partialFit(digits.range(640, 1797));
                assertArrayEquals(weights(online.model()), weights(resumed.model()), 1e-12);
            }
        }
    }

    /** A class that comes later. */
    @Test
    void goesOnWithMoreClasses() {
        Dataset digits = digits(DataType.FLOAT);
        int[] nines =
                IntStream.range(0, 1797).filter(i -> digits.labels()[i] == 9).toArray();
        int[] others =
                IntStream.range(0, 1797).filter(i -> digits.labels()[i] != 9).toArray();
        SoftmaxRegression regression = regression(new Adam(1e-2));
        List<String> nine = digits.classes().names().subList(0, 9);
        SoftmaxModel old;
        try (var online = OnlineRegression.of(regression, ClassLabels.inOrder(nine))) {
            Dataset known = digits.subset(others).withClasses(ClassLabels.inOrder(nine));
            online.partialFit(known);
            online.partialFit(known);
            old = online.model();
        }
        try (var grown = OnlineRegression.from(regression, old, digits.classes())) {
            for (int epoch = 0; epoch < 3; epoch++) {
                grown.partialFit(digits);
            }
            assertTrue(grown.model().evaluate(digits).accuracy() > 0.93);
            assertTrue(grown.model().evaluate(digits.subset(nines)).accuracy() > 0.8);
        }
    }

    /** Class weights by name are row weights; only their ratios count. */
    @Test
    void weightsCount() {
        Dataset digits = digits(DataType.DOUBLE);
        var doubled = new double[1797];
        Arrays.setAll(doubled, i -> digits.labels()[i] == 3 ? 2 : 1);
        SoftmaxRegression regression = regression(new Sgd(1e-2));
        SoftmaxRegression named = regression.withClassWeights(ClassWeights.of(Map.of("3", 2.0)));
        try (var byRow = OnlineRegression.of(regression, digits.classes());
                var byTen = OnlineRegression.of(regression, digits.classes());
                var byName = OnlineRegression.of(named, digits.classes())) {
            byRow.partialFit(digits.withWeights(doubled));
            byTen.partialFit(
                    digits.withWeights(Arrays.stream(doubled).map(w -> 10 * w).toArray()));
            byName.partialFit(digits);
            assertArrayEquals(weights(byRow.model()), weights(byName.model()), 1e-12);
            assertArrayEquals(weights(byRow.model()), weights(byTen.model()), 1e-9);
        }
    }

    @Test
    void divergenceIsToldAndLeavesAModel() {
        Dataset digits = digits(DataType.FLOAT);
        try (var online = OnlineRegression.of(regression(new Sgd(1e30)), digits.classes())) {
            String message = assertThrows(IllegalStateException.class, () -> {
                        for (int i = 0; i < 100; i++) {
                            online.partialFit(digits);
                        }
                    })
                    .getMessage();
            assertTrue(message.contains("learning rate"), message);
            assertTrue(Arrays.stream(weights(online.model())).allMatch(Double::isFinite));
            assertThrows(IllegalStateException.class, () -> online.partialFit(digits));
        }
    }

    @Test
    void nothingIsLearntOnceItIsClosed() {
        Dataset digits = digits(DataType.FLOAT);
        var learnt = OnlineRegression.of(regression(new Adam(1e-3)), digits.classes());
        learnt.partialFit(digits);
        SoftmaxModel before = learnt.model();
        var untouched = OnlineRegression.from(regression(new Adam(1e-3)), before);
        for (OnlineRegression online : List.of(learnt, untouched)) {
            online.close();
            online.close();
            for (Executable call : List.<Executable>of(() -> online.partialFit(digits), online::model)) {
                String message = assertThrows(IllegalStateException.class, call).getMessage();
                assertTrue(message.contains("is closed"), message);
            }
        }
        assertEquals(digits.rows(), before.predict(digits.features()).size());
    }

    @Test
    void settingsThatNeedAllRowsAreRefused() {
        ClassLabels classes = ClassLabels.of(List.of("a", "b"));
        SoftmaxRegression good = regression(new Adam(1e-3));
        for (SoftmaxRegression bad : List.of(
                good.withSolver(Solver.lbfgs()),
                good.withClassWeights(ClassWeights.equal()),
                good.withStandardize(true))) {
            assertThrows(IllegalArgumentException.class, () -> OnlineRegression.of(bad, classes), bad.toString());
        }
        assertThrows(IllegalArgumentException.class, () -> OnlineRegression.of(good, ClassLabels.of(List.of("a"))));
        try (var online = OnlineRegression.of(good, classes)) {
            assertThrows(IllegalStateException.class, online::model);
        }
    }

    /** Half a batch could not be learnt again without its first half; a program looks at the flag between batches. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void anInterruptedThreadLearnsTheWholeBatch(DataType type) {
        Dataset digits = digits(type);
        SoftmaxRegression settings = regression(new Adam(0.01));
        try (var online = OnlineRegression.of(settings, digits.classes());
                var undisturbed = OnlineRegression.of(settings, digits.classes())) {
            double expected = undisturbed.partialFit(digits);
            Thread.currentThread().interrupt();
            double found = online.partialFit(digits);
            assertTrue(Thread.interrupted(), "the thread stays interrupted");
            assertEquals(expected, found, 0);
            assertEquals(digits.rows(), online.rows());
            assertArrayEquals(weights(undisturbed.model()), weights(online.model()), 0);
        } finally {
            Thread.interrupted();
        }
    }
}
