package io.github.softmax4j.cli;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.export.ExportOptions;
import io.github.softmax4j.export.ExportReport;
import io.github.softmax4j.export.ModelExport;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a model as a file that other programs score with. */
@Command(
        name = "export",
        description = "Write a model as a file that other programs score with. The file is checked before it is kept:"
                + " on rows made to show every word and every gap, and on those of --check.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    /** Numbers of --check that are compared: as many as the heap has room for several times. */
    private static final int MOST_NUMBERS = 10_000_000;

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "The model file.")
    private Path modelFile;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description =
                    "The file to write; the end of its name says what it is: .onnx (a graph for ONNX Runtime), .sql"
                            + " (a SELECT for DuckDB and PostgreSQL), .pmml, .json (coefficients).")
    private Path target;

    @Option(
            names = "--input",
            paramLabel = "columns|features",
            description = "What the file takes: the columns of the table, or the features of the model. Default: the"
                    + " columns, if they are anything but numbers that may not be missing.")
    private Optional<ExportOptions.Input> input = Optional.empty();

    @Option(
            names = "--precision",
            paramLabel = "float|double",
            description = "What the file computes in. Default: double for columns, for models of double, and where"
                    + " float could be off by more than 1e-5 in the logits; else float, if the file has it.")
    private Optional<ExportOptions.Precision> precision = Optional.empty();

    @Option(
            names = "--unseen",
            paramLabel = "error|zero",
            description = "What becomes of categories that the training did not have: their row is refused, or they"
                    + " add nothing. Default: what the model does.")
    private Optional<Unseen> unseen = Optional.empty();

    @Option(names = "--table", paramLabel = "NAME", description = "Of SQL: the table that is read. Default: input.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--keep",
            split = ",",
            converter = ListItem.class,
            paramLabel = "COLUMN",
            description = "Of SQL: columns of the table that are carried along, such as a key.")
    private List<String> keep = List.of();

    @Option(names = "--no-label", description = "Leave the label out: some programs have no room for text.")
    private boolean noLabel;

    @Option(
            names = "--check",
            paramLabel = "SOURCE",
            description = "Rows that the file and the model are compared on, read as predict reads them.")
    private Optional<String> check = Optional.empty();

    @Mixin
    private JobOptions job;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireSuffix();
        Settings settings = job.settings();
        if (job.print(settings, output)) {
            return ExitCode.DONE;
        }
        OutputFiles files = job.readWith(new OutputFiles())
                .reading("--model", modelFile.toString())
                .reading("--check", check)
                .writing("--to", Optional.of(target));
        files.problem().ifPresent(problem -> {
            throw wrong(problem);
        });
        output.openLog(files);
        AtomicFile.requireWritable(target);
        SoftmaxModel model = ModelFile.read(modelFile);
        double[][] rows = check.isPresent() ? rows(model, check.get()) : new double[0][];
        ExportReport report = write(model, rows);
        report.warnings().forEach(warning -> output.warn(Flags.in(warning)));
        var told = new ExportText(report);
        output.result(settings.addedTo(told.json()), told.text());
        return ExitCode.DONE;
    }

    private void requireSuffix() {
        String name = target.toString().toLowerCase(Locale.ROOT);
        if (ModelExport.suffixes().stream().noneMatch(name::endsWith)) {
            throw wrong("--to must end with " + String.join(", ", ModelExport.suffixes()) + ", but is " + target);
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private ExportReport write(SoftmaxModel model, double[][] rows) throws IOException {
        try {
            ExportOptions plain = new Given<>(ExportOptions.defaults())
                    .with(ExportOptions::withInput, input)
                    .with(ExportOptions::withPrecision, precision)
                    .with(ExportOptions::withUnseen, unseen)
                    .with(ExportOptions::withTable, table)
                    .options()
                    .withKeep(keep);
            return ModelExport.write(model, target, noLabel ? plain.withNoLabel() : plain, rows);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private double[][] rows(SoftmaxModel model, String source) throws IOException {
        ReadOptions options = ReadOptions.forTraining()
                .withTable(rows -> unseen.map(rows::withUnseen).orElse(rows))
                .matching(model)
                .withoutLabels();
        Table read = Tables.readTest(source, options);
        new ReadingReport(read.reading()).print(output);
        return some(read.features());
    }

    /** All rows; of very many some from all parts. */
    private double[][] some(INDArray features) {
        int width = features.columns();
        int rows = features.rows();
        int wanted = Math.min(rows, Math.max(1, MOST_NUMBERS / width));
        if (wanted < rows) {
            output.say("of " + rows + " rows " + wanted + " are compared, from all parts");
        }
        return IntStream.range(0, wanted)
                .mapToObj(i -> features.getRow((long) i * rows / wanted).toDoubleVector())
                .toArray(double[][]::new);
    }
}
