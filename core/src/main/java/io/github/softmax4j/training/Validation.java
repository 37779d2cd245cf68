package io.github.softmax4j.training;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Inference;
import io.github.softmax4j.math.ModelWeights;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.optim.Task;
import io.github.softmax4j.settings.FitOptions;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loss on rows that a descent does not learn from. */
final class Validation {
    private Validation() {}

    /** The task, measured at each of its points if there are such rows. */
    static Task watch(Task task, Problem problem, FitOptions options) {
        return options.validation()
                .map(rows -> task.withValidation(point -> logLoss(problem.toModelMatrix(point), rows)))
                .orElse(task);
    }

    private static double logLoss(INDArray modelMatrix, Dataset rows) {
        try (INDArray logProbabilities = Inference.compute(
                new ModelWeights(modelMatrix), rows.featureMatrix(), Inference.Output.LOG_PROBABILITIES)) {
            return Evaluation.of(rows.classes(), rows.labels(), rows.weights(), logProbabilities)
                    .logLoss();
        }
    }
}
