package io.github.softmax4j.cli;

import io.github.softmax4j.export.ImportOptions;
import io.github.softmax4j.export.ImportedModel;
import io.github.softmax4j.export.ModelImport;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
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

/** Makes a model of one that another program trained. */
@Command(
        name = "import",
        description = "Take over a model that another program trained: to predict with it, or to train on from it"
                + " (train --start). What is no softmax regression is refused.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    /** The kind that is none: the content says what it is. */
    private static final String AUTO = "auto";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE",
            description = "The file of the other program; of Spark the folder that has metadata and data.")
    private Path source;

    @Option(names = "--model", required = true, paramLabel = "OUT", description = "The model file to write.")
    private Path modelFile;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "What the file is: sklearn (JSON of coef_, intercept_ and classes_, also as export writes it),"
                            + " liblinear, spark, onnx or pmml. Default: auto, by its content.")
    private String kind = AUTO;

    @Option(
            names = "--feature-names",
            split = ",",
            converter = ListItem.class,
            paramLabel = "NAME",
            description =
                    "Names of all features, in the order of the file. Default: those of the file, else x0, x1, ...")
    private List<String> featureNames = List.of();

    @Option(
            names = "--classes",
            split = ",",
            converter = ListItem.class,
            paramLabel = "NAME",
            description = "Names of all classes, in the order of the file. Default: those of the file.")
    private List<String> classes = List.of();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column of tables that has the labels, for evaluate and report.")
    private Optional<String> label = Optional.empty();

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "What rows are computed in: float or double. Default: as the file says, else double.")
    private Optional<SolverOptions.NumberType> type = Optional.empty();

    @Mixin
    private JobOptions job;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireKind();
        Settings settings = job.settings();
        if (job.print(settings, output)) {
            return ExitCode.DONE;
        }
        OutputFiles files = job.readWith(new OutputFiles())
                .reading("--from", source.toString())
                .writing("--model", modelFile.toString());
        files.problem().ifPresent(problem -> {
            throw wrong(problem, null);
        });
        output.openLog(files);
        AtomicFile.requireWritable(modelFile);
        ImportedModel imported = read();
        SoftmaxModel model = settings.keptIn(imported.model());
        imported.warnings().forEach(output::warn);
        ModelFile.write(model, modelFile);
        output.result(settings.addedTo(json(imported)), text(imported));
        return ExitCode.DONE;
    }

    private void requireKind() {
        if (!kind.equals(AUTO) && !ModelImport.kinds().contains(kind)) {
            throw wrong(
                    "--type must be " + AUTO + " or one of " + String.join(", ", ModelImport.kinds()) + ", but is "
                            + kind,
                    null);
        }
    }

    private ParameterException wrong(String problem, Throwable cause) {
        return new ParameterException(spec.commandLine(), problem, cause);
    }

    private ImportedModel read() throws IOException {
        ImportOptions options = new Given<>(ImportOptions.defaults())
                .with(ImportOptions::withKind, Optional.of(kind).filter(word -> !word.equals(AUTO)))
                .with(ImportOptions::withLabelColumn, label)
                .with(ImportOptions::withType, type.map(SolverOptions.NumberType::dataType))
                .options()
                .withFeatureNames(featureNames)
                .withClasses(classes);
        try {
            return ModelImport.read(source, options);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage(), e);
        }
    }

    private Map<String, Object> json(ImportedModel imported) {
        SoftmaxModel model = imported.model();
        var object = new LinkedHashMap<String, Object>();
        object.put("model", modelFile.toString());
        object.put("kind", imported.kind());
        object.put("library", imported.library());
        object.put("features", model.featureNames().size());
        object.put("classes", model.classes().names());
        object.put("dtype", model.type().name().toLowerCase(Locale.ROOT));
        object.put("recipe", model.recipe().isPresent());
        object.put("notes", imported.notes());
        object.put("warnings", imported.warnings());
        return object;
    }

    private String text(ImportedModel imported) {
        SoftmaxModel model = imported.model();
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "imported  %s: a model of %s, %d features, %d classes, computes in %s",
                Printable.line(modelFile.toString()),
                Printable.line(imported.library()),
                model.featureNames().size(),
                model.classes().size(),
                model.type().name().toLowerCase(Locale.ROOT)));
        imported.notes().forEach(note -> text.append("\nnote      ").append(Printable.line(note)));
        return text.toString();
    }
}
