package io.github.softmax4j.training;

import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.newton.NewtonSolver;
import io.github.softmax4j.optim.Minimizer;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.Task;
import io.github.softmax4j.settings.FitOptions;
import java.util.List;
import java.util.Optional;

/** A fit over all rows, to the optimum. */
final class FullBatchTraining {
    private final Problem problem;
    private final WatchedRun run;
    private final FitOptions options;
    private final Checkpointing checkpointing;

    FullBatchTraining(Problem problem, FitOptions options, Checkpointing checkpointing) {
        this.checkpointing = checkpointing;
        this.problem = problem;
        this.run = WatchedRun.start(problem, options, 1, checkpointing.clock());
        this.options = options;
    }

    Trained run() {
        return ThreadChoice.run(problem, problem.dataset().rows(), 1, this::descend);
    }

    private Trained descend() {
        PenaltyTerm penalty = problem.smoothPenalty(problem.settings().penalty());
        if (!problem.preconditioning().usesCurvature()) {
            return descend(penalty, Optional.empty());
        }
        try (var solver = new NewtonSolver(problem.hessianRows(), problem.following(), 1)) {
            solver.begin(0, penalty, options.start().isPresent(), 0, null);
            return descend(penalty, Optional.of(solver));
        }
    }

    private Trained descend(PenaltyTerm penalty, Optional<NewtonSolver> solver) {
        try (var pass = new JointPass(problem, List.of(new JointPass.Member(penalty, null)))) {
            WatchedModel model = run.model();
            Task task = new Task(
                    problem.optimizer(
                            problem.settings().penalty(),
                            solver,
                            options.start().isPresent()),
                    new StartingPoint(problem).of(options.start()),
                    new EndOfDescent(problem)
                            .fullBatch()
                            .or(EndOfDescent.limits(problem.settings(), options, checkpointing.clock())),
                    model);
            Minimum minimum = Minimizer.minimize(
                            pass, List.of(Validation.watch(task, problem, options)), checkpointing.answers(solver))
                    .get(0);
            var report = new FitReport(problem.settings(), problem, pass);
            Trained trained = options.validation().isEmpty() ? report.told(0, minimum) : report.evaluated(0, minimum);
            model.ended(trained.convergence());
            return trained;
        }
    }
}
