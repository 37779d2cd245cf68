package io.github.softmax4j.cli;

import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.Step;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How long a fit will take, as far as that can be known: an epoch of SGD takes as long as those before; else what a
 * step is predicted to bring, and the gradient, fall to where fits end, the later of both. The models of a sweep
 * follow no trend.
 */
final class TimeLeft {
    private final Trend decrease = new Trend();
    private final Trend gradient = new Trend();

    /** Takes a step; seconds from now on, empty where they are not known. */
    OptionalDouble after(FitRun run, Step step) {
        if (run.models() > 1) {
            return OptionalDouble.empty();
        }
        return run.lastDecrease().isPresent() ? byTrend(run, step) : byEpochs(run, step);
    }

    private static OptionalDouble byEpochs(FitRun run, Step step) {
        return step.iteration() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(step.seconds() / step.iteration() * (run.mostIterations() - step.iteration()));
    }

    private OptionalDouble byTrend(FitRun run, Step step) {
        decrease.add(step.seconds(), step.predictedDecrease() / Math.abs(step.objective()));
        gradient.add(step.seconds(), step.gradientNorm());
        OptionalDouble first = decrease.untilBelow(run.lastDecrease().getAsDouble());
        OptionalDouble second = gradient.untilBelow(run.tolerance().getAsDouble());
        boolean isKnown = first.isPresent() && second.isPresent();
        double left = isKnown ? Math.max(first.getAsDouble(), second.getAsDouble()) : 0;
        return left > 0 ? OptionalDouble.of(left) : OptionalDouble.empty();
    }

    /** No more precise than it is: {@code about 2 min left}; nothing where it is not known. */
    static String text(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return "";
        }
        double left = seconds.getAsDouble();
        String about = left < 100
                ? String.format(Locale.ROOT, "%.0f s", Math.max(1, left))
                : left < 6000
                        ? String.format(Locale.ROOT, "%.0f min", left / 60)
                        : String.format(Locale.ROOT, "%.0f h", left / 3600);
        return "about " + about + " left";
    }
}
