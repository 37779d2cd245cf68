package io.github.softmax4j.cli;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.io.ModelHeader;
import io.github.softmax4j.model.TrainingSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is in a model file; does not start ND4J, which takes long. */
@Command(
        name = "inspect",
        description = "Show what a model is and how it was trained; checks the file.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InspectCommand implements Callable<Integer> {
    private static final int MOST_NAMES = 20;
    private static final String READING = "reading";
    private static final String JOB = "job";

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "The model file.")
    private Path modelFile;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        output.openLog(new OutputFiles().reading("--model", modelFile.toString()));
        ModelHeader header = ModelFile.readHeader(modelFile);
        Map<String, Object> object = json(header);
        output.result(object, text(object, header.training()));
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(ModelHeader header) {
        TrainingSummary training = header.training();
        var object = new LinkedHashMap<String, Object>();
        object.put("formatVersion", header.formatVersion());
        object.put("dtype", header.type().name().toLowerCase(Locale.ROOT));
        object.put("features", header.featureNames().size());
        object.put("featureNames", header.featureNames());
        header.recipe().ifPresent(recipe -> object.putAll(json(recipe)));
        object.put("classes", header.classes().names());
        object.put("labelColumn", training.labelColumn());
        object.put(READING, new ReadingReport(training.reading()).json());
        object.put("temperature", header.temperature());
        object.put("solver", training.solver());
        object.put("settings", training.settings());
        object.put(JOB, training.job());
        object.put("stopReason", training.convergence().stopReason().name());
        object.put("objective", training.convergence().objective());
        object.put("logLoss", training.logLoss());
        object.put("gradientNorm", training.convergence().gradientNorm());
        object.put("iterations", training.convergence().iterations());
        object.put("evaluations", training.convergence().evaluations());
        object.put("rows", training.rows());
        object.put("dataFingerprint", training.dataFingerprint());
        object.put("version", training.version());
        object.put("backend", training.backend());
        object.put("finishedAt", training.finishedAt().toString());
        object.put("seconds", training.convergence().seconds());
        return object;
    }

    private static Map<String, Object> json(FeatureRecipe recipe) {
        var object = new LinkedHashMap<String, Object>();
        object.put(
                "columns", recipe.columns().stream().map(InspectCommand::json).toList());
        object.put("missing", Output.word(recipe.missing()));
        object.put("unseen", Output.word(recipe.unseen()));
        return object;
    }

    private static Map<String, Object> json(SourceColumn column) {
        var object = new LinkedHashMap<String, Object>();
        object.put("name", column.name());
        object.put("kind", Output.word(column.kind()));
        object.put("features", column.featureNames().size());
        return object;
    }

    private static String text(Map<String, Object> object, TrainingSummary training) {
        Reading reading = training.reading();
        String facts = object.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals(READING) && !entry.getKey().equals(JOB))
                .map(entry -> String.format(Locale.ROOT, "%-16s%s", entry.getKey(), value(entry.getValue())))
                .collect(Collectors.joining("\n"));
        var lines = new ArrayList<String>();
        lines.add(facts);
        if (!training.job().isEmpty()) {
            lines.add(Printable.line(String.format(Locale.ROOT, "%-16s%s", JOB, commandLine(training.job()))));
        }
        reading.settings()
                .forEach((name, value) ->
                        lines.add(Printable.line(String.format(Locale.ROOT, "%-16s%s", flag(name), value))));
        var report = new ReadingReport(reading);
        lines.addAll(report.lines());
        report.reading().warnings().forEach(warning -> lines.add(Printable.line("warning         " + warning)));
        return String.join("\n", lines);
    }

    /** What makes the model again, with all that was not told. */
    private static String commandLine(Map<String, String> job) {
        String flags = job.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(Settings.COMMAND))
                .map(entry -> " " + Settings.flag(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return "softmax4j " + job.getOrDefault(Settings.COMMAND, "train") + flags;
    }

    /** Settings are called as their flags; the shape of images needs none. */
    private static String flag(String setting) {
        return setting.equals(Reading.IMAGE_SHAPE) ? setting : "--" + setting.replaceFirst("\\.\\d+$", "");
    }

    private static String value(Object value) {
        if (!(value instanceof List<?> names)) {
            return value instanceof Double number && !Double.isFinite(number)
                    ? "undefined"
                    : Printable.line(value.toString());
        }
        String first =
                names.stream().limit(MOST_NAMES).map(InspectCommand::element).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }

    private static String element(Object element) {
        return Printable.line(
                element instanceof Map<?, ?> column
                        ? column.get("name") + " (" + column.get("kind") + ")"
                        : element.toString());
    }
}
