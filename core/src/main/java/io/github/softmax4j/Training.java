package io.github.softmax4j;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.ShuffledBatches;
import io.github.softmax4j.math.Inference;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.StackedLoss;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.optim.L1BoxTerms;
import io.github.softmax4j.optim.Lbfgs;
import io.github.softmax4j.optim.Minimizer;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.Objective;
import io.github.softmax4j.optim.Optimizer;
import io.github.softmax4j.optim.Preconditioner;
import io.github.softmax4j.optim.ProjectedLbfgs;
import io.github.softmax4j.optim.Sgd;
import io.github.softmax4j.optim.StopRule;
import io.github.softmax4j.optim.Task;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One fit: introduces the problem to an optimiser. */
final class Training {
    /** Some steps of full-batch descent that together change less than this share cannot be told from rounding. */
    private static final double STANDSTILL_IN_FLOAT = 1e-8;

    private static final double STANDSTILL_IN_DOUBLE = 1e-14;
    private static final int STANDSTILL_STEPS = 5;

    /** What the model may promise at a standstill, relative to the objective: the gap to the optimum that a fit is allowed. */
    private static final double PROMISED_IN_FLOAT = 1e-5;

    private static final double PROMISED_IN_DOUBLE = 1e-6;

    private final SoftmaxRegression settings;
    private final Problem problem;
    private final FitOptions options;

    Training(SoftmaxRegression settings, Problem problem, FitOptions options) {
        this.settings = settings;
        this.problem = problem;
        this.options = options;
        options.validation().ifPresent(this::requireFitting);
    }

    private void requireFitting(Dataset validation) {
        Dataset dataset = problem.dataset();
        if (!validation.classes().equals(dataset.classes())
                || validation.featureMatrix().columns() != problem.features()) {
            throw new IllegalArgumentException("the validation rows must have the classes and features of the data, "
                    + dataset.classes() + " and " + problem.features() + " features, but have "
                    + validation.classes() + " and "
                    + validation.featureMatrix().columns() + " features");
        }
    }

    Fit run() {
        MemoryNeed.of(problem, 1, 1).requireAvailable();
        return settings.solver() instanceof Solver.MiniBatch miniBatch
                ? descendInMiniBatches(miniBatch)
                : ThreadChoice.run(problem, problem.dataset().rows(), 1, this::descendOverAllRows);
    }

    private Fit descendOverAllRows() {
        PenaltyTerm penalty = problem.smoothPenalty(settings.penalty());
        if (!Curvatures.areWanted(problem)) {
            return descend(penalty, Preconditioner.none());
        }
        try (var preconditioner = new CurvaturePreconditioner(problem, 1)) {
            preconditioner.begin(0, penalty, options.start().isPresent(), 0);
            return descend(penalty, preconditioner);
        }
    }

    private Fit descend(PenaltyTerm penalty, Preconditioner preconditioner) {
        try (var pass = new JointPass(problem, List.of(new JointPass.Member(penalty, null)))) {
            Optimizer optimizer = optimizer(problem, settings.penalty(), preconditioner);
            Task task = new Task(
                    optimizer,
                    problem.start(options.start()),
                    fullBatchRule(settings, problem).or(limits(settings, options)),
                    options.listener());
            Minimum minimum = Minimizer.minimize(pass, List.of(watched(task))).get(0);
            var report = new FitReport(settings, problem, pass);
            return options.validation().isEmpty() ? report.told(0, minimum) : report.evaluated(0, minimum);
        }
    }

    /** The optimiser works in double whatever the features are: its dot products and line search are exact then. */
    static Optimizer optimizer(Problem problem, Penalty penalty, Preconditioner preconditioner) {
        int memory = ((Solver.FullBatch) problem.settings().solver()).memory();
        double noise = noise(problem);
        L1BoxTerms terms = problem.l1BoxTerms(penalty);
        return terms.isNone()
                ? new Lbfgs(memory, noise, preconditioner)
                : new ProjectedLbfgs(memory, noise, preconditioner, terms);
    }

    private static double noise(Problem problem) {
        return problem.isFloat() ? Lbfgs.FLOAT_NOISE : Lbfgs.DOUBLE_NOISE;
    }

    static StopRule fullBatchRule(SoftmaxRegression settings, Problem problem) {
        return StopRule.gradientAtMost(settings.stopping().tolerance())
                .or(StopRule.objectiveStandsStill(
                        problem.isFloat() ? STANDSTILL_IN_FLOAT : STANDSTILL_IN_DOUBLE,
                        noise(problem),
                        STANDSTILL_STEPS,
                        problem.isFloat() ? PROMISED_IN_FLOAT : PROMISED_IN_DOUBLE))
                .or(StopRule.iterationsAtMost(settings.stopping().maxIterations()));
    }

    /** What ends a descent from outside: somebody, the loss on other rows, the time. */
    static StopRule limits(SoftmaxRegression settings, FitOptions options) {
        StopRule rule = StopRule.cancelledBy(options.cancelled());
        if (options.validation().isPresent()) {
            rule = StopRule.validationStandsStill(options.patience()).or(rule);
        }
        return settings.stopping().timeLimit().isEmpty()
                ? rule
                : StopRule.timeAtMost(settings.stopping().timeLimit().get()).or(rule);
    }

    private Task watched(Task task) {
        return options.validation().isEmpty()
                ? task
                : task.withValidation(point -> logLoss(
                        problem.toModelMatrix(point), options.validation().get()));
    }

    private static double logLoss(INDArray modelMatrix, Dataset rows) {
        try (INDArray logProbabilities =
                Inference.compute(modelMatrix, rows.featureMatrix(), Inference.Output.LOG_PROBABILITIES)) {
            return Evaluation.of(rows.classes(), rows.labels(), rows.weights(), logProbabilities)
                    .logLoss();
        }
    }

    private Fit descendInMiniBatches(Solver.MiniBatch solver) {
        StopRule rule = StopRule.iterationsAtMost(solver.epochs()).or(limits(settings, options));
        PenaltyTerm penalty = problem.smoothPenalty(settings.penalty());
        PassShape shape = problem.passShape(1).ofRows(problem.dataset().rows() * solver.epochs());
        try (var batches = new ShuffledBatches(problem.dataset(), solver.batchSize(), settings.seed());
                var loss = new StackedLoss(shape, settings.labelSmoothing(), problem.coordinates());
                var pass = new JointPass(problem, List.of(new JointPass.Member(penalty, null)))) {
            var sgd = new Sgd(solver.updater(), batches.batchesPerEpoch());
            Task task = new Task(sgd, problem.start(options.start()).castTo(problem.type()), rule, options.listener());
            Objective objective = (point, gradient) -> {
                Batch batch = batches.next();
                return loss.evaluate(
                                List.of(point),
                                List.of(batch),
                                new double[] {batch.weightSum()},
                                List.of(penalty),
                                List.of(gradient))[0];
            };
            Minimum minimum = ThreadChoice.run(
                    problem, solver.batchSize(), 1, () -> Minimizer.minimize(objective, watched(task)));
            return new FitReport(settings, problem, pass).evaluated(0, minimum);
        }
    }
}
