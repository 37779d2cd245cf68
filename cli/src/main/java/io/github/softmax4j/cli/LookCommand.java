package io.github.softmax4j.cli;

import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.ReadOptions.LabelUse;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads rows as training would, and says what was found, without training. */
@Command(
        name = "look",
        description =
                "Show how rows would be read for training: columns, kinds, what is missing, what may not be meant.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LookCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data;

    @Mixin
    private RecipeOptions recipe;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "The labels of IDX images, or of an NPY array. Default: they are not read.")
    private Optional<Path> labelFile = Optional.empty();

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        output.openLog(data.inputs().readingLabels("--labels", labelFile, data.source));
        data.startBackend();
        boolean labelsAreNamed = data.label.isPresent() || labelFile.isPresent();
        ReadOptions options = new Given<>(data.reading().withTable(recipe::applyTo))
                .with(ReadOptions::withLabelFile, labelFile)
                .options();
        Table table = Tables.readTraining(
                data.source, options.withLabelUse(labelsAreNamed ? LabelUse.REQUIRED : LabelUse.OPTIONAL));
        var report = new ReadingReport(table.reading());
        var object = new LinkedHashMap<String, Object>();
        object.put("rows", table.matrix().rows());
        object.put("features", table.matrix().columns());
        object.put("leftOut", table.leftOut());
        object.put("reading", report.json());
        output.result(object, text(table, report.lines()));
        report.warn(output);
        return ExitCode.DONE;
    }

    private static String text(Table table, List<String> lines) {
        String size = table.matrix().rows() + " rows x " + table.matrix().columns() + " features";
        return size + DataOptions.remarks(table) + "\n" + String.join("\n", lines);
    }
}
