package io.github.softmax4j.cli;

import io.github.softmax4j.CrossValidation;
import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.Sweep;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.FitOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Cross-validates many penalties in one go, and trains the best one on all rows. */
@Command(
        name = "sweep",
        description = "Try many penalties together by cross-validation, and write the best model.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SweepCommand implements Callable<Integer> {
    private static final String DEFAULT_LAMBDAS = "1e-6:1e0:13";

    @Mixin
    private DataOptions data;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private LabelFile labels;

    @Option(names = "--model", required = true, paramLabel = "OUT", description = "The model file to write.")
    private Path modelFile;

    @Option(
            names = "--lambdas",
            paramLabel = "FROM:TO:COUNT|L,...",
            description = "Strengths of the penalty. Default: " + DEFAULT_LAMBDAS + ".")
    private String lambdas = DEFAULT_LAMBDAS;

    @Option(
            names = "--l1-ratios",
            paramLabel = "A,...",
            description = "Shares of the absolute values to try. Default: that of --l1-ratio.")
    private Optional<String> l1Ratios = Optional.empty();

    @Option(names = "--folds", paramLabel = "K", description = "Parts that are held out in turn. Default: 5.")
    private int folds = 5;

    @Option(
            names = "--one-standard-error",
            description = "Write the simplest model within one standard error of the best, not the best.")
    private boolean oneStandardError;

    @Mixin
    private SolverOptions solver;

    @Mixin
    private ProgressOptions progress;

    @Mixin
    private CheckpointOptions checkpoints;

    @Mixin
    private ReportFile page;

    @Mixin
    private JobOptions job;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        progress.start(output); // before anything is said
        requireNoSingleLambda();
        SoftmaxRegression regression = solver.regression(spec);
        Sweep sweep = sweep(regression);
        Settings settings = job.settings().without("lambda").with(resolved(regression));
        if (job.print(settings, output)) {
            return ExitCode.DONE;
        }
        OutputFiles files = page.among(checkpoints.addTo(job.readWith(data.inputs())
                .readingLabels("--labels", labels.path, data.source)
                .writing("--model", modelFile.toString())));
        data.requireOwnFiles(files);
        output.openLog(files);
        AtomicFile.requireWritable(modelFile);
        page.requireWritable();
        checkpoints.prepare();
        data.startBackend();
        Table table = progress.read(
                output,
                new Given<>(data.reading().withTable(recipe::applyTo).withType(solver.type.dataType()))
                        .with(ReadOptions::withLabelFile, labels.path)
                        .options(),
                options -> Tables.readTraining(data.source, options));
        Dataset dataset = table.trainingSet();
        output.say(String.format(
                Locale.ROOT,
                "read %d rows x %d features, %d classes%s; training %d models of %d penalties",
                dataset.rows(),
                dataset.featureMatrix().columns(),
                dataset.classes().size(),
                DataOptions.remarks(table),
                sweep.lambdas().size() * sweep.l1Ratios().size() * folds,
                sweep.lambdas().size() * sweep.l1Ratios().size()));
        new ReadingReport(table.reading()).print(output);
        long start = System.nanoTime();
        CrossValidation validation = validate(sweep, dataset);
        Fit fit = chosen(sweep, validation, dataset, start);
        double seconds = (System.nanoTime() - start) / 1e9;
        SoftmaxModel model = settings.keptIn(fit.model());
        ModelFile.write(model, modelFile);
        Map<String, Object> object = json(validation, seconds);
        object.put("reading", new ReadingReport(table.reading()).json());
        checkpoints.json().ifPresent(found -> object.put("checkpoints", found));
        output.result(settings.addedTo(object), text(validation, seconds));
        page.write(
                () -> FitPage.of(fit, model, dataset, Optional.empty(), Optional.empty())
                        .withSweep(validation, path(sweep, dataset)),
                data,
                output);
        return TrainCommand.exitCode(fit);
    }

    /** What the page draws weights of: models of all rows, trained for it alone, and so not where time is short. */
    private List<Fit> path(Sweep sweep, Dataset dataset) {
        return solver.timeLimit.isPresent() ? List.of() : sweep.fitAll(dataset);
    }

    /** The options of the solver have one, which would be ignored here without a word. */
    private void requireNoSingleLambda() {
        if (spec.commandLine().getParseResult().hasMatchedOption("--lambda")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a sweep tries several penalties: --lambdas was expected, but --lambda was found");
        }
    }

    private Map<String, Object> resolved(SoftmaxRegression regression) {
        var resolved = new LinkedHashMap<>(solver.resolved(regression));
        resolved.put("l1-ratios", l1Ratios.orElse(Settings.text(solver.l1Ratio)));
        return resolved;
    }

    private Sweep sweep(SoftmaxRegression regression) {
        try {
            Sweep sweep = Sweep.of(regression, numbers("--lambdas", lambdas));
            return l1Ratios.isEmpty() ? sweep : sweep.withL1Ratios(numbers("--l1-ratios", l1Ratios.get()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** 1e-6:1e0:13 or 0.1,0.01 */
    private static List<Double> numbers(String option, String text) {
        try {
            String[] range = text.split(":", -1);
            return range.length == 3
                    ? Sweep.logarithmic(
                            Double.parseDouble(range[0]), Double.parseDouble(range[1]), Integer.parseInt(range[2]))
                    : Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    option + " must be FROM:TO:COUNT or numbers with commas, but is '" + text + "'", e);
        }
    }

    private CrossValidation validate(Sweep sweep, Dataset dataset) {
        try (Progress shown = progress.start(output)) {
            return checkpoints.run(
                    FitOptions.none().withListener(shown),
                    output,
                    options -> sweep.crossValidate(dataset, folds, options),
                    SweepCommand::isCutShort);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static boolean isCutShort(CrossValidation validation) {
        return validation.refit().stopReason() == StopReason.CANCELLED
                || validation.candidates().stream().anyMatch(candidate -> !candidate.converged());
    }

    private int chosen(CrossValidation validation) {
        return oneStandardError ? validation.oneStandardError() : validation.best();
    }

    private Fit chosen(Sweep sweep, CrossValidation validation, Dataset dataset, long start) {
        if (chosen(validation) == validation.best()) {
            return validation.refit();
        }
        SoftmaxRegression simplest = sweep.regression()
                .withPenalty(validation.candidates().get(chosen(validation)).penalty());
        Duration gone = Duration.ofNanos(System.nanoTime() - start);
        SoftmaxRegression inTime = solver.timeLimit
                .map(limit -> simplest.withTimeLimit(left(limit, gone)))
                .orElse(simplest);
        try (Progress shown = progress.start(output)) {
            FitOptions options = FitOptions.none().withListener(shown);
            return inTime.fit(dataset, options.withStart(validation.refit().model()));
        }
    }

    /** The time limit is that of all models together. */
    private static Duration left(Duration limit, Duration gone) {
        return gone.compareTo(limit) < 0 ? limit.minus(gone) : Duration.ofNanos(1);
    }

    private Map<String, Object> json(CrossValidation validation, double seconds) {
        var object = new LinkedHashMap<String, Object>();
        object.put("folds", folds);
        object.put(
                "candidates",
                validation.candidates().stream().map(SweepCommand::json).toList());
        object.put("best", validation.best());
        object.put("oneStandardError", validation.oneStandardError());
        object.put("seconds", seconds);
        object.put("model", modelFile.toString());
        return object;
    }

    private static Map<String, Object> json(CrossValidation.Candidate candidate) {
        var object = new LinkedHashMap<String, Object>();
        object.put("lambda", candidate.penalty().lambda());
        object.put("l1Ratio", candidate.penalty().l1Ratio());
        object.put("logLoss", candidate.meanLoss());
        object.put("logLossStandardError", candidate.lossStandardError());
        object.put("accuracy", candidate.meanAccuracy());
        object.put("accuracyStandardError", candidate.accuracyStandardError());
        object.put("converged", candidate.converged());
        return object;
    }

    private String text(CrossValidation validation, double seconds) {
        var text = new StringBuilder(
                String.format(Locale.ROOT, "%-10s %-6s %-19s %s%n", "lambda", "L1", "log-loss", "accuracy"));
        for (int i = 0; i < validation.candidates().size(); i++) {
            CrossValidation.Candidate candidate = validation.candidates().get(i);
            String mark = i == validation.best() ? "  best" : "";
            mark += i == validation.oneStandardError() ? "  within one standard error" : "";
            text.append(String.format(
                    Locale.ROOT,
                    "%-10.2e %-6.2f %s +- %s  %s +- %s%s%s%n",
                    candidate.penalty().lambda(),
                    candidate.penalty().l1Ratio(),
                    Printable.number("%.5f", candidate.meanLoss()),
                    Printable.number("%.5f", candidate.lossStandardError()),
                    Printable.number("%.4f", candidate.meanAccuracy()),
                    Printable.number("%.4f", candidate.accuracyStandardError()),
                    candidate.converged() ? "" : "  stopped before convergence",
                    mark));
        }
        return text.append(String.format(
                        Locale.ROOT, "model      %s, in %.1f s", Printable.line(modelFile.toString()), seconds))
                .toString();
    }
}
