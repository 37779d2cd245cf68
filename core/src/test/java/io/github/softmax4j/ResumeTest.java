package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.checkpoint.CheckpointFolder;
import io.github.softmax4j.checkpoint.Content;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.progress.CheckpointException;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.Bounds;
import io.github.softmax4j.settings.Checkpoints;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.Solver;
import io.github.softmax4j.training.FitIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Wherever it was stopped, what is resumed ends in the weights of what was never stopped, bit for bit. */
class ResumeTest {
    /** Folders are copied at as many steps of a fit at most. */
    private static final int MOST_COPIES = 2;

    @TempDir
    private Path folder;

    /**
     * A piece of work.
     *
     * @param name shown by JUnit
     * @param rows its data
     * @param work what is trained with some options
     */
    private record Work(String name, Dataset rows, BiFunction<Dataset, FitOptions, List<Fit>> work) {
        static Work fit(String name, Dataset rows, SoftmaxRegression regression) {
            return new Work(name, rows, (dataset, options) -> List.of(regression.fit(dataset, options)));
        }

        /** With rows that choose the model. */
        static Work validated(String name, Dataset rows, SoftmaxRegression regression) {
            List<Dataset> parts = rows.split(0.3, 5);
            return new Work(
                    name,
                    parts.get(0),
                    (dataset, options) -> List.of(regression.fit(dataset, options.withValidation(parts.get(1), 3))));
        }

