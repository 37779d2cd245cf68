package io.github.softmax4j.cli;

import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.FitListener;
import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.github.softmax4j.progress.Step;
import java.util.Locale;
import java.util.OptionalDouble;

/** Shows on standard error what is read and trained, as it happens, and keeps it in the log. */
abstract class Progress implements FitListener, AutoCloseable {
    private TimeLeft timeLeft = new TimeLeft();
    private int done;

    /** Some rows have been read. */
    abstract void reading(long rows);

    /** A source has been read, or cannot be. */
    abstract void endReading();

    /** A run begins. */
    abstract void begin(FitRun run);

    /** A model has taken a step; the seconds that are left are empty where they are not known. */
    abstract void show(FitRun run, ModelOfFit model, Step step, OptionalDouble secondsLeft);

    /** A model has ended, the last of so many. */
    abstract void end(FitRun run, ModelOfFit model, Convergence convergence, int ended);

    @Override
    public abstract void close();

    @Override
    public final void started(FitRun run) {
        timeLeft = new TimeLeft();
        done = 0;
        begin(run);
    }

    @Override
    public final void step(FitRun run, ModelOfFit model, Step step) {
        if (Logs.haveFile()) {
            Logs.detail(model + ": " + text(step));
        }
        show(run, model, step, timeLeft.after(run, step));
    }

    @Override
    public final void ended(FitRun run, ModelOfFit model, Convergence convergence) {
        done++;
        if (Logs.haveFile()) {
            Logs.note(model + ": " + convergence.words());
        }
        end(run, model, convergence, done);
    }

    final int done() {
        return done;
    }

    private static String text(Step step) {
        return String.format(
                Locale.ROOT,
                "iteration %d, objective %.6f, gradient %.1e",
                step.iteration(),
                step.objective(),
                step.gradientNorm());
    }

    /** Of a sweep also which model it is. */
    static String text(FitRun run, ModelOfFit model, Step step, OptionalDouble secondsLeft) {
        String left = secondsLeft.isPresent() ? ", " + TimeLeft.text(secondsLeft) : "";
        return (run.models() == 1 ? "" : model + ": ") + text(step) + left;
    }
}
