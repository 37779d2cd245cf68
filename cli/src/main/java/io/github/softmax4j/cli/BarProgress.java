package io.github.softmax4j.cli;

import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.github.softmax4j.progress.Step;
import java.util.Locale;
import java.util.OptionalDouble;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on a terminal: of rows, of epochs, or of the models of a sweep; where no end is known, one that only moves. */
final class BarProgress extends Progress {
    private static final long UNKNOWN = -1;

    /** Null while nothing is under way. */
    private ProgressBar bar;

    private void open(String task, long most) {
        close();
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(most)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .setUpdateIntervalMillis(200)
                .hideEta()
                .build();
    }

    @Override
    void reading(long rows) {
        if (bar == null) {
            open("reading", UNKNOWN);
            bar.setExtraMessage("rows");
        }
        bar.stepTo(rows);
    }

    @Override
    void endReading() {
        close();
    }

    @Override
    void begin(FitRun run) {
        boolean isSgd = run.models() == 1 && run.lastDecrease().isEmpty();
        open("training", run.models() > 1 ? run.models() : isSgd ? run.mostIterations() : UNKNOWN);
    }

    @Override
    void show(FitRun run, ModelOfFit model, Step step, OptionalDouble secondsLeft) {
        bar.setExtraMessage(shortText(run, model, step, secondsLeft));
        if (run.models() == 1) {
            bar.stepTo(step.iteration());
        }
    }

    /** Most terminals are 80 characters wide: the bar tells the iteration, and what matters most comes first. */
    private static String shortText(FitRun run, ModelOfFit model, Step step, OptionalDouble secondsLeft) {
        String left = secondsLeft.isPresent() ? TimeLeft.text(secondsLeft).replace("about ", "") + ", " : "";
        return String.format(
                Locale.ROOT,
                "%s%sobjective %.6f, gradient %.1e",
                left,
                run.models() == 1 ? "" : model + ", ",
                step.objective(),
                step.gradientNorm());
    }

    @Override
    void end(FitRun run, ModelOfFit model, Convergence convergence, int ended) {
        if (run.models() > 1) {
            bar.stepTo(ended);
        }
        if (ended == run.models()) {
            close();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
