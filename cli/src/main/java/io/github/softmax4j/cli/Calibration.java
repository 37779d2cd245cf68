package io.github.softmax4j.cli;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether the probabilities of a model are made to fit the validation rows. */
final class Calibration {
    @Option(
            names = "--temperature",
            description = "Divide the model's logits by the temperature that gives the validation rows the lowest"
                    + " log-loss, so that probabilities come true; labels stay.")
    private boolean wanted;

    boolean isWanted() {
        return wanted;
    }

    /** The model, calibrated if that is wanted; rows that tell of no temperature leave it as it is, with a warning. */
    SoftmaxModel of(SoftmaxModel model, Optional<Dataset> validation, Output output) {
        if (!wanted) {
            return model;
        }
        Dataset rows = validation.orElseThrow();
        try {
            SoftmaxModel calibrated = model.calibrated(rows);
            output.say(String.format(
                    Locale.ROOT,
                    "temperature %.4f: the log-loss of the validation rows is %.6f, and was %.6f",
                    calibrated.temperature(),
                    calibrated.evaluate(rows).logLoss(),
                    model.evaluate(rows).logLoss()));
            return calibrated;
        } catch (IllegalArgumentException e) {
            output.warn("--temperature leaves the model as it is: " + e.getMessage());
            return model;
        }
    }
}
