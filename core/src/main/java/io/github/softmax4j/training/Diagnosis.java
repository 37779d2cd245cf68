package io.github.softmax4j.training;

import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.Solver;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says in plain words why a fit was cut short, as far as settings and data show it. */
record Diagnosis(Problem problem, Minimum minimum, double logLoss) {
    /** Spreads that differ by more than this make L-BFGS slow, unless it knows them. */
    private static final double HARMFUL_SPREAD = 1e3;

    /** A loss this far below that of guessing is on its way to 0. */
    private static final double SEPARATED = 1e-3;

    String cause() {
        boolean isMiniBatch = problem.settings().solver() instanceof Solver.MiniBatch;
        if (isMiniBatch && minimum.convergence().stopReason() == StopReason.MAX_ITERATIONS) {
            return "all epochs were run";
        }
        if (minimum.convergence().stopReason().converged()
                || minimum.convergence().stopReason() == StopReason.CANCELLED) {
            return minimum.cause();
        }
        List<String> hints =
                Stream.of(separation(), spread()).flatMap(Optional::stream).toList();
        return String.join(
                "; ", Stream.concat(Stream.of(minimum.cause()), hints.stream()).toList());
    }

    private Optional<String> separation() {
        boolean noPenalty = problem.settings().penalty().lambda() == 0
                && problem.settings().labelSmoothing() == 0
                && problem.settings().bounds().isEmpty();
        if (!noPenalty || !(logLoss < SEPARATED * Math.log(problem.classes()))) {
            return Optional.empty();
        }
        String remedy = "a small lambda or label smoothing gives them one";
        return Optional.of(
                minimum.convergence().stopReason() == StopReason.SEPARATED
                        ? furthestApart() + "; " + remedy
                        : "the classes can be separated without error, and without a penalty the weights grow without"
                                + " end: " + furthestApart() + "; " + remedy);
    }

    /** The two classes whose weights differ most in a feature, in units of its deviation. */
    private String furthestApart() {
        double[][] weights = minimum.point().toDoubleMatrix();
        int feature = 0;
        int high = 0;
        int low = 0;
        double furthest = -1;
        for (int j = 0; j < problem.features(); j++) {
            int largest = 0;
            int smallest = 0;
            for (int k = 1; k < problem.classes(); k++) {
                largest = weights[j][k] > weights[j][largest] ? k : largest;
                smallest = weights[j][k] < weights[j][smallest] ? k : smallest;
            }
            if (weights[j][largest] - weights[j][smallest] > furthest) {
                furthest = weights[j][largest] - weights[j][smallest];
                feature = j;
                high = largest;
                low = smallest;
            }
        }
        List<String> names = problem.dataset().classes().names();
        return "classes '" + names.get(low) + "' and '" + names.get(high) + "' are set apart most of all by '"
                + problem.dataset().featureNames().get(feature) + "'";
    }

    private Optional<String> spread() {
        if (problem.preconditioning().usesCurvature()) {
            return Optional.empty();
        }
        double[] deviation = problem.columnStatistics().deviation();
        int[] varying = IntStream.range(0, deviation.length)
                .filter(j -> deviation[j] > 0)
                .toArray();
        if (varying.length == 0) {
            return Optional.of("all features are constant");
        }
        int widest = IntStream.of(varying)
                .reduce((a, b) -> deviation[b] > deviation[a] ? b : a)
                .getAsInt();
        int narrowest = IntStream.of(varying)
                .reduce((a, b) -> deviation[b] < deviation[a] ? b : a)
                .getAsInt();
        double ratio = deviation[widest] / deviation[narrowest];
        List<String> names = problem.dataset().featureNames();
        return ratio > HARMFUL_SPREAD
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "feature '%s' has %.0e times the spread of '%s', which the default solver would not mind",
                        names.get(widest),
                        ratio,
                        names.get(narrowest)))
                : Optional.empty();
    }
}
