package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.micrometer.MicrometerListener;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.Checkpoint;
import io.github.softmax4j.progress.CheckpointException;
import io.github.softmax4j.progress.FitListener;
import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.Bounds;
import io.github.softmax4j.settings.Checkpoints;
import io.github.softmax4j.settings.ClassWeights;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.RegressionSettings;
import io.github.softmax4j.settings.Solver;
import io.github.softmax4j.settings.Stopping;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.Adam;

/** The examples of the room of the settings; {@link JavadocExamplesTest} compares them with the Javadoc. */
class SettingsExamplesTest {
    private final Dataset training = Irises.training();
    private final Dataset test = Irises.test();

    @Test
    void penalty() {
        // begin Penalty
        double c = 10; // of scikit-learn, for three classes or more
        Penalty ridge = Penalty.ridge(1 / (c * training.weightSum()));
        Penalty lasso = Penalty.ridge(0.05).withL1Ratio(1).withGrouping(Penalty.Grouping.FEATURES);
        SoftmaxModel sparse = SoftmaxRegression.withDefaults()
                .withPenalty(lasso)
                .fit(training)
                .model();
        double weight = sparse.coefficient("sepal width", "setosa"); // 0: the feature is not used
        // end
        assertEquals(1 / 1050.0, ridge.lambda(), 1e-12);
        assertEquals(0, weight);
    }

    @Test
    void bounds() {
        // begin Bounds
        Bounds notNegative = Bounds.of(0, Double.POSITIVE_INFINITY);
        SoftmaxModel model = SoftmaxRegression.withDefaults()
                .withBounds(notNegative)
                .fit(training)
                .model();
        double weight = model.coefficient("petal width", "setosa"); // 0 or more
        // end
        assertEquals(0, weight);
        assertTrue(model.weights().minNumber().doubleValue() >= 0);
    }

    @Test
    void classWeights() {
        // begin ClassWeights
        ClassWeights rare = ClassWeights.of(Map.of("virginica", 10.0)); // each row counts ten times
        SoftmaxModel model = SoftmaxRegression.withDefaults()
                .withClassWeights(rare)
                .fit(training)
                .model();
        double recall = model.evaluate(training).recall("virginica");
        // end
        assertEquals(1, recall);
    }

    @Test
    void regressionSettings() {
        // begin RegressionSettings
        RegressionSettings settings = SoftmaxRegression.withDefaults();
        RegressionSettings stronger = settings.withPenalty(Penalty.ridge(0.1));
        String solver = stronger.solver().name();
        double lambda = stronger.penalty().lambda();
        // end
        assertEquals("lbfgs", solver);
        assertEquals(0.1, lambda);
    }

    @Test
    void solver() {
        // begin Solver
        int epochs = 50;
        int rowsOfBatch = 16;
        Solver sgd = new Solver.MiniBatch(epochs, rowsOfBatch, new Adam(0.05));
        Fit fit = SoftmaxRegression.withDefaults().withSolver(sgd).withSeed(1).fit(training);
        // end
        assertEquals(epochs, fit.iterations());
        assertTrue(fit.model().evaluate(test).accuracy() > 0.9);
    }

    @Test
    void stopping() {
        // begin Stopping
        Stopping exact = Stopping.byDefault().withTolerance(1e-8).withTimeLimit(Duration.ofMinutes(10));
        Fit fit = SoftmaxRegression.withDefaults().withStopping(exact).fit(training);
        boolean foundTheMinimum = fit.stopReason().converged();
        // end
        assertTrue(foundTheMinimum, fit::cause);
    }

    @Test
    void fitListener() {
        // begin FitListener
        FitListener watcher = new FitListener() {
            @Override
            public void step(FitRun run, ModelOfFit model, Step step) {
                if (step.objective() < 0.1) {
                    run.stop(); // good enough
                }
            }
        };
        FitOptions options = FitOptions.none().withListener(watcher);
        Fit fit = SoftmaxRegression.withDefaults().fit(training, options);
        // end
        assertEquals(StopReason.CANCELLED, fit.stopReason());
        assertTrue(fit.objective() < 0.1, fit::cause);
    }

    @Test
    void micrometerListener() {
        // begin MicrometerListener
        MeterRegistry registry = new SimpleMeterRegistry(); // or that of the application
        FitOptions options = FitOptions.none().withListener(new MicrometerListener(registry));
        SoftmaxRegression.withDefaults().fit(training, options);
        double seconds = registry.get("softmax4j.fit").timer().totalTime(TimeUnit.SECONDS);
        // end
        assertTrue(seconds > 0);
    }

    @Test
    void fitOptions() {
        // begin FitOptions
        var losses = new ArrayList<Double>();
        var stopped = new AtomicBoolean();
        List<Dataset> parts = training.split(0.2, 1);
        FitOptions options = FitOptions.none()
                .withValidation(parts.get(1), FitOptions.DEFAULT_PATIENCE)
                .withListener(step -> losses.add(step.objective()))
                .withCancellation(stopped::get); // which another thread may set
        Fit fit = SoftmaxRegression.withDefaults().fit(parts.get(0), options);
        // end
        assertTrue(fit.stopReason() != StopReason.CANCELLED && losses.size() > 1, fit::cause);
    }

    @Test
    void checkpoints(@TempDir Path folder) {
        // begin Checkpoints
        var told = new ArrayList<Checkpoint>();
        Checkpoints checkpoints = Checkpoints.in(folder) // made if it is missing
                .withIterations(3)
                .withResume(true) // a job that was killed goes on when it is started again
                .withListener(told::add);
        FitOptions options = FitOptions.none().withCheckpoints(checkpoints);
        String answer;
        try {
            answer = SoftmaxRegression.withDefaults().fit(training, options).cause();
        } catch (CheckpointException e) {
            answer = e.getMessage(); // the folder has another fit, and which data or settings differ
        }
        // end
        assertTrue(told.size() > 1 && !told.get(0).resumed(), answer);
        String again = SoftmaxRegression.withDefaults().fit(training, options).cause();
        assertEquals(answer, again);
        assertTrue(told.get(told.size() - 1).resumed());
    }
}
