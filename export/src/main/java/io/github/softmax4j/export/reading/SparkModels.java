package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The folder that {@code LogisticRegressionModel.save} of Spark makes, from version 2.0 on: {@code metadata} has a line
 * of JSON, {@code data} one row of Parquet, which {@link SparkData} reads. Classes are the indices of labels; names of
 * them and of features are not in it.
 */
public final class SparkModels implements ForeignFormat {
    private static final String PACKAGE = "org.apache.spark.ml.";
    private static final String MODEL = PACKAGE + "classification.LogisticRegressionModel";
    private static final String PIPELINE = PACKAGE + "PipelineModel";
    private static final List<String> TOLD = List.of(
            "family", "regParam", "elasticNetParam", "standardization", "fitIntercept", "featuresCol", "labelCol");

    @Override
    public String word() {
        return "spark";
    }

    @Override
    public String library() {
        return "Spark";
    }

    @Override
    public boolean fits(FileStart start) {
        return start.isFolder() && Files.isDirectory(start.path().resolve("metadata"));
    }

    @Override
    public ForeignModel read(Path folder) throws IOException {
        JsonObject metadata = metadata(folder);
        requireRegression(folder, metadata.text("class"));
        SparkData data = SparkData.read(parts(folder.resolve("data"), ".parquet"));
        JsonObject settings = metadata.object("paramMap");
        return new ForeignModel(
                        IntStream.range(0, data.classes())
                                .mapToObj(Integer::toString)
                                .toList(),
                        List.of(),
                        data.weights(),
                        data.intercept(),
                        warnings(settings))
                .withFacts(facts(metadata, settings));
    }

    private static JsonObject metadata(Path folder) throws IOException {
        List<Path> parts = parts(folder.resolve("metadata"), "");
        return JsonObject.of(JsonReader.read(ForeignText.of(parts.get(0))));
    }

    /** The files of a table, without those that only say that it is whole. */
    private static List<Path> parts(Path table, String suffix) throws IOException {
        if (!Files.isDirectory(table)) {
            throw new IllegalArgumentException("must have a folder " + table.getFileName() + ", but has none");
        }
        try (Stream<Path> files = Files.list(table)) {
            List<Path> parts = files.filter(
                            file -> file.getFileName().toString().startsWith("part-"))
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
            if (parts.isEmpty()) {
                throw new IllegalArgumentException(
                        "must have part-..." + suffix + " in " + table.getFileName() + ", but has none");
            }
            return parts;
        }
    }

    private static void requireRegression(Path folder, String type) throws IOException {
        if (type.equals(PIPELINE)) {
            throw new IllegalArgumentException(
                    "must be a LogisticRegressionModel, but is a pipeline; name the folder of" + " its last stage, of "
                            + stages(folder));
        }
        if (!type.equals(MODEL)) {
            throw new IllegalArgumentException("must be " + MODEL + ", but is " + type);
        }
    }

    private static String stages(Path folder) throws IOException {
        Path stages = folder.resolve("stages");
        if (!Files.isDirectory(stages)) {
            return "which it has none";
        }
        try (Stream<Path> found = Files.list(stages)) {
            return String.join(
                    ", ",
                    found.map(stage -> "stages/" + stage.getFileName()).sorted().toList());
        }
    }

    private static List<String> warnings(JsonObject settings) {
        var warnings = new ArrayList<String>();
        boolean hasThreshold = settings.has("thresholds") || (settings.has("threshold") && isNotHalf(settings));
        if (hasThreshold) {
            warnings.add("Thresholds of the file are left out: the most probable class wins.");
        }
        return warnings;
    }

    private static boolean isNotHalf(JsonObject settings) {
        return settings.number("threshold") != 0.5;
    }

    private static Map<String, String> facts(JsonObject metadata, JsonObject settings) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("version", metadata.text("sparkVersion"));
        facts.putAll(ForeignModel.CLASSES_ARE_INDICES);
        TOLD.stream().filter(settings::has).forEach(name -> facts.put(name, String.valueOf(settings.value(name))));
        return facts;
    }
}
