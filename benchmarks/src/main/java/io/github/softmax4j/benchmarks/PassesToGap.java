package io.github.softmax4j.benchmarks;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import io.github.softmax4j.settings.Stopping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How many passes over the data the solvers need until the relative gap to the optimum is below 1e-2, 1e-4 and 1e-6.
 *
 * <p>The optimum is the lowest objective that the default or fixed H reached, in double. Products with the Hessian of a
 * sample count by the share of the rows that they read.
 */
public final class PassesToGap {
    private static final double[] GAPS = {1e-2, 1e-4, 1e-6};
    private static final double[] LAMBDAS = {1e-2, 1e-4, 1e-6};
    private static final double SMALLEST_GAP = GAPS[GAPS.length - 1];

    /** Beyond these no difference of objectives can be told in double. */
    private static final double TIGHT = 1e-10;

    private PassesToGap() {}

    /**
     * Prints a line of a table for each data set and lambda.
     *
     * @param arguments the directory of the data sets, the names of those wanted (none for all), and lambdas (none for
     *     1e-2, 1e-4 and 1e-6)
     * @throws IOException if a data set cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Map<Boolean, List<String>> rest = Arrays.stream(arguments)
                .skip(1)
                .collect(Collectors.partitioningBy(text -> Character.isDigit(text.charAt(0))));
        List<String> wanted = rest.get(false);
        double[] lambdas = rest.get(true).isEmpty()
                ? LAMBDAS
                : rest.get(true).stream().mapToDouble(Double::parseDouble).toArray();
        System.out.println("| data | lambda | plain | centred | fixed H | default | default / best other at 1e-6 |"
                + " default in float: gap, passes |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (PublishedData data : PublishedData.values()) {
            if (wanted.isEmpty() || wanted.contains(data.name().toLowerCase(Locale.ROOT))) {
                Dataset dataset = data.read(directory);
                for (double lambda : lambdas) {
                    System.out.println(row(data, dataset, lambda));
                }
            }
        }
    }

    private static String row(PublishedData data, Dataset dataset, double lambda) {
        Fit own = fit(dataset, Solver.Preconditioning.CURVATURE, lambda, TIGHT, FitOptions.none());
        Fit fixed = fit(dataset, Solver.Preconditioning.FIXED_CURVATURE, lambda, TIGHT, FitOptions.none());
        double optimum = Math.min(own.objective(), fixed.objective());
        Fit plain = fitUntilNear(optimum, dataset, Solver.Preconditioning.NONE, lambda);
        Fit centred = fitUntilNear(optimum, dataset, Solver.Preconditioning.CENTERED, lambda);
        Fit inFloat = fit(
                dataset.withType(DataType.FLOAT),
                Solver.Preconditioning.CURVATURE,
                lambda,
                Stopping.DEFAULT_TOLERANCE,
                FitOptions.none());
        double best = Stream.of(plain, centred, fixed)
                .mapToDouble(fit -> passes(fit, optimum, SMALLEST_GAP).orElse(Double.POSITIVE_INFINITY))
                .min()
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "| %s (%d x %d, %d classes) | %.0e | %s | %s | %s | %s | %.2f | %.0e, %.0f |",
                data.name().toLowerCase(Locale.ROOT),
                dataset.rows(),
                dataset.featureMatrix().columns(),
                dataset.classes().size(),
                lambda,
                passes(plain, optimum),
                passes(centred, optimum),
                passes(fixed, optimum),
                passes(own, optimum),
                passes(own, optimum, SMALLEST_GAP).orElse(Double.POSITIVE_INFINITY) / best,
                Math.max(0, inFloat.objective() / optimum - 1),
                last(inFloat).passes());
    }

    /** What is after the last gap is not asked for, and may take far longer. */
    private static Fit fitUntilNear(
            double optimum, Dataset dataset, Solver.Preconditioning preconditioning, double lambda) {
        var isNear = new AtomicBoolean();
        FitOptions options = FitOptions.none()
                .withListener(step -> isNear.set(step.objective() <= optimum * (1 + SMALLEST_GAP)))
                .withCancellation(isNear::get);
        return fit(dataset, preconditioning, lambda, TIGHT, options);
    }

    private static Step last(Fit fit) {
        return fit.history().get(fit.history().size() - 1);
    }

    private static Fit fit(
            Dataset dataset,
            Solver.Preconditioning preconditioning,
            double lambda,
            double tolerance,
            FitOptions options) {
        return SoftmaxRegression.withDefaults()
                .withSolver(new Solver.FullBatch(Solver.FullBatch.DEFAULT_MEMORY, preconditioning))
                .withLambda(lambda)
                .withTolerance(tolerance)
                .fit(dataset, options);
    }

    private static String passes(Fit fit, double optimum) {
        var text = new StringBuilder();
        for (double gap : GAPS) {
            text.append(text.isEmpty() ? "" : " / ")
                    .append(passes(fit, optimum, gap)
                            .map(passes -> String.format(Locale.ROOT, "%.0f", passes))
                            .orElse("-"));
        }
        return text.toString();
    }

    private static Optional<Double> passes(Fit fit, double optimum, double gap) {
        return fit.history().stream()
                .filter(step -> step.objective() <= optimum * (1 + gap))
                .map(Step::passes)
                .findFirst();
    }
}
