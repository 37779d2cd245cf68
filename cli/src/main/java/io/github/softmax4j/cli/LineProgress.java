package io.github.softmax4j.cli;

import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.github.softmax4j.progress.Step;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** A line every few seconds. */
final class LineProgress extends Progress {
    private static final double SECONDS_BETWEEN = 5;

    private final Pause pause;

    LineProgress(LongSupplier nanoseconds) {
        pause = new Pause(SECONDS_BETWEEN, nanoseconds);
    }

    @Override
    void reading(long rows) {
        if (pause.isOver()) {
            System.err.println("reading: " + rows + " rows");
        }
    }

    @Override
    void endReading() {
        // lines need no end
    }

    @Override
    void begin(FitRun run) {
        // the first line tells
    }

    @Override
    void show(FitRun run, ModelOfFit model, Step step, OptionalDouble secondsLeft) {
        if (pause.isOver()) {
            String of = run.models() == 1 ? "" : done() + " of " + run.models() + " models, ";
            System.err.println(of + text(run, model, step, secondsLeft));
        }
    }

    @Override
    void end(FitRun run, ModelOfFit model, Convergence convergence, int ended) {
        // the report tells
    }

    @Override
    public void close() {
        // lines need no end
    }
}
