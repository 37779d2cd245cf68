package io.github.softmax4j.training;

import io.github.softmax4j.optim.Journal;
import io.github.softmax4j.settings.Checkpoints;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Stopping;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The time that a fit has taken, also before it was interrupted, and whether it is over. With checkpoints it looks once
 * after each evaluation: whoever asks until the next hears the same, so that no fit ends after its last checkpoint.
 */
final class CheckpointClock {
    private final FitOptions options;
    private final double limit;
    private BooleanSupplier others = () -> false;
    private double secondsBefore;
    private long start = System.nanoTime();
    private double seconds;
    private boolean isCancelled;
    private double lastAt;
    private int stepsSince;

    CheckpointClock(FitOptions options, Stopping stopping) {
        this.options = options;
        this.limit = stopping.timeLimit().map(CheckpointClock::seconds).orElse(Double.POSITIVE_INFINITY);
    }

    private static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() / 1e9;
    }

    /** After an evaluation. */
    void look() {
        seconds = now();
        isCancelled = isCancelled || isCancelledNow();
    }

    private double now() {
        return secondsBefore + (System.nanoTime() - start) / 1e9;
    }

    /** Somebody else may end the fit, too. */
    void isCancelledBy(BooleanSupplier somebody) {
        BooleanSupplier before = others;
        others = () -> before.getAsBoolean() || somebody.getAsBoolean();
    }

    private boolean isCancelledNow() {
        return options.cancelled().getAsBoolean() || Thread.currentThread().isInterrupted() || others.getAsBoolean();
    }

    /** When it looked last. */
    double seconds() {
        return seconds;
    }

    boolean isCancelled() {
        isCancelled = isCancelled || (options.checkpoints().isEmpty() && isCancelledNow());
        return isCancelled;
    }

    /** Whether all that comes after this is cut short. */
    boolean isOver() {
        return isCancelled || seconds >= limit;
    }

    /** The fit goes on after so many seconds. */
    void goOnAfter(double before) {
        secondsBefore = before;
        start = System.nanoTime();
        seconds = before;
        written();
    }

    void step() {
        stepsSince++;
    }

    boolean isDue(Checkpoints wanted) {
        return isOver()
                || seconds - lastAt >= seconds(wanted.interval())
                || (wanted.iterations() > 0 && stepsSince >= wanted.iterations());
    }

    void written() {
        lastAt = seconds;
        stepsSince = 0;
    }

    /** Remembers nothing but the time; whoever asks is told the truth of the moment. */
    Journal journal() {
        return Journal.none(this::now);
    }
}
