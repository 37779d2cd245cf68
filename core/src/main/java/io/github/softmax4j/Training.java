package io.github.softmax4j;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.ShuffledBatches;
import io.github.softmax4j.math.BlockSize;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PenalizedLoss;
import io.github.softmax4j.optim.Lbfgs;
import io.github.softmax4j.optim.Minimizer;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.Sgd;
import io.github.softmax4j.optim.Step;
import io.github.softmax4j.optim.StopReason;
import io.github.softmax4j.optim.StopRule;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One fit: introduces data, mathematics and optimiser to each other. */
final class Training implements AutoCloseable {
    /** Some steps of full-batch descent that together change less than this share cannot be told from rounding. */
    private static final double STANDSTILL_IN_FLOAT = 1e-8;

    private static final double STANDSTILL_IN_DOUBLE = 1e-14;
    private static final int STANDSTILL_STEPS = 5;

    private final SoftmaxRegression settings;
    private final Dataset dataset;
    private final PenalizedLoss loss;
    private final List<Batch> blocks;

    Training(SoftmaxRegression settings, Dataset dataset) {
        this.settings = settings;
        this.dataset = dataset;
        this.loss = new PenalizedLoss(features(), classes(), dataset.type(), settings.lambda());
        this.blocks = dataset.batches(BlockSize.rows(features(), classes(), dataset.type()));
    }

    private long features() {
        return dataset.features().columns();
    }

    private long classes() {
        return dataset.classes().size();
    }

    private boolean isFloat() {
        return dataset.type() == DataType.FLOAT;
    }

    Fit run(Consumer<Step> listener, BooleanSupplier cancelled) {
        StopRule limits = settings.timeLimit()
                .map(StopRule::timeAtMost)
                .map(limit -> limit.or(StopRule.cancelledBy(cancelled)))
                .orElseGet(() -> StopRule.cancelledBy(cancelled));
        if (settings.solver() instanceof Solver.MiniBatch miniBatch) {
            return descendInMiniBatches(miniBatch, limits, listener);
        }
        return descendOverAllRows((Solver.FullBatch) settings.solver(), limits, listener);
    }

    /** The optimiser works in double whatever the features are: its dot products and line search are exact then. */
    private Fit descendOverAllRows(Solver.FullBatch solver, StopRule limits, Consumer<Step> listener) {
        try (var preconditioner = CurvaturePreconditioner.of(dataset, solver, settings.lambda())) {
            return descend(
                    new Lbfgs(solver.memory(), isFloat() ? Lbfgs.FLOAT_NOISE : Lbfgs.DOUBLE_NOISE, preconditioner),
                    limits,
                    listener);
        }
    }

    private Fit descend(Lbfgs lbfgs, StopRule limits, Consumer<Step> listener) {
        StopRule rule = StopRule.gradientAtMost(settings.tolerance())
                .or(StopRule.objectiveStandsStill(
                        isFloat() ? STANDSTILL_IN_FLOAT : STANDSTILL_IN_DOUBLE, STANDSTILL_STEPS))
                .or(StopRule.iterationsAtMost(settings.maxIterations()))
                .or(limits);
        INDArray start = Parameters.zeroMatrix(features(), classes(), DataType.DOUBLE);
        Minimum minimum = Minimizer.minimize(this::evaluateAllRows, lbfgs, start, rule, listener);
        return fit(minimum, minimum.objective(), minimum.gradientNorm());
    }

    private Fit descendInMiniBatches(Solver.MiniBatch solver, StopRule limits, Consumer<Step> listener) {
        StopRule rule = StopRule.iterationsAtMost(solver.epochs()).or(limits);
        INDArray start = Parameters.zeroMatrix(features(), classes(), dataset.type());
        try (var batches = new ShuffledBatches(dataset, solver.batchSize(), settings.seed())) {
            var sgd = new Sgd(solver.updater(), batches.batchesPerEpoch());
            Minimum minimum = Minimizer.minimize(
                    (point, gradient) -> {
                        Batch batch = batches.next();
                        return loss.evaluate(point, List.of(batch), batch.weightSum(), gradient);
                    },
                    sgd,
                    start,
                    rule,
                    listener);
            return evaluated(minimum);
        }
    }

    /** What SGD was told on its way are estimates; the fit reports the objective of all rows at the end. */
    private Fit evaluated(Minimum minimum) {
        INDArray point = minimum.point().castTo(DataType.DOUBLE);
        INDArray gradient = point.ulike();
        double objective = evaluateAllRows(point, gradient);
        return fit(minimum, objective, gradient.amaxNumber().doubleValue());
    }

    private double evaluateAllRows(INDArray point, INDArray gradient) {
        return loss.evaluate(point, blocks, dataset.weightSum(), gradient);
    }

    private Fit fit(Minimum minimum, double objective, double gradientNorm) {
        INDArray point = minimum.point();
        double logLoss = objective - PenalizedLoss.penalty(point.castTo(DataType.DOUBLE), settings.lambda());
        var model = new SoftmaxModel(
                point.castTo(dataset.type()),
                dataset.classes(),
                dataset.featureNames(),
                summary(minimum, objective, logLoss, gradientNorm));
        return new Fit(
                model,
                minimum.stopReason(),
                cause(minimum),
                objective,
                logLoss,
                gradientNorm,
                minimum.iterations(),
                minimum.evaluations(),
                minimum.seconds(),
                minimum.history());
    }

    private String cause(Minimum minimum) {
        boolean allEpochs =
                minimum.stopReason() == StopReason.MAX_ITERATIONS && settings.solver() instanceof Solver.MiniBatch;
        return allEpochs ? "all epochs were run" : minimum.cause();
    }

    private TrainingSummary summary(Minimum minimum, double objective, double logLoss, double gradientNorm) {
        BackendInfo backend = Backend.start();
        return new TrainingSummary(
                settings.solver().name(),
                settings.toString(),
                minimum.stopReason(),
                objective,
                logLoss,
                gradientNorm,
                minimum.iterations(),
                minimum.evaluations(),
                dataset.rows(),
                dataset.fingerprint(),
                "",
                Version.current(),
                backend.name() + ", " + backend.build(),
                Instant.now(),
                minimum.seconds());
    }

    @Override
    public void close() {
        loss.close();
    }
}
