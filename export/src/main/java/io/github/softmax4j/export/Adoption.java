package io.github.softmax4j.export;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.export.reading.ForeignFormat;
import io.github.softmax4j.export.reading.ForeignModel;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes what a file says, and what its user says, one of our models. */
final class Adoption {
    private static final String LIBRARY = "library";
    private static final String VERSION = "version";

    private final ForeignFormat format;
    private final ImportOptions options;
    private final String fileName;
    private final List<String> notes = new ArrayList<>();

    Adoption(ForeignFormat format, ImportOptions options, String fileName) {
        this.format = format;
        this.options = options;
        this.fileName = fileName;
    }

    ImportedModel model(ForeignModel read) {
        ForeignModel foreign = named(read);
        DataType type = options.type().or(foreign::type).orElse(DataType.DOUBLE);
        List<String> features = featureNames(foreign);
        Backend.start();
        try (INDArray matrix = matrix(foreign)) {
            SoftmaxModel model = new SoftmaxModel(
                            matrix, type, ClassLabels.inOrder(foreign.classes()), features, summary(foreign))
                    .withRecipe(foreign.recipe());
            return new ImportedModel(model, format.word(), library(foreign), notes, foreign.warnings());
        }
    }

    private ForeignModel named(ForeignModel read) {
        ForeignModel named = read;
        if (!options.classes().isEmpty()) {
            requireAsMany("classes", options.classes(), read.classes().size());
            named = named.withClasses(options.classes());
        } else if (read.facts().entrySet().containsAll(ForeignModel.CLASSES_ARE_INDICES.entrySet())) {
            notes.add("Classes have no names in the file, and are called by their indices, 0 to "
                    + (read.classes().size() - 1) + ".");
        }
        if (!options.featureNames().isEmpty()) {
            requireAsMany("features", options.featureNames(), read.weights().length);
            if (read.recipe().isPresent()) {
                notes.add("The recipe of the file was left out, because its features are called otherwise.");
            }
            named = named.withFeatureNames(options.featureNames());
        }
        return named;
    }

    private static void requireAsMany(String what, List<String> names, int wanted) {
        if (names.size() != wanted) {
            throw new IllegalArgumentException(
                    "there must be names of " + wanted + " " + what + ", but there are " + names.size());
        }
    }

    private List<String> featureNames(ForeignModel foreign) {
        if (!foreign.featureNames().isEmpty()) {
            return foreign.featureNames();
        }
        int count = foreign.weights().length;
        notes.add("Features have no names in the file, and are called x0 to x" + (count - 1) + ", by their places.");
        return Features.defaultNames(count);
    }

    private static INDArray matrix(ForeignModel foreign) {
        double[][] weights = foreign.weights();
        double[][] matrix = Arrays.copyOf(weights, weights.length + 1);
        matrix[weights.length] = foreign.intercept();
        return Nd4j.createFromArray(matrix);
    }

    private TrainingSummary summary(ForeignModel foreign) {
        return TrainingSummary.imported(
                library(foreign),
                settings(foreign),
                options.labelColumn().orElse(foreign.labelColumn()),
                Instant.now(),
                new Reading(Map.of(), notes, List.of(), foreign.warnings()));
    }

    private String library(ForeignModel foreign) {
        String name = foreign.facts().getOrDefault(LIBRARY, format.library());
        return foreign.facts().containsKey(VERSION)
                ? name + " " + foreign.facts().get(VERSION)
                : name;
    }

    private String settings(ForeignModel foreign) {
        var facts = new LinkedHashMap<>(Map.of("file", fileName));
        facts.putAll(foreign.facts());
        facts.keySet().removeAll(List.of(LIBRARY, VERSION));
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue())
                .collect(Collectors.joining(", ", "Import[", "]"));
    }
}
