package io.github.softmax4j.cli;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.formats.InputException;
import io.github.softmax4j.formats.NpzOptions;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.NameMatch;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.FitListener;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.FitOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads rows, trains on them, tests the model, and writes it. */
@Command(
        name = "train",
        description = "Train a model on labelled rows, and write it to a file.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private LabelFile labels;

    @Option(names = "--model", required = true, paramLabel = "OUT", description = "The model file to write.")
    private Path modelFile;

    @Option(names = "--test", paramLabel = "SOURCE", description = "Labelled rows to test the model on.")
    private Optional<String> testSource = Optional.empty();

    @Option(
            names = "--test-labels",
            paramLabel = "FILE",
            description = "The labels of IDX images, or of an NPY array, to test on.")
    private Optional<Path> testLabelFile = Optional.empty();

    @Option(
            names = "--test-array",
            paramLabel = "KEY",
            description =
                    "The array of an NPZ file that has the features to test on. Default: x_test or the like, where"
                            + " there is one.")
    private Optional<String> testArray = Optional.empty();

    @Option(
            names = "--test-label",
            paramLabel = "COLUMN",
            description = "The label column, or array, of the rows to test on. Default: as for the training.")
    private Optional<String> testLabel = Optional.empty();

    @Option(
            names = "--test-fraction",
            paramLabel = "F",
            description = "Keep this share of the rows, at random, to test on.")
    private Optional<Double> testFraction = Optional.empty();

    @Option(
            names = "--validation",
            paramLabel = "SOURCE",
            description = "Labelled rows whose loss ends training early, and chooses the model.")
    private Optional<String> validationSource = Optional.empty();

    @Option(
            names = "--validation-fraction",
            paramLabel = "F",
            description = "Keep this share of the training rows, at random, for that.")
    private Optional<Double> validationFraction = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "So many steps without a lower validation loss end training. Default: 10.")
    private int patience = FitOptions.DEFAULT_PATIENCE;

    @Option(
            names = "--start",
            paramLabel = "MODEL",
            description = "A model file to begin from, such as that of fewer rows: its weights go by the names of"
                    + " features and classes; new ones begin at 0.")
    private Optional<Path> startFile = Optional.empty();

    @Mixin
    private Calibration calibration;

    @Mixin
    private TopOption top;

    @Mixin
    private SolverOptions solver;

    @Mixin
    private CheckpointOptions checkpoints;

    @Option(names = "--history", paramLabel = "FILE.csv", description = "Write a line for every step, as it happens.")
    private Optional<Path> historyFile = Optional.empty();

    @Mixin
    private ProgressOptions progress;

    @Mixin
    private ReportFile page;

    @Mixin
    private JobOptions job;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    /** The rows of a run. */
    private record Rows(Dataset training, Optional<Dataset> validation, Optional<Dataset> test) {}

    @Override
    public Integer call() throws IOException {
        progress.start(output); // before anything is said
        requireOneTest();
        SoftmaxRegression regression = solver.regression(spec);
        Settings settings = job.settings().with(solver.resolved(regression));
        if (job.print(settings, output)) {
            return ExitCode.DONE;
        }
        OutputFiles files = checkpoints.addTo(job.readWith(files()));
        data.requireOwnFiles(files);
        output.openLog(files);
        AtomicFile.requireWritable(modelFile);
        if (historyFile.isPresent()) {
            AtomicFile.requireWritable(historyFile.get());
        }
        page.requireWritable();
        checkpoints.prepare();
        Optional<SoftmaxModel> start =
                startFile.isEmpty() ? Optional.empty() : Optional.of(ModelFile.read(startFile.get()));
        Rows rows = read();
        if (start.isPresent()) {
            tell(start.get(), rows.training());
        }
        Fit fit = train(regression, rows, start);
        SoftmaxModel model = settings.keptIn(calibration.of(fit.model(), rows.validation(), output));
        ModelFile.write(model, modelFile);
        Optional<Evaluation> test = rows.test().isPresent()
                ? Optional.of(EvaluateCommand.evaluate(model, rows.test().get(), testSource.orElse(data.source)))
                : Optional.empty();
        var report = new TrainReport(rows.training(), fit, model, test, top.value(), modelFile);
        Map<String, Object> object = report.json();
        checkpoints.json().ifPresent(found -> object.put("checkpoints", found));
        output.result(settings.addedTo(object), report.text());
        page.write(() -> FitPage.of(fit, model, rows.training(), rows.validation(), test), data, output);
        return exitCode(fit);
    }

    private OutputFiles files() {
        OutputFiles files = data.inputs()
                .readingLabels("--labels", labels.path, data.source)
                .reading("--test", testSource)
                .reading("--test-labels", testLabelFile.map(Path::toString))
                .reading("--validation", validationSource)
                .reading("--start", startFile.map(Path::toString))
                .writing("--model", modelFile.toString())
                .writing("--history", historyFile);
        page.among(files);
        Stream.of(testSource.filter(source -> testLabelFile.isEmpty()), validationSource)
                .flatMap(Optional::stream)
                .forEach(source -> files.readingLabels("", Optional.empty(), source));
        return files;
    }

    private void requireOneTest() {
        if (testSource.isEmpty() && (testArray.isPresent() || testLabel.isPresent())) {
            throw new ParameterException(spec.commandLine(), "--test-array and --test-label are for --test");
        }
        if (testSource.isPresent() && testFraction.isPresent()) {
            throw new ParameterException(spec.commandLine(), "only one of --test and --test-fraction can be given");
        }
        if (testFraction.isPresent() && !(testFraction.get() > 0 && testFraction.get() < 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--test-fraction must be above 0 and below 1, but is " + testFraction.get());
        }
        if (validationSource.isPresent() && validationFraction.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "only one of --validation and --validation-fraction can be given");
        }
        if (calibration.isWanted() && validationSource.isEmpty() && validationFraction.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--temperature needs --validation or --validation-fraction");
        }
        if (patience < 1) {
            throw new ParameterException(spec.commandLine(), "--patience must be at least 1, but is " + patience);
        }
    }

    private Rows read() throws IOException {
        long start = System.nanoTime();
        data.startBackend();
        Table table = progress.read(
                output,
                new Given<>(told(data.reading()))
                        .with(ReadOptions::withLabelFile, labels.path)
                        .options(),
                options -> Tables.readTraining(data.source, options));
        new ReadingReport(table.reading()).print(output);
        Dataset training = table.trainingSet();
        Optional<Dataset> test = readTest(training);
        if (testFraction.isPresent()) {
            List<Dataset> parts = split(training, "--test-fraction", testFraction.get());
            training = parts.get(0);
            test = Optional.of(parts.get(1));
        }
        Optional<Dataset> validation = readValidation(training);
        if (validationFraction.isPresent()) {
            List<Dataset> parts = split(training, "--validation-fraction", validationFraction.get());
            training = parts.get(0);
            validation = Optional.of(parts.get(1));
        }
        output.say(String.format(
                Locale.ROOT,
                "read %d rows x %d features, %d classes, in %.1f s%s",
                training.rows(),
                training.featureMatrix().columns(),
                training.classes().size(),
                (System.nanoTime() - start) / 1e9,
                DataOptions.remarks(table)));
        return new Rows(training, validation, test);
    }

    /** The split may have left all rows of one class to the other part. */
    private void requireTwoClasses(Dataset training, String option) throws InputException {
        if (Arrays.stream(training.labels()).distinct().count() < 2) {
            throw new InputException(
                    data.source, "the rows left to train on by " + option + " must have at least two classes");
        }
    }

    private List<Dataset> split(Dataset whole, String option, double fraction) throws InputException {
        List<Dataset> parts;
        try {
            parts = whole.split(fraction, solver.seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
        requireTwoClasses(parts.get(0), option);
        return parts;
    }

    private ReadOptions told(ReadOptions options) {
        return options.withTable(recipe::applyTo).withType(solver.type.dataType());
    }

    /** The test rows are read before hours of training, so that what is wrong with them is known before. */
    private Optional<Dataset> readTest(Dataset training) throws IOException {
        boolean ownTest = testFraction.isEmpty() && Tables.hasOwnTest(data.source);
        Optional<String> source = testSource.or(() -> ownTest ? Optional.of(data.source) : Optional.empty());
        return readMatching(
                source,
                training,
                new Given<>(data.readingOthers())
                        .with(ReadOptions::withLabel, testLabel.or(() -> data.label))
                        .with(ReadOptions::withLabelFile, testLabelFile)
                        .with(ReadOptions::withArray, testArray)
                        .options());
    }

    private Optional<Dataset> readValidation(Dataset training) throws IOException {
        return readMatching(
                validationSource,
                training,
                new Given<>(data.readingOthers())
                        .with(ReadOptions::withLabel, data.label)
                        .options()
                        .withNpz(NpzOptions.standard().withPart(NpzOptions.Part.VALIDATION)));
    }

    /** Other rows, with the features, classes and label column of the training rows. */
    private Optional<Dataset> readMatching(Optional<String> source, Dataset training, ReadOptions options)
            throws IOException {
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Table table =
                progress.read(output, told(options).matching(training), told -> Tables.readTest(source.get(), told));
        new ReadingReport(table.reading()).print(output);
        return Optional.of(table.dataset(training.classes()));
    }

    /** What the start has of the data, and what not. */
    private void tell(SoftmaxModel start, Dataset training) throws InputException {
        try {
            var match = new NameMatch(start, training.classes(), training.featureNames());
            output.say("start     " + Printable.line(startFile.orElseThrow() + ": " + match));
        } catch (IllegalArgumentException e) {
            throw new InputException(startFile.orElseThrow().toString(), e.getMessage(), e);
        }
    }

    private Fit train(SoftmaxRegression regression, Rows rows, Optional<SoftmaxModel> start) throws IOException {
        try (var history = new HistoryFile(historyFile);
                Progress shown = progress.start(output)) {
            FitOptions begun = start.map(FitOptions.none()::withStart).orElseGet(FitOptions::none);
            FitOptions watched = begun.withListener(shown.and(FitListener.ofSteps(history)));
            FitOptions options = rows.validation()
                    .map(validation -> watched.withValidation(validation, patience))
                    .orElse(watched);
            return checkpoints.run(
                    options,
                    output,
                    each -> fit(regression, rows.training(), each),
                    fit -> fit.stopReason() == StopReason.CANCELLED);
        }
    }

    /** Options that do not fit the data, such as a weight for a class that is not there, are wrong usage. */
    private Fit fit(SoftmaxRegression regression, Dataset training, FitOptions options) {
        try {
            return regression.fit(training, options);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Of a model that is written. */
    static int exitCode(Fit fit) {
        if (fit.isComplete()) {
            return ExitCode.DONE;
        }
        Output.complain("stopped before convergence (" + fit.stopReason() + "): " + fit.cause()
                + "; the model is written all the same");
        return ExitCode.NOT_CONVERGED;
    }
}
