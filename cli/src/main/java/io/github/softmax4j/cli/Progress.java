package io.github.softmax4j.cli;

import io.github.softmax4j.progress.Step;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows training on standard error: a bar on a terminal, else a line every few seconds. */
abstract class Progress implements Consumer<Step>, AutoCloseable {
    /** The script that starts the program knows whether standard error is a terminal; Java does not. */
    private static final String TERMINAL = "softmax4j.terminal";

    /**
     * Chooses how to show training.
     *
     * @param quiet whether to show nothing
     * @param steps how many there will be; -1 if that is not known
     */
    static Progress start(boolean quiet, long steps) {
        if (quiet) {
            return new Silent();
        }
        return Boolean.getBoolean(TERMINAL) ? new Bar(steps) : new Lines();
    }

    @Override
    public abstract void close();

    static String text(Step step) {
        return String.format(
                Locale.ROOT,
                "iteration %d, objective %.6f, gradient %.1e",
                step.iteration(),
                step.objective(),
                step.gradientNorm());
    }

    private static final class Silent extends Progress {
        @Override
        public void accept(Step step) {
            // quiet was asked for
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static final class Lines extends Progress {
        private static final double SECONDS_BETWEEN = 5;
        private double lastAt;

        @Override
        public void accept(Step step) {
            if (step.seconds() - lastAt >= SECONDS_BETWEEN) {
                lastAt = step.seconds();
                System.err.println(text(step));
            }
        }

        @Override
        public void close() {
            // lines need no end
        }
    }

    private static final class Bar extends Progress {
        private final ProgressBar bar;

        Bar(long steps) {
            bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setInitialMax(steps)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .setUpdateIntervalMillis(200)
                    .build();
        }

        @Override
        public void accept(Step step) {
            bar.setExtraMessage(text(step));
            bar.stepTo(step.iteration());
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
