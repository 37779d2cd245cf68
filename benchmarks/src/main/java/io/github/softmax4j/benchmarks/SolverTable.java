package io.github.softmax4j.benchmarks;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.progress.StopReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How near to the optimum fits end, and how long they take, beside scikit-learn and damped Newton in numpy, on problems
 * that scripts make.
 *
 * <p>The optimum is the lowest objective that anybody came to, in double. In float the data are rounded, which is
 * another problem: its optimum is that of a fit in double on the rounded rows. All objectives are computed by
 * {@link PlainObjective} and its twin in numpy.
 */
public final class SolverTable {
    private static final String SCRIPT = "solver_problems.py";

    /** What the optimum is computed with: beyond it nothing can be told in double. */
    private static final double TIGHT = 1e-10;

    private static final double MOST_GAP_IN_DOUBLE = 1e-6;
    private static final double MOST_GAP_IN_FLOAT = 1e-5;
    private static final double REPEATED_BELOW = 0.3;
    private static final int REPEATS = 3;
    private static final int WARMING_FITS = 20;
    private static final String[] WARMING = {"plain", "small", "mnl8", "separable"};

    private SolverTable() {}

    /**
     * Prints a line of a table for each problem, lambda and type.
     *
     * @param arguments a folder, and if the problems are to be made in it first, the Python and the folder of the
     *     scripts gens.py, special.py and lib.py; "--" and the names of those wanted may follow
     * @throws IOException if the folder cannot be read or written
     * @throws InterruptedException if somebody interrupts the making
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(arguments);
        int end = words.contains("--") ? words.indexOf("--") : words.size();
        Path folder = Files.createDirectories(Path.of(words.get(0)));
        List<String> wanted = end < words.size() ? words.subList(end + 1, words.size()) : List.of();
        if (end == 3) {
            make(folder, words.get(1), words.get(2), wanted);
        }
        warmUp(folder);
        System.out.println("| problem | lambda | type | end | gap | evaluations | passes | seconds"
                + " | damped Newton: gap, seconds | lbfgs | newton-cholesky | times the fastest |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (String name : SolverProblem.names(folder)) {
            if (wanted.isEmpty() || wanted.contains(name)) {
                print(SolverProblem.read(folder, name));
            }
        }
    }

    private static void make(Path folder, String python, String scripts, List<String> wanted)
            throws IOException, InterruptedException {
        Path script = Files.createTempDirectory("softmax4j").resolve(SCRIPT);
        try (InputStream resource = SolverTable.class.getResourceAsStream(SCRIPT)) {
            Files.copy(resource, script);
        }
        List<String> command = new ArrayList<>(List.of(python, script.toString(), scripts, folder.toString()));
        command.addAll(wanted);
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        Files.delete(script);
        Files.delete(script.getParent());
        if (status != 0) {
            throw new IOException(SCRIPT + " ended with " + status);
        }
    }

    private static void warmUp(Path folder) throws IOException {
        List<String> there = SolverProblem.names(folder);
        for (String name : WARMING) {
            if (there.contains(name)) {
                Dataset dataset = SolverProblem.read(folder, name).dataset();
                for (int i = 0; i < WARMING_FITS; i++) {
                    SoftmaxRegression.withDefaults().fit(dataset);
                    SoftmaxRegression.withDefaults().fit(dataset.withType(DataType.FLOAT));
                }
            }
        }
    }

    private static void print(SolverProblem problem) {
        for (String lambda : problem.results().stream()
                .map(SolverProblem.Result::lambda)
                .distinct()
                .toList()) {
            List<SolverProblem.Result> others = problem.results().stream()
                    .filter(result -> result.lambda().equals(lambda))
                    .toList();
            double lowest = others.stream()
                    .mapToDouble(SolverProblem.Result::objective)
                    .filter(Double::isFinite)
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            print(problem, DataType.DOUBLE, lambda, lowest, others);
            print(problem, DataType.FLOAT, lambda, lowest, others);
        }
    }

    private static void print(
            SolverProblem problem, DataType type, String lambda, double lowest, List<SolverProblem.Result> others) {
        String begin = String.format(
                Locale.ROOT,
                "| %s (%d x %d x %d) | %s | %s |",
                problem.name(),
                problem.dataset().rows(),
                problem.dataset().featureMatrix().columns(),
                problem.dataset().classes().size(),
                lambda,
                type.name().toLowerCase(Locale.ROOT));
        try {
            Dataset dataset = problem.dataset().withType(type);
            SoftmaxRegression settings = SoftmaxRegression.withDefaults().withLambda(Double.parseDouble(lambda));
            var objective = new PlainObjective(dataset, Double.parseDouble(lambda));
            Fit fit = settings.fit(dataset);
            double seconds = seconds(settings, dataset, fit);
            double tight = objective.of(
                    settings.withTolerance(TIGHT).fit(inDouble(dataset)).model());
            double own = objective.of(fit.model());
            double optimum = Math.min(own, type == DataType.DOUBLE ? Math.min(tight, lowest) : tight);
            double gap = own / optimum - 1;
            double most = type == DataType.DOUBLE ? MOST_GAP_IN_DOUBLE : MOST_GAP_IN_FLOAT;
            double fastest = others.stream()
                    .filter(other -> other.objective() <= lowest * (1 + MOST_GAP_IN_DOUBLE))
                    .mapToDouble(SolverProblem.Result::seconds)
                    .min()
                    .orElse(Double.NaN);
            boolean isWrong = fit.stopReason().converged() && gap > most;
            System.out.printf(
                    Locale.ROOT,
                    "%s %s | %s | %d | %.0f | %.4f | %s | %s | %s | %.1f |%n",
                    begin,
                    name(fit.stopReason()),
                    String.format(Locale.ROOT, isWrong ? "**%.1e**" : "%.1e", gap),
                    fit.evaluations(),
                    fit.history().get(fit.history().size() - 1).passes(),
                    seconds,
                    told(others, "newton", optimum),
                    told(others, "lbfgs", optimum),
                    told(others, "newton-cholesky", optimum),
                    seconds / fastest);
        } catch (IllegalArgumentException refused) {
            System.out.println(begin + " refused: " + refused.getMessage() + " | | | | | | | | |");
        }
    }

    /** The rows as they are stored, rounded or not. */
    private static Dataset inDouble(Dataset dataset) {
        return dataset.withType(DataType.DOUBLE);
    }

    private static String name(StopReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(SoftmaxRegression settings, Dataset dataset, Fit first) {
        double best = first.seconds();
        for (int i = 0; i == 0 || (i < REPEATS && best < REPEATED_BELOW); i++) {
            long start = System.nanoTime();
            settings.fit(dataset);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    private static String told(List<SolverProblem.Result> results, String solver, double optimum) {
        Optional<SolverProblem.Result> result = results.stream()
                .filter(candidate -> candidate.solver().equals(solver))
                .findFirst();
        if (result.isEmpty()) {
            return "";
        }
        if (Double.isNaN(result.get().seconds())) {
            return "refused";
        }
        return Double.isNaN(result.get().objective())
                ? String.format(Locale.ROOT, "> %.0f s", result.get().seconds())
                : String.format(
                        Locale.ROOT,
                        "%.0e, %.4f",
                        Math.max(0, result.get().objective() / optimum - 1),
                        result.get().seconds());
    }
}
