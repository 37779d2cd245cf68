package io.github.softmax4j.export;

import io.github.softmax4j.export.json.JsonException;
import io.github.softmax4j.export.reading.FileStart;
import io.github.softmax4j.export.reading.ForeignFormat;
import io.github.softmax4j.export.reading.ForeignModel;
import io.github.softmax4j.export.reading.JsonModels;
import io.github.softmax4j.export.reading.LiblinearModels;
import io.github.softmax4j.export.reading.OnnxModels;
import io.github.softmax4j.export.reading.OtherFiles;
import io.github.softmax4j.export.reading.PmmlModels;
import io.github.softmax4j.export.reading.SparkModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads softmax regressions that other programs trained, to serve them here, or to train on from them.
 *
 * <p>Files are read without trust: nothing in them is run, and nothing is allocated that their size does not justify.
 * What is no softmax regression, such as one class against the rest, is refused; what was assumed is told.
 *
 * <p>Known elsewhere as: {@code ONNXExternalModel} of Tribuo, {@code DJLModel} of others, which run such files; here
 * they become models like those trained here.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Path file = Files.writeString(folder.resolve("irises.json"), """
 *         {"classes_": ["setosa", "virginica"], "feature_names_in_": ["petal width"],
 *          "coef_": [[2.5]], "intercept_": [-4.0]}""");
 * ImportedModel imported = ModelImport.read(file, ImportOptions.defaults());
 * String label = imported.model().predict(Map.of("petal width", 2.1)).label();
 * List<String> doubts = imported.warnings();
 * }</pre>
 */
public final class ModelImport {
    private static final List<ForeignFormat> FORMATS =
            List.of(new JsonModels(), new LiblinearModels(), new SparkModels(), new OnnxModels(), new PmmlModels());

    private ModelImport() {}

    /**
     * What files can be.
     *
     * @return words, such as {@code sklearn}
     */
    public static List<String> kinds() {
        return FORMATS.stream().map(ForeignFormat::word).toList();
    }

    /**
     * Reads a model.
     *
     * @param file the file; of Spark the folder
     * @param options what is known of it that it does not say itself
     * @return the model, and what is to be said of it
     * @throws ImportException if it is not a model that can be taken over
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if names are given, and not as many as there are features or classes
     */
    public static ImportedModel read(Path file, ImportOptions options) throws IOException {
        Objects.requireNonNull(file, "file must not be null");
        Objects.requireNonNull(options, "options must not be null");
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        FileStart start = FileStart.of(file);
        ForeignFormat format = format(start, options.kind());
        return new Adoption(format, options, String.valueOf(file.getFileName())).model(foreign(format, file));
    }

    private static ForeignModel foreign(ForeignFormat format, Path file) throws IOException {
        try {
            return format.read(file);
        } catch (IllegalArgumentException | JsonException e) {
            throw new ImportException(file, e.getMessage(), e);
        }
    }

    private static ForeignFormat format(FileStart start, Optional<String> kind) throws ImportException {
        Optional<String> problem = OtherFiles.problem(start);
        if (problem.isPresent()) {
            throw new ImportException(start.path(), problem.get());
        }
        return FORMATS.stream()
                .filter(format -> kind.map(format.word()::equals).orElseGet(() -> format.fits(start)))
                .findFirst()
                .orElseThrow(() -> new ImportException(
                        start.path(),
                        "must be a model of one of " + String.join(", ", kinds()) + ", but "
                                + (start.isFolder() ? "is a folder without metadata" : "begins like none of them")));
    }
}
