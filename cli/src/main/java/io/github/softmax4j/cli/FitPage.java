package io.github.softmax4j.cli;

import io.github.softmax4j.Fit;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.report.Report;
import java.util.Optional;

/** The report of a fit: judged by the rows that say most of new ones, and it says which these are. */
final class FitPage {
    /** The probabilities of all training rows at once take memory, for a score that says little. */
    private static final long MOST_PROBABILITIES = 50_000_000;

    private FitPage() {}

    static Report of(
            Fit fit, SoftmaxModel model, Dataset training, Optional<Dataset> validation, Optional<Evaluation> test) {
        Report report = Report.of(with(model, fit)).withSpread(training);
        if (model.temperature() != 1) {
            report = report.withFact("Temperature", Double.toString(model.temperature()));
        }
        if (test.isPresent()) {
            return report.withEvaluation("test rows", test.get());
        }
        if (validation.isPresent()) {
            return report.withEvaluation("validation rows, which chose the model", model.evaluate(validation.get()));
        }
        return training.rows() * training.classes().size() <= MOST_PROBABILITIES
                ? report.withEvaluation("training rows, which are easier than new ones", model.evaluate(training))
                : report;
    }

    /** The model that is written may have another temperature, and knows the job that made it. */
    private static Fit with(SoftmaxModel model, Fit fit) {
        return new Fit(fit.settings(), model, fit.convergence(), fit.cause(), fit.logLoss(), fit.history());
    }
}
