package io.github.softmax4j.cli;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.InputException;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares a model's predictions with labels. */
@Command(
        name = "evaluate",
        description = "Compare a model's predictions with labels. A sample is evaluated on its test rows.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "The model file.")
    private Path modelFile;

    @Mixin
    private DataOptions data;

    @Mixin
    private LabelFile labels;

    @Mixin
    private TopOption top;

    @Mixin
    private ReportFile page;

    @Mixin
    private JobOptions job;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Settings settings = job.settings();
        if (job.print(settings, output)) {
            return ExitCode.DONE;
        }
        OutputFiles files = page.among(job.readWith(data.inputs())
                .readingLabels("--labels", labels.path, data.source)
                .reading("--model", modelFile.toString()));
        data.requireOwnFiles(files);
        output.openLog(files);
        page.requireWritable();
        data.startBackend();
        SoftmaxModel model = ModelFile.read(modelFile);
        Dataset rows = read(data, labels.path, model, output);
        Evaluation evaluation = evaluate(model, rows, data.source);
        var report = new EvaluationReport(evaluation, top.value());
        Map<String, Object> object = report.json();
        object.put("reading", new ReadingReport(rows.reading()).json());
        output.result(settings.addedTo(object), report.text());
        page.write(() -> Report.of(model).withSpread(rows).withEvaluation("evaluated rows", evaluation), data, output);
        return ExitCode.DONE;
    }

    /** Labelled rows as the model takes them. */
    static Dataset read(DataOptions data, Optional<Path> labelFile, SoftmaxModel model, Output output)
            throws IOException {
        ReadOptions options = new Given<>(data.reading().matching(model))
                .with(ReadOptions::withLabelFile, labelFile)
                .options();
        Table table = Tables.readTest(data.source, options);
        output.say("read " + table.matrix().rows() + " rows" + DataOptions.remarks(table));
        new ReadingReport(table.reading()).print(output);
        return table.dataset(model.classes());
    }

    static Evaluation evaluate(SoftmaxModel model, Dataset dataset, String source) throws InputException {
        return judged(source, () -> model.evaluate(dataset));
    }

    /** What a model says about rows: of finite numbers, some may still be too large for it. */
    static <T> T judged(String source, Supplier<T> model) throws InputException {
        try {
            return model.get();
        } catch (IllegalArgumentException e) {
            throw new InputException(source, e.getMessage(), e);
        }
    }
}
