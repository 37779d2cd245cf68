package io.github.softmax4j.cli;

import io.github.softmax4j.Fit;
import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.Solver;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The result of training, as JSON and as text. */
record TrainReport(
        Dataset training,
        Fit fit,
        SoftmaxModel model,
        Optional<Evaluation> test,
        Optional<Integer> top,
        Path modelFile) {
    Map<String, Object> json() {
        var object = new LinkedHashMap<String, Object>();
        object.put("rows", training.rows());
        object.put("features", training.featureMatrix().columns());
        object.put("classes", training.classes().names());
        object.put("solver", fit.model().training().solver());
        object.put("stopReason", fit.stopReason().name());
        object.put("cause", fit.cause());
        object.put("iterations", fit.iterations());
        object.put("evaluations", fit.evaluations());
        object.put("passes", passes());
        object.put("objective", fit.objective());
        object.put("logLoss", fit.logLoss());
        object.put("gradientNorm", fit.gradientNorm());
        object.put("seconds", fit.seconds());
        object.put("temperature", model.temperature());
        object.put("backend", backend(Backend.start()));
        test.ifPresent(evaluation -> object.put("test", new EvaluationReport(evaluation, top).json()));
        object.put("reading", new ReadingReport(training.reading()).json());
        object.put("model", modelFile.toString());
        return object;
    }

    /** A backend as every command prints it. */
    static Map<String, Object> backend(BackendInfo info) {
        var object = new LinkedHashMap<String, Object>();
        object.put("name", info.name());
        object.put("build", info.build());
        object.put("device", info.device());
        object.put("threads", info.threads());
        object.put("memoryInBytes", info.memoryInBytes());
        return object;
    }

    /** Passes over the data: evaluations of the objective, and those that gather curvature. */
    private double passes() {
        return fit.history().isEmpty()
                ? fit.evaluations()
                : fit.history().get(fit.history().size() - 1).passes();
    }

    String text() {
        String passes = fit.settings().solver() instanceof Solver.MiniBatch
                ? fit.iterations() + " epochs, " + fit.evaluations() + " mini-batches"
                : String.format(Locale.ROOT, "%d iterations, %.0f passes over the data", fit.iterations(), passes());
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "trained   %d rows x %d features, %d classes; %s: %s, %.2f s%n",
                training.rows(),
                training.featureMatrix().columns(),
                training.classes().size(),
                fit.model().training().solver(),
                passes,
                fit.seconds()));
        text.append(String.format(Locale.ROOT, "stopped   %s: %s%n", fit.stopReason(), Printable.line(fit.cause())));
        text.append(String.format(
                Locale.ROOT,
                "objective %s, log-loss %s, largest gradient component %s%n",
                Printable.number("%.6f", fit.objective()),
                Printable.number("%.6f", fit.logLoss()),
                Printable.number("%.1e", fit.gradientNorm())));
        if (model.temperature() != 1) {
            text.append(String.format(Locale.ROOT, "calibrated at temperature %.4f%n", model.temperature()));
        }
        test.ifPresent(evaluation -> text.append("test      ")
                .append(new EvaluationReport(evaluation, top).summary().replace("\n", "\n          "))
                .append('\n'));
        return text.append("model     ")
                .append(Printable.line(modelFile.toString()))
                .toString();
    }
}
