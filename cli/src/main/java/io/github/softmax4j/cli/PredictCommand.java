package io.github.softmax4j.cli;

import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.formats.PredictionColumns;
import io.github.softmax4j.formats.PredictionWriter;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what a model says about rows. */
@Command(
        name = "predict",
        description = "Write the class of each row, and its probability. A label column is passed over.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PredictCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "The model file.")
    private Path modelFile;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where predictions go: FILE.csv, FILE.parquet or FILE.npy; - for CSV on standard output.")
    private String target;

    @Option(names = "--probabilities", description = "Write the probability of every class too.")
    private boolean allProbabilities;

    @Option(names = "--top", paramLabel = "K", description = "Write the K most probable classes. Default: 1.")
    private int top = 1;

    @Option(
            names = "--keep",
            split = ",",
            converter = ListItem.class,
            paramLabel = "COLUMN",
            description = "Columns of a table that are carried along, such as a key: names, or indices from 0.")
    private List<String> keep = List.of();

    @Mixin
    private JobOptions job;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireUsable();
        Settings settings = job.settings();
        if (job.print(settings, output)) {
            return ExitCode.DONE;
        }
        OutputFiles files = job.readWith(data.inputs())
                .reading("--model", modelFile.toString())
                .writing("--out", target);
        data.requireOwnFiles(files);
        output.openLog(files);
        if (!target.equals(STANDARD_OUTPUT)) {
            AtomicFile.requireWritable(Path.of(target));
        }
        data.startBackend();
        SoftmaxModel model = ModelFile.read(modelFile);
        ReadOptions options = data.reading()
                .withTable(table -> table.withKeep(keep))
                .matching(model)
                .withoutLabels();
        Table rows = Tables.readTest(data.source, options);
        var read = new ReadingReport(rows.reading());
        read.print(output);
        INDArray probabilities = EvaluateCommand.judged(data.source, () -> model.probabilities(rows.matrix()));
        PredictionWriter writer = writer(model, rows);
        if (target.equals(STANDARD_OUTPUT)) {
            PrintStream out = Output.standard();
            writer.write(probabilities, out);
            Output.requireWritten(out);
            return ExitCode.DONE;
        }
        AtomicFile.write(Path.of(target), out -> writer.write(probabilities, out));
        var object = new LinkedHashMap<String, Object>();
        object.put("rows", rows.matrix().rows());
        object.put("out", target);
        object.put("reading", read.json());
        output.result(settings.addedTo(object), rows.matrix().rows() + " predictions in " + Printable.line(target));
        return ExitCode.DONE;
    }

    private void requireUsable() {
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be at least 1, but is " + top);
        }
        if (target.matches("(?i).*\\.(npz|json|gz)")) {
            throw new ParameterException(
                    spec.commandLine(), "--out must be a CSV, Parquet or NPY file, but is " + target);
        }
        if (target.equals(STANDARD_OUTPUT) && output.json) {
            throw new ParameterException(spec.commandLine(), "--json and --out - both want standard output");
        }
    }

    private PredictionWriter writer(SoftmaxModel model, Table rows) {
        if (!keep.isEmpty() && rows.kept().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--keep names columns of a table, but " + data.source + " is none");
        }
        try {
            var columns = PredictionColumns.of(model)
                    .withTop(top)
                    .withAllProbabilities(allProbabilities)
                    .withKept(rows.kept());
            return new PredictionWriter(columns, PredictionWriter.Format.ofName(target));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--keep: " + e.getMessage(), e);
        }
    }
}
