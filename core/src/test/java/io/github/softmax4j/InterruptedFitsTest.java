package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** An interrupt ends a fit as a cancellation does: at its next step, with a model that can be used. */
class InterruptedFitsTest {
    /** No fit of these ends by itself within the steps that are looked at. */
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withLambda(1e-4).withTolerance(0);

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    static List<SoftmaxRegression> regressions() {
        return List.of(
                REGRESSION,
                REGRESSION.withSolver(Solver.plainLbfgs()),
                REGRESSION.withLambda(1e-2).withL1Ratio(0.5),
                REGRESSION.withSolver(new Solver.MiniBatch(5, 100, new Adam(0.01))));
    }

    private static void assertCancelled(Fit fit, Dataset rows) {
        assertEquals(StopReason.CANCELLED, fit.stopReason(), fit.cause());
        assertFalse(fit.isComplete());
        assertTrue(Double.isFinite(fit.objective()));
        assertEquals(fit.logLoss(), fit.model().evaluate(rows).logLoss(), 1e-5);
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void interruptedBeforeItEndsAtOnce(SoftmaxRegression regression) {
        Dataset digits = ReferenceData.digits();
        Thread.currentThread().interrupt();
        Fit fit = regression.fit(digits);
        assertTrue(Thread.currentThread().isInterrupted());
        assertCancelled(fit, digits);
        assertEquals(0, fit.iterations());
        assertTrue(Thread.interrupted());
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void interruptedMeanwhileItEndsAtTheNextStep(SoftmaxRegression regression) {
        Dataset digits = ReferenceData.digits().withType(DataType.FLOAT);
        Fit fit = regression.fit(digits, FitOptions.none().withListener(step -> {
            if (step.iteration() == 2) {
                Thread.currentThread().interrupt();
            }
        }));
        assertTrue(Thread.interrupted());
        assertCancelled(fit, digits);
        assertEquals(2, fit.iterations());
    }

    /** The future is told nothing any more, but the thread that fits is. */
    @Test
    void cancelledFuture() throws InterruptedException {
        Dataset digits = ReferenceData.digits();
        var underWay = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var fit = new AtomicReference<Fit>();
        var isInterrupted = new AtomicBoolean();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> future = pool.submit(() -> {
                fit.set(REGRESSION
                        .withLambda(0)
                        .withMaxIterations(1_000_000)
                        .withSolver(new Solver.MiniBatch(1_000_000, 100, new Adam(0.01)))
                        .fit(digits, FitOptions.none().withListener(step -> underWay.countDown())));
                isInterrupted.set(Thread.currentThread().isInterrupted());
                ended.countDown();
            });
            underWay.await();
            assertTrue(future.cancel(true));
            assertThrows(CancellationException.class, future::get);
            assertTrue(ended.await(20, TimeUnit.SECONDS), "the fit goes on");
        } finally {
            pool.shutdownNow();
        }
        assertCancelled(fit.get(), digits);
        assertTrue(isInterrupted.get());
    }

    @Test
    void allModelsOfASweep() {
        Dataset digits = ReferenceData.digits().range(0, 400);
        Sweep sweep = Sweep.of(REGRESSION, List.of(1e-1, 1e-2, 1e-3));
        Thread.currentThread().interrupt();
        List<Fit> fits = sweep.fitAll(digits);
        CrossValidation folds = sweep.crossValidate(digits, 3);
        assertTrue(Thread.interrupted());
        fits.forEach(fit -> assertCancelled(fit, digits));
        assertTrue(folds.candidates().stream().noneMatch(CrossValidation.Candidate::converged));
        assertCancelled(folds.refit(), digits);
    }

    /** Of a quarter of a megabyte, in parts that are kept in files, too. */
    private static Dataset inFile(Dataset dataset) {
        var storage = FeatureStorage.inMemory().withBudget(1 << 16);
        try (var builder = new FeatureBuilder(dataset.featureMatrix().columns(), DataType.DOUBLE, storage)) {
            for (double[] row : dataset.features().toDoubleMatrix()) {
                builder.add(row);
            }
            FeatureMatrix features = builder.build();
            assertTrue(features.isInFile());
            List<String> labels = Arrays.stream(dataset.labels())
                    .mapToObj(dataset.classes().names()::get)
                    .toList();
            return Dataset.of(features, labels, dataset.classes());
        }
    }

    @Test
    void rowsInFilesStayReadable() {
        Dataset rows = inFile(ReferenceData.digits().range(0, 1000));
        SoftmaxRegression regression = REGRESSION.withMaxIterations(5);
        var expected = regression.fit(rows).model().matrix();
        Thread.currentThread().interrupt();
        assertCancelled(regression.fit(rows), rows);
        CrossValidation folds = Sweep.of(regression, List.of(1e-1, 1e-2)).crossValidate(rows, 2);
        assertCancelled(folds.refit(), rows);
        Dataset inFloat = rows.withType(DataType.FLOAT);
        assertTrue(Thread.interrupted());
        assertEquals(expected, regression.fit(rows).model().matrix());
        assertTrue(inFloat.featureMatrix().isInFile());
        assertEquals(rows.features().castTo(DataType.FLOAT), inFloat.features());
    }

    /** Who is asked to end has a model to keep. */
    @Test
    void theModelCanBeWritten(@TempDir Path folder) throws IOException {
        Thread.currentThread().interrupt();
        SoftmaxModel model = REGRESSION.fit(ReferenceData.iris()).model();
        ModelFile.write(model, folder.resolve("model.s4j"));
        assertTrue(Thread.interrupted());
        assertEquals(model.matrix(), ModelFile.read(folder.resolve("model.s4j")).matrix());
    }
}
