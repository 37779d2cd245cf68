package io.github.softmax4j.training;

import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.Solver;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A fit under way, or the many of a sweep, and who watches it and may end it. */
final class WatchedRun implements FitRun {
    private final Problem problem;
    private final FitOptions options;
    private final int models;
    private volatile boolean isStopped;

    private WatchedRun(Problem problem, FitOptions options, int models) {
        this.problem = problem;
        this.options = options;
        this.models = models;
    }

    /** Tells the listener that it begins; from now on it may end it. */
    static WatchedRun start(Problem problem, FitOptions options, int models, CheckpointClock clock) {
        var run = new WatchedRun(problem, options, models);
        clock.isCancelledBy(run::isStopped);
        options.listener().started(run);
        return run;
    }

    /** The only model. */
    WatchedModel model() {
        return model(0, problem.settings().penalty(), OptionalInt.empty());
    }

    /** One of the models, which begins now. */
    WatchedModel model(int number, Penalty penalty, OptionalInt fold) {
        return new WatchedModel(
                this, options.listener(), new ModelOfFit(number, penalty.lambda(), penalty.l1Ratio(), fold));
    }

    @Override
    public long rows() {
        return problem.dataset().rows();
    }

    @Override
    public int features() {
        return problem.features();
    }

    @Override
    public int classes() {
        return problem.classes();
    }

    @Override
    public String solver() {
        return problem.settings().solver().name();
    }

    @Override
    public int models() {
        return models;
    }

    @Override
    public int mostIterations() {
        return problem.settings().solver() instanceof Solver.MiniBatch sgd
                ? sgd.epochs()
                : problem.settings().stopping().maxIterations();
    }

    @Override
    public OptionalDouble lastDecrease() {
        return endsByTolerance() ? OptionalDouble.of(new EndOfDescent(problem).lastDecrease()) : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble tolerance() {
        return endsByTolerance()
                ? OptionalDouble.of(problem.settings().stopping().tolerance())
                : OptionalDouble.empty();
    }

    private boolean endsByTolerance() {
        return models == 1 && problem.settings().solver() instanceof Solver.FullBatch;
    }

    @Override
    public void stop() {
        isStopped = true;
    }

    @Override
    public boolean isStopped() {
        return isStopped;
    }
}
