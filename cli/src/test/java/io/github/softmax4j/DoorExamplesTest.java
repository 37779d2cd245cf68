package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.ClassWeights;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.Solver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the overview and of the doors; {@link JavadocExamplesTest} compares them with the Javadoc. */
class DoorExamplesTest {
    private final Dataset training = Irises.training();
    private final Dataset test = Irises.test();

    @TempDir
    private Path folder;

    @Test
    void overview() throws IOException {
        Path file = folder.resolve("flowers.s4j");
        float[][] rows = training.features().toFloatMatrix();
        String[] kinds = Arrays.stream(training.labels())
                .mapToObj(training.classes().names()::get)
                .toArray(String[]::new);
        // begin Overview
        Dataset flowers = Dataset.of(rows, kinds); // float[rows][features], and the name of a class for each row
        List<Dataset> parts = flowers.split(0.3, 1);

        Fit fit = SoftmaxRegression.withDefaults().withLambda(1e-3).fit(parts.get(0));
        String end = fit.stopReason().words(); // every fit says why it ended

        SoftmaxModel model = fit.model();
        String report = model.evaluate(parts.get(1)).report();
        ModelFile.write(model, file);

        SoftmaxModel served = ModelFile.read(file); // in another process, once
        Prediction prediction = served.predict(5.1f, 3.5f, 1.4f, 0.2f); // on any thread, as often as you like
        // end
        assertTrue(fit.stopReason().converged(), end);
        assertTrue(report.contains("setosa"), report);
        assertEquals("setosa", prediction.label());
    }

    @Test
    void softmaxRegression() {
        // begin SoftmaxRegression
        SoftmaxRegression regression =
                SoftmaxRegression.withDefaults().withLambda(1e-3).withClassWeights(ClassWeights.equal());
        Fit fit = regression.fit(training);
        SoftmaxModel model = fit.model();
        double accuracy = model.evaluate(test).accuracy();
        // end
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
        assertEquals(1e-3, fit.settings().penalty().lambda());
    }

    @Test
    void fit() {
        // begin Fit
        var lines = new ArrayList<String>();
        Fit fit = SoftmaxRegression.withDefaults().fit(training);
        Convergence convergence = fit.convergence();
        StopReason reason = convergence.stopReason();
        if (!reason.converged()) {
            throw new IllegalStateException(reason.words() + ": " + fit.cause());
        }
        for (Step step : fit.history()) {
            lines.add(step.iteration() + ": " + step.objective());
        }
        // end
        assertEquals(fit.iterations() + 1, lines.size());
        assertTrue(lines.get(0).startsWith("0: 1.0"), lines.get(0));
    }

    @Test
    void sweep() {
        // begin Sweep
        List<Double> lambdas = Sweep.logarithmic(1e-4, 1e-1, 4);
        Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), lambdas);
        List<Fit> path = sweep.fitAll(training);
        CrossValidation result = sweep.crossValidate(training, 5);
        double lambda = result.bestCandidate().penalty().lambda();
        // end
        assertEquals(4, path.size());
        assertTrue(lambdas.contains(lambda), "lambda " + lambda);
    }

    @Test
    void crossValidation() {
        // begin CrossValidation
        var lines = new ArrayList<String>();
        CrossValidation result =
                Sweep.of(SoftmaxRegression.withDefaults(), List.of(0.1, 0.01)).crossValidate(training, 5);
        for (CrossValidation.Candidate candidate : result.candidates()) {
            lines.add(candidate.penalty().lambda() + ": " + candidate.meanLoss());
        }
        SoftmaxModel best = result.refit().model();
        Penalty simplest = result.oneStandardErrorCandidate().penalty();
        // end
        assertTrue(lines.get(0).startsWith("0.1: 0."), lines.get(0));
        assertEquals(training.classes(), best.classes());
        assertTrue(simplest.lambda() >= result.bestCandidate().penalty().lambda());
    }

    @Test
    void estimates() {
        // begin Estimates
        var lines = new ArrayList<String>();
        float[][] hours = {{1}, {2}, {3}, {4}, {5}, {6}};
        Dataset exams = Dataset.of(hours, "failed", "failed", "passed", "failed", "passed", "passed")
                .withFeatureNames(List.of("hours"));
        Fit fit = SoftmaxRegression.withDefaults().withLambda(0).fit(exams);
        for (Estimates.Estimate weight : Estimates.of(fit, exams).rows()) {
            lines.add(weight.term() + ": " + weight.value() + " +- " + weight.standardError());
        }
        // end
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).startsWith("hours: 1."), lines.get(0));
    }

    @Test
    void onlineRegression() {
        List<Dataset> batches = training.split(0.5, 1);
        // begin OnlineRegression
        var losses = new ArrayList<Double>();
        SoftmaxModel model;
        var settings = SoftmaxRegression.withDefaults().withSolver(Solver.sgd());
        try (var online = OnlineRegression.of(settings, training.classes())) {
            for (Dataset batch : batches) {
                losses.add(online.partialFit(batch)); // of rows that the model did not know yet
            }
            model = online.model();
        }
        // end
        assertEquals(2, losses.size());
        assertEquals(Math.log(3), losses.get(0), 1e-6); // at weights of 0
        assertEquals(training.featureNames(), model.featureNames());
    }
}
