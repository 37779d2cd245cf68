package io.github.softmax4j.benchmarks;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.Sweep;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.FitOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;

/** Whole fits: one, the same twice, in float and in double, and a sweep against fits one after the other. */
final class TrainingCheck {
    /** Each part ends by then, so that the whole takes minutes on any machine. */
    private static final Duration FIT_LIMIT = Duration.ofSeconds(40);

    private static final double SWEEP_LIMIT_IN_SECONDS = 80;
    private static final double SINGLES_LIMIT_IN_SECONDS = 60;

    private static final double SMALLEST_LAMBDA = 1e-4;
    private static final double LARGEST_LAMBDA = 1;

    /** Coprime to the number of lambdas: however far the single fits come, they are spread over the whole range. */
    private static final int STRIDE = 7;

    /** How many times faster than single fits the sweep shall be. */
    private static final double SWEEP_GOAL = 10;

    private static final double OBJECTIVE_TOLERANCE = 1e-5;
    private static final int STEPS_OF_REPEATED_FIT = 20;

    private final CheckReport report;
    private final MadeProblem problem;
    private final SoftmaxRegression regression = SoftmaxRegression.withDefaults();

    TrainingCheck(CheckReport report, MadeProblem problem) {
        this.report = report;
        this.problem = problem;
    }

    /** A fit with the default settings, from the first to the last pass. */
    void fitOnce(Dataset dataset) {
        Fit fit = regression.withTimeLimit(FIT_LIMIT).fit(dataset);
        double passes = fit.history().get(fit.history().size() - 1).passes();
        report.row(problem, "fit with the default solver", fit.seconds(), "s, " + fit.cause());
        report.row(problem, "fit: passes", passes, "");
        report.row(problem, "fit: objective at lambda 1e-4", fit.objective(), "");
        report.check(
                Double.isFinite(fit.objective()) && fit.objective() < Math.log(problem.classes()),
                "%s objective %.7g of the fit is finite and below log(classes) %.7g",
                problem.name(),
                fit.objective(),
                Math.log(problem.classes()));
    }

    /** Whether sums are always taken in the same order is a property of the machine: told, not judged. */
    void fitTwice(Dataset dataset) {
        SoftmaxRegression brief = regression.withMaxIterations(STEPS_OF_REPEATED_FIT);
        boolean same = Arrays.equals(matrix(brief.fit(dataset)), matrix(brief.fit(dataset)));
        report.note(
                "%s two fits of %d steps give %s",
                problem.name(), STEPS_OF_REPEATED_FIT, same ? "the same bytes" : "different bytes");
    }

    private static double[] matrix(Fit fit) {
        return fit.model().matrix().dup('c').data().asDouble();
    }

    /** Both types go to the same optimum. */
    void fitInBothTypes(Dataset dataset) {
        double inDouble = regression.fit(dataset.withType(DataType.DOUBLE)).objective();
        double inFloat = regression.fit(dataset).objective();
        report.checkEqual(problem.name() + " objective in double and float", inDouble, inFloat, OBJECTIVE_TOLERANCE);
    }

    /** Many lambdas together against the same one by one. */
    void sweep(Dataset dataset, int count) {
        List<Double> lambdas = Sweep.logarithmic(SMALLEST_LAMBDA, LARGEST_LAMBDA, count);
        long start = System.nanoTime();
        FitOptions limited = FitOptions.none().withCancellation(() -> secondsSince(start) > SWEEP_LIMIT_IN_SECONDS);
        List<Fit> together = Sweep.of(regression, lambdas).fitAll(dataset, limited);
        double sweepSeconds = secondsSince(start);
        long finished = together.stream()
                .filter(fit -> fit.stopReason() != StopReason.CANCELLED)
                .count();
        report.row(problem, "sweep of " + count + " lambdas", sweepSeconds, "s");
        report.check(finished == count, "%s sweep: %d of %d models ended in time", problem.name(), finished, count);

        long startOfSingles = System.nanoTime();
        Map<Integer, Fit> singles = fitSome(dataset, lambdas);
        double singleSeconds = secondsSince(startOfSingles) * count / singles.size();
        report.row(problem, count + " fits one after the other", singleSeconds, "s, " + basis(singles.size(), count));
        compareObjectives(together, singles);
        report.goal(
                finished == count && singleSeconds >= SWEEP_GOAL * sweepSeconds,
                "%s: the sweep of %d is %.1f times as fast as single fits (%s), wanted is %.0f",
                problem.name(),
                count,
                singleSeconds / sweepSeconds,
                basis(singles.size(), count),
                SWEEP_GOAL);
    }

    /** As many single fits as the time allows, by the index of their lambda. */
    private Map<Integer, Fit> fitSome(Dataset dataset, List<Double> lambdas) {
        var fits = new TreeMap<Integer, Fit>();
        long start = System.nanoTime();
        for (int i = 0; i < lambdas.size() && secondsSince(start) < SINGLES_LIMIT_IN_SECONDS; i++) {
            int index = i * STRIDE % lambdas.size();
            fits.put(index, regression.withLambda(lambdas.get(index)).fit(dataset));
        }
        return fits;
    }

    private static String basis(int done, int count) {
        return done == count ? "all measured" : "estimated from " + done + " of them, spread evenly";
    }

    private void compareObjectives(List<Fit> together, Map<Integer, Fit> singles) {
        double worst = singles.entrySet().stream()
                .mapToDouble(single -> Math.abs(together.get(single.getKey()).objective()
                                / single.getValue().objective()
                        - 1))
                .max()
                .orElseThrow();
        report.check(
                worst <= OBJECTIVE_TOLERANCE,
                "%s objectives of the sweep and of %d single fits differ by at most %.1e, allowed are %.0e",
                problem.name(),
                singles.size(),
                worst,
                OBJECTIVE_TOLERANCE);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
