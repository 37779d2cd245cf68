package io.github.softmax4j.training;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.ShuffledBatches;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.StackedLoss;
import io.github.softmax4j.optim.JointObjective;
import io.github.softmax4j.optim.Minimizer;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.Objective;
import io.github.softmax4j.optim.Sgd;
import io.github.softmax4j.optim.StopRule;
import io.github.softmax4j.optim.Task;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.RegressionSettings;
import io.github.softmax4j.settings.Solver;
import java.util.List;

/** A fit by stochastic gradient descent over shuffled mini-batches. */
final class MiniBatchTraining {
    private final Problem problem;
    private final Solver.MiniBatch solver;
    private final WatchedRun run;
    private final FitOptions options;
    private final Checkpointing checkpointing;

    MiniBatchTraining(Problem problem, Solver.MiniBatch solver, FitOptions options, Checkpointing checkpointing) {
        this.checkpointing = checkpointing;
        this.problem = problem;
        this.solver = solver;
        this.run = WatchedRun.start(problem, options, 1, checkpointing.clock());
        this.options = options;
    }

    Trained run() {
        RegressionSettings settings = problem.settings();
        StopRule rule = StopRule.iterationsAtMost(solver.epochs())
                .or(EndOfDescent.limits(settings, options, checkpointing.clock()));
        PenaltyTerm penalty = problem.smoothPenalty(settings.penalty());
        PassShape shape = problem.passShape(1).ofRows(problem.dataset().rows() * solver.epochs());
        try (var batches = new ShuffledBatches(problem.dataset(), solver.batchSize(), settings.seed());
                var loss = new StackedLoss(shape, settings.labelSmoothing(), problem.coordinates());
                var pass = new JointPass(problem, List.of(new JointPass.Member(penalty, null)))) {
            var sgd = new Sgd(solver.updater(), batches.batchesPerEpoch());
            WatchedModel model = run.model();
            Task task = new Task(
                    sgd,
                    new StartingPoint(problem).of(options.start()).castTo(problem.type()),
                    rule,
                    new EpochPass(problem.dataset().rows()).andThen(model));
            var drawn = new DrawnBatches(batches);
            Objective objective = (point, gradient) -> {
                Batch batch = drawn.next();
                return loss.evaluate(
                                List.of(point),
                                List.of(batch),
                                new double[] {batch.weightSum()},
                                List.of(penalty),
                                List.of(gradient))[0];
            };
            Minimum minimum = ThreadChoice.run(
                    problem,
                    solver.batchSize(),
                    1,
                    () -> Minimizer.minimize(
                                    JointObjective.of(objective),
                                    List.of(Validation.watch(task, problem, options)),
                                    checkpointing.state(drawn))
                            .get(0));
            Trained trained = new FitReport(settings, problem, pass).evaluated(0, minimum);
            model.ended(trained.convergence());
            return trained;
        }
    }
}