        List<Fit> train(FitOptions options) {
            return work.apply(rows, options);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Work> works() {
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withLambda(1e-3);
        SoftmaxRegression lasso = regression.withL1Ratio(0.7);
        Sweep sweep = Sweep.of(regression, List.of(1e-1, 1e-2, 1e-3));
        Sweep two = Sweep.of(regression, List.of(1e-1, 1e-2));
        Dataset few = made(1, 200, 6, 3, DataType.FLOAT);
        Dataset staged = correlated(2, 1500, 24, 4, DataType.DOUBLE);
        Dataset sampled = correlated(3, 11_000, 46, 10, DataType.FLOAT);
        Dataset easy = made(4, 11_000, 46, 10, DataType.FLOAT);
        return List.of(
                Work.fit("Newton's method", few, regression),
                Work.fit(
                        "Newton's method after L-BFGS",
                        staged,
                        regression.withLambda(0).withTolerance(1e-9)),
                Work.fit("sampled Hessian", sampled, regression.withTolerance(1e-8)),
                Work.fit(
                        "L-BFGS",
                        few,
                        regression.withSolver(Solver.plainLbfgs()).withMaxIterations(40)),
                Work.fit("Kronecker", made(5, 900, 300, 8, DataType.DOUBLE), regression),
                Work.fit("by rows", made(6, 80, 500, 5, DataType.FLOAT), regression),
                Work.fit("diagonal", made(7, 60, 4200, 3, DataType.FLOAT), regression),
                Work.fit("lasso", few, lasso),
                Work.fit("lasso by Kronecker", made(8, 2000, 260, 8, DataType.FLOAT), lasso),
                Work.fit("lasso by rows", made(9, 150, 400, 6, DataType.DOUBLE), lasso),
                Work.fit("groups", few, lasso.withGrouping(Penalty.Grouping.FEATURES)),
                Work.fit("bounds", few, regression.withBounds(Bounds.of(-0.2, 0.2))),
                Work.fit("SGD", staged, regression.withSolver(new Solver.MiniBatch(6, 64, new Adam(0.01)))),
                Work.fit("momentum", few, regression.withSolver(new Solver.MiniBatch(6, 32, new Nesterovs(0.1, 0.9)))),
                Work.validated(
                        "SGD, validated", few, regression.withSolver(new Solver.MiniBatch(9, 16, new Adam(0.3)))),
                Work.validated("validated", sampled, regression.withLambda(1e-6)),
                Work.fit("features in a file", inFile(sampled, 2 << 20), regression),
                new Work("path", easy, sweep::fitAll),
                new Work("path of lassos", few, Sweep.of(lasso, List.of(1e-1, 1e-2, 1e-3))::fitAll),
                new Work(
                        "folds",
                        few,
                        (rows, options) ->
                                List.of(sweep.crossValidate(rows, 2, options).refit())),
                new Work(
                        "folds, sampled Hessian",
                        easy,
                        (rows, options) ->
                                List.of(two.crossValidate(rows, 2, options).refit())));
    }

    private static Dataset made(long seed, int rows, int features, int classes, DataType type) {
        var strength = new double[features];
        Arrays.fill(strength, 1 / Math.sqrt(features));
        var units = new double[features];
        Arrays.setAll(units, j -> Math.pow(10, j % 5 - 2));
        return MadeRows.of(seed, rows, classes, strength, units).dataset(type);
    }

    /** Columns that depend on each other, and rare classes: steps are many, and some are rejected. */
    private static Dataset correlated(long seed, int rows, int features, int classes, DataType type) {
        var random = new Random(seed);
        var values = new float[rows][features];
        var labels = new String[rows];
        for (int i = 0; i < rows; i++) {
            double common = random.nextGaussian();
            for (int j = 0; j < features; j++) {
                double own = random.nextGaussian();
                values[i][j] = (float) (common + Math.pow(0.8, j % 20) * own * own);
            }
            double place = values[i][0] + values[i][1] * values[i][2] / 4 + random.nextGaussian();
            labels[i] = "c" + Math.max(0, Math.min(classes - 1, (int) Math.floor(place)));
        }
        return Dataset.of(values, labels).withType(type);
    }

    private static Dataset inFile(Dataset rows, long budgetInBytes) {
        var file = new FeatureBuilder(
                rows.featureMatrix().columns(),
                rows.type(),
                FeatureStorage.inMemory().withBudget(budgetInBytes));
        double[][] values = rows.features().castTo(DataType.DOUBLE).toDoubleMatrix();
        Arrays.stream(values).forEach(file::add);
        ClassLabels classes = rows.classes();
        List<String> labels =
                Arrays.stream(rows.labels()).mapToObj(classes.names()::get).toList();
        return Dataset.of(file.build(), labels, classes);
    }

    private static List<double[]> weights(List<Fit> fits) {
        return fits.stream()
                .map(fit -> fit.model().matrix().dup('c').data().asDouble())
                .toList();
    }

    private static void assertSame(List<Fit> expected, List<Fit> found, String where) {
        List<double[]> weights = weights(expected);
        List<double[]> others = weights(found);
        assertEquals(weights.size(), others.size());
        for (int i = 0; i < weights.size(); i++) {
            assertArrayEquals(weights.get(i), others.get(i), where + ", model " + i);
            assertEquals(expected.get(i).stopReason(), found.get(i).stopReason());
            assertEquals(expected.get(i).evaluations(), found.get(i).evaluations());
            assertEquals(
                    expected.get(i).history().stream().map(Step::passes).toList(),
                    found.get(i).history().stream().map(Step::passes).toList());
        }
    }

    private static Checkpoints often(Path to) {
        return Checkpoints.in(to).withIterations(1);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("works")
    void fromAnyCheckpoint(Work work) {
        List<Fit> undisturbed = work.train(FitOptions.none());
        int steps = undisturbed.stream().mapToInt(fit -> fit.history().size()).sum();
        int every = Math.max(1, steps / MOST_COPIES);
        Path live = folder.resolve("live");
        var copies = new ArrayList<Path>();
        var seen = new int[1];
        List<Fit> watched =
                work.train(FitOptions.none().withCheckpoints(often(live)).withListener(step -> {
                    if (++seen[0] % every == 0 && Files.exists(live)) {
                        copies.add(folder.resolve("copy" + seen[0]));
                        copy(live, copies.get(copies.size() - 1));
                    }
                }));
        assertSame(undisturbed, watched, "with checkpoints");
        assertFalse(copies.isEmpty());
        for (Path copy : copies) {
            List<Fit> resumed =
                    work.train(FitOptions.none().withCheckpoints(often(copy).withResume(true)));
            assertSame(undisturbed, resumed, copy.getFileName().toString());
        }
    }

    /** Stopped, resumed, stopped again: as long as it takes. */
    @ParameterizedTest
    @MethodSource("works")
    void stoppedAgainAndAgain(Work work) {
        List<Fit> undisturbed = work.train(FitOptions.none());
        List<Fit> fits = List.of();
        int sessions = 0;
        do {
            var looks = new int[1];
            int atLook = 2 + 4 * sessions; // of those that are not told again
            fits = work.train(FitOptions.none()
                    .withCheckpoints(Checkpoints.in(folder.resolve("again")).withResume(true))
                    .withCancellation(() -> ++looks[0] >= atLook));
            sessions++;
        } while (fits.stream().anyMatch(fit -> fit.stopReason() == StopReason.CANCELLED));
        assertTrue(sessions > 1);
        assertSame(undisturbed, fits, sessions + " sessions");
    }

    private Path cancelledAfter(int looks, Dataset rows, SoftmaxRegression regression) {
        var seen = new int[1];
        Path cancelled = folder.resolve("cancelled");
        regression.fit(
                rows, FitOptions.none().withCheckpoints(often(cancelled)).withCancellation(() -> ++seen[0] >= looks));
        return cancelled;
    }

    @Test
    void anotherFitIsRefused() {
        Dataset rows = made(1, 200, 6, 3, DataType.FLOAT);
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withLambda(1e-3);
        Path cancelled = cancelledAfter(4, rows, regression);
        FitOptions options = FitOptions.none().withCheckpoints(often(cancelled).withResume(true));
        assertRefused("data", () -> regression.fit(made(2, 200, 6, 3, DataType.FLOAT), options));
        assertRefused(
                "lambda: 0.001 then, 0.01 now",
                () -> regression.withLambda(1e-2).fit(rows, options));
        assertRefused("sweep", () -> Sweep.of(regression, List.of(1e-2, 1e-3)).fitAll(rows, options));
        assertRefused(
                "start",
                () -> regression.fit(
                        rows, options.withStart(regression.fit(rows).model())));
        assertRefused("validation", () -> regression.fit(rows, options.withValidation(rows, 3)));
        assertRefused("features: in memory then, in a file now", () -> regression.fit(inFile(rows, 1 << 10), options));
        assertRefused("has not ended", () -> regression.fit(rows, options.withCheckpoints(often(cancelled))));
    }

    private static void assertRefused(String what, Executable fit) {
        String message = assertThrows(CheckpointException.class, fit).getMessage();
        assertTrue(message.contains(what), message);
    }

    /** A sweep that ends its models sooner than it did asks for what it was never told. */
    @Test
    void lowerLimitsOfASweepAreRefused() {
        Dataset rows = made(1, 200, 6, 3, DataType.FLOAT);
        SoftmaxRegression regression = SoftmaxRegression.withDefaults();
        List<Double> lambdas = List.of(1e-2, 1e-3);
        var seen = new int[1];
        Path cancelled = folder.resolve("sweep");
        Sweep.of(regression, lambdas)
                .fitAll(
                        rows,
                        FitOptions.none().withCheckpoints(often(cancelled)).withCancellation(() -> ++seen[0] >= 12));
        FitOptions options = FitOptions.none().withCheckpoints(often(cancelled).withResume(true));
        assertRefused(
                "limits",
                () -> Sweep.of(regression.withMaxIterations(2), lambdas).fitAll(rows, options));
    }

    /** Limits are no part of what a fit is. */
    @Test
    void moreIterationsAreAllowed() {
        Dataset rows = made(1, 200, 6, 3, DataType.FLOAT);
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withLambda(1e-3);
        Checkpoints checkpoints = often(folder.resolve("more")).withResume(true);
        FitOptions options = FitOptions.none().withCheckpoints(checkpoints);
        Fit cut = regression.withMaxIterations(2).fit(rows, options);
        assertEquals(StopReason.MAX_ITERATIONS, cut.stopReason());
        assertSame(List.of(regression.fit(rows)), List.of(regression.fit(rows, options)), "more iterations");
    }

    @Test
    void timeBeforeCounts() {
        Dataset rows = made(1, 200, 6, 3, DataType.FLOAT);
        SoftmaxRegression regression =
                SoftmaxRegression.withDefaults().withLambda(1e-3).withTolerance(0);
        var seen = new int[1];
        FitOptions options = FitOptions.none()
                .withCheckpoints(often(folder.resolve("time")).withResume(true))
                .withListener(step -> sleep());
        regression.fit(rows, options.withCancellation(() -> ++seen[0] >= 4));
        Fit resumed = regression.withTimeLimit(Duration.ofMillis(60)).fit(rows, options);
        assertEquals(StopReason.TIME_LIMIT, resumed.stopReason());
        assertTrue(resumed.evaluations() <= 5, resumed.toString());
    }

    private static void sleep() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its checksums are right, and what it says is not: of how many answers, or of what they are. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 2, Long.MAX_VALUE})
    void forgedAnswersAreRefused(long answers) throws IOException {
        Dataset rows = made(1, 200, 6, 3, DataType.FLOAT);
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withLambda(1e-3);
        assertForgedIsRefused(rows, regression, out -> out.writeLong(answers));
        SoftmaxRegression sgd = regression.withSolver(new Solver.MiniBatch(2, 20, new Adam(0.1)));
        assertForgedIsRefused(rows, sgd, out -> out.writeLong(answers));
    }

    private void assertForgedIsRefused(Dataset rows, SoftmaxRegression regression, Content state) throws IOException {
        Path forgery = folder.resolve("forged " + regression.solver().name());
        FitOptions options = FitOptions.none().withCheckpoints(often(forgery).withResume(true));
        Map<String, String> identity =
                FitIdentity.of(regression, rows, options, List.of()).get();
        try (CheckpointFolder forged = CheckpointFolder.begin(forgery, identity)) {
            forged.append(out -> out.write("Eno answer at all".getBytes(StandardCharsets.UTF_8)), state);
        }
        assertRefused("do not fit", () -> regression.fit(rows, options));
    }
}
