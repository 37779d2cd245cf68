package io.github.softmax4j.benchmarks;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.Solver;
import io.github.softmax4j.Stopping;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.optim.Step;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How many passes over the data the solvers need until the relative gap to the optimum is below 1e-2, 1e-4 and 1e-6.
 *
 * <p>The optimum is the lowest objective that any of them reached, in double.
 */
public final class PassesToGap {
    private static final double[] GAPS = {1e-2, 1e-4, 1e-6};
    private static final int MOST_PASSES = 2000;

    private PassesToGap() {}

    /**
     * Prints a line of a table for each lambda.
     *
     * @param arguments a source, its label column, and lambdas
     * @throws IOException if the source cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        ReadOptions options =
                ReadOptions.forTraining().withLabel(Optional.of(arguments[1])).withType(DataType.DOUBLE);
        Dataset dataset = Tables.readTraining(arguments[0], options).trainingSet();
        System.out.println("| lambda | plain L-BFGS | default | default in float: gap reached, passes |");
        System.out.println("|---|---|---|---|");
        for (int i = 2; i < arguments.length; i++) {
            double lambda = Double.parseDouble(arguments[i]);
            Fit plain = fit(dataset, Solver.plainLbfgs(), lambda, 1e-9);
            Fit preconditioned = fit(dataset, Solver.lbfgs(), lambda, 1e-9);
            Fit inFloat = fit(dataset.withType(DataType.FLOAT), Solver.lbfgs(), lambda, Stopping.DEFAULT_TOLERANCE);
            double optimum = Math.min(plain.objective(), preconditioned.objective());
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.0e, %d |%n",
                    arguments[i],
                    passes(plain, optimum),
                    passes(preconditioned, optimum),
                    Math.max(0, inFloat.objective() / optimum - 1),
                    inFloat.evaluations());
        }
    }

    private static Fit fit(Dataset dataset, Solver solver, double lambda, double tolerance) {
        return SoftmaxRegression.withDefaults()
                .withSolver(solver)
                .withLambda(lambda)
                .withTolerance(tolerance)
                .withMaxIterations(MOST_PASSES)
                .fit(dataset);
    }

    private static String passes(Fit fit, double optimum) {
        var text = new StringBuilder();
        for (double gap : GAPS) {
            Optional<Step> reached = fit.history().stream()
                    .filter(step -> step.objective() <= optimum * (1 + gap))
                    .findFirst();
            text.append(text.isEmpty() ? "" : " / ")
                    .append(reached.map(step -> Long.toString(step.evaluations()))
                            .orElse("-"));
        }
        return text.toString();
    }
}
