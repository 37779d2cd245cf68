package io.github.softmax4j.cli;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a page about a model that was trained before. */
@Command(
        name = "report",
        description =
                "Write a page about a model and what it says of labelled rows. What a model file does not keep, the"
                        + " steps of its training, is not in it: train --report has that.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "The model file.")
    private Path modelFile;

    @Mixin
    private DataOptions data;

    @Mixin
    private LabelFile labels;

    @Option(names = "--out", required = true, paramLabel = "FILE.html", description = "The page to write.")
    private Path target;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OutputFiles files = data.inputs()
                .reading("--model", modelFile.toString())
                .readingLabels("--labels", labels.path, data.source)
                .writing("--out", Optional.of(target));
        data.requireOwnFiles(files);
        output.openLog(files);
        ReportFile.requireWritable("--out", target, spec);
        data.startBackend();
        SoftmaxModel model = ModelFile.read(modelFile);
        Dataset rows = EvaluateCommand.read(data, labels.path, model, output);
        Report report = Report.of(model)
                .withSpread(rows)
                .withEvaluation("evaluated rows", EvaluateCommand.evaluate(model, rows, data.source));
        ReportFile.write(report, target, data, spec);
        var object = new LinkedHashMap<String, Object>(Map.of("report", target.toString()));
        output.result(object, "report    " + Printable.line(target.toString()));
        return ExitCode.DONE;
    }
}
