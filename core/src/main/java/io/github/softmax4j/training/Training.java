package io.github.softmax4j.training;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.RegressionSettings;
import io.github.softmax4j.settings.Solver;
import java.util.List;

/** One fit: brings settings and data together, and hands them to the training of the solver. */
public final class Training {
    private Training() {}

    /**
     * Trains.
     *
     * @param settings of the regression
     * @param dataset rows of at least two classes
     * @param options what goes along
     * @return what came of it
     * @throws IllegalArgumentException if there is only one class, or settings or options do not fit the data
     * @throws io.github.softmax4j.backend.MemoryException if the machine has not the memory
     */
    public static Trained fit(RegressionSettings settings, Dataset dataset, FitOptions options) {
        try (Checkpointing checkpointing = Checkpointing.open(
                options, settings.stopping(), FitIdentity.of(settings, dataset, options, List.of()))) {
            Trained trained = fit(settings, dataset, options, checkpointing);
            checkpointing.ended(List.of(trained));
            return trained;
        }
    }

    /**
     * Trains as one part of more work.
     *
     * @param settings of the regression
     * @param dataset rows of at least two classes
     * @param options what goes along
     * @param checkpointing of all the work
     * @return what came of it
     */
    public static Trained fit(
            RegressionSettings settings, Dataset dataset, FitOptions options, Checkpointing checkpointing) {
        return Backend.onAllThreads(() -> {
            var problem = new Problem(settings, dataset);
            FitOptions fitting = options.validation()
                    .map(rows -> options.withValidation(fitting(rows, problem), options.patience()))
                    .orElse(options);
            MemoryNeed.of(problem, 1, 1).requireAvailable();
            return settings.solver() instanceof Solver.MiniBatch miniBatch
                    ? new MiniBatchTraining(problem, miniBatch, fitting, checkpointing).run()
                    : new FullBatchTraining(problem, fitting, checkpointing).run();
        });
    }

    /** Rows to measure the loss on may lack classes. */
    private static Dataset fitting(Dataset validation, Problem problem) {
        if (validation.featureMatrix().columns() != problem.features()) {
            throw new IllegalArgumentException("the validation rows must have the " + problem.features()
                    + " features of the data, but have "
                    + validation.featureMatrix().columns());
        }
        Features.requireOrder(problem.dataset().featureNames(), validation.featureNames());
        return validation.withClasses(problem.dataset().classes());
    }
}
