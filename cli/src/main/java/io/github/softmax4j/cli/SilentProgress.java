package io.github.softmax4j.cli;

import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.github.softmax4j.progress.Step;
import java.util.OptionalDouble;

/** Shows nothing; the log has it all the same. */
final class SilentProgress extends Progress {
    @Override
    void reading(long rows) {
        // nothing is wanted
    }

    @Override
    void endReading() {
        // nothing is wanted
    }

    @Override
    void begin(FitRun run) {
        // nothing is wanted
    }

    @Override
    void show(FitRun run, ModelOfFit model, Step step, OptionalDouble secondsLeft) {
        // nothing is wanted
    }

    @Override
    void end(FitRun run, ModelOfFit model, Convergence convergence, int ended) {
        // nothing is wanted
    }

    @Override
    public void close() {
        // nothing is open
    }
}
