package io.github.softmax4j.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.StopReason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Models that other libraries saved, beside what each says of some rows: NAME.csv has the features, then the
 * probabilities of the classes in the order of the file. The class SavedModels of peers made those of Spark 3.5.6 and
 * LIBLINEAR 2.44, sklearn-models.py those of scikit-learn 1.9.1 and (with -1.2) 1.2.1.
 */
class SavedModelsTest {
    static Path saved(String name) {
        try {
            return Path.of(Objects.requireNonNull(SavedModelsTest.class.getResource("saved/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sklearn-words.json, sklearn, scikit-learn 1.9.1, setosa versicolor virginica",
        "sklearn-numbers.json, sklearn, scikit-learn 1.9.1, 1 2 10",
        "sklearn-two.json, sklearn, scikit-learn 1.9.1, false true",
        "sklearn-discriminant.json, sklearn, scikit-learn 1.9.1, 0 1 2",
        "sklearn-stochastic.json, sklearn, scikit-learn 1.9.1, no yes",
        "sklearn-liblinear.json, sklearn, scikit-learn 1.9.1, no yes",
        "sklearn-twofold-1.2.json, sklearn, scikit-learn 1.2.1, no yes",
        "liblinear-l2, liblinear, LIBLINEAR, 7 -3",
        "liblinear-dual, liblinear, LIBLINEAR, 0 1",
        "liblinear-l1, liblinear, LIBLINEAR, 1 -1",
        "spark-multinomial, spark, Spark 3.5.6, 0 1 2",
        "spark-two, spark, Spark 3.5.6, 0 1",
        "spark-binomial, spark, Spark 3.5.6, 0 1",
        "spark-sparse, spark, Spark 3.5.6, 0 1 2",
        "spark-sparse-binomial, spark, Spark 3.5.6, 0 1",
    })
    void sayWhatTheirLibrariesSay(String name, String kind, String library, String classes, @TempDir Path folder)
            throws IOException {
        ImportedModel imported = ModelImport.read(saved(name), ImportOptions.defaults());
        assertEquals(kind, imported.kind());
        assertEquals(library, imported.library());
        Path file = folder.resolve("model.s4j");
        ModelFile.write(imported.model(), file);
        SoftmaxModel model = ModelFile.read(file);
        assertEquals(imported.model(), model);
        assertEquals(StopReason.IMPORTED, model.training().convergence().stopReason());
        assertEquals("imported from " + library, model.training().solver());
        assertEquals(DataType.DOUBLE, model.type());
        requireSame(
                model, List.of(classes.split(" ", -1)), Files.readAllLines(saved(name.replace(".json", "") + ".csv")));
    }

    private static void requireSame(SoftmaxModel model, List<String> classes, List<String> lines) {
        assertEquals(5, lines.size());
        for (String line : lines) {
            double[] numbers = Arrays.stream(line.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            int features = numbers.length - classes.size();
            double[] said = model.probabilities(Arrays.copyOf(numbers, features));
            double[] inTheirOrder = classes.stream()
                    .mapToDouble(name -> said[model.classes().requireIndex(name)])
                    .toArray();
            assertArrayEquals(Arrays.copyOfRange(numbers, features, numbers.length), inTheirOrder, 1e-12, line);
        }
    }

    /** Their probabilities are made in another way, or there are none. */
    @ParameterizedTest
    @ValueSource(strings = {"sklearn-rest-1.2.json", "liblinear-rest"})
    void oneClassAgainstTheRestIsRefused(String name) {
        var refused =
                assertThrows(ImportException.class, () -> ModelImport.read(saved(name), ImportOptions.defaults()));
        assertTrue(
                refused.getMessage().startsWith(saved(name) + ": ")
                        && refused.getMessage().contains("against the rest")
                        && refused.getMessage().endsWith("which is no softmax regression"),
                refused.getMessage());
    }

    @Test
    void whatSparkDoesNotSaveIsTold() throws IOException {
        ImportedModel imported = ModelImport.read(saved("spark-multinomial"), ImportOptions.defaults());
        assertEquals(
                List.of(
                        "Classes have no names in the file, and are called by their indices, 0 to 2.",
                        "Features have no names in the file, and are called x0 to x3, by their places."),
                imported.notes());
        assertEquals(List.of(), imported.warnings());
        assertEquals(imported.notes(), imported.model().training().reading().notes());
        String settings = imported.model().training().settings();
        assertTrue(
                settings.startsWith(
                        "Import[file=spark-multinomial, classes=indices, family=multinomial, regParam=0.01, "),
                settings);
    }

    @Test
    void optionsSayWhatTheFileDoesNot() throws IOException {
        ImportOptions options = ImportOptions.defaults()
                .withKind("spark")
                .withClasses(List.of("setosa", "versicolor", "virginica"))
                .withFeatureNames(List.of("a", "b", "c", "d"))
                .withType(DataType.FLOAT)
                .withLabelColumn("species");
        ImportedModel imported = ModelImport.read(saved("spark-multinomial"), options);
        SoftmaxModel model = imported.model();
        assertEquals(List.of("a", "b", "c", "d"), model.featureNames());
        assertEquals(
                List.of("setosa", "versicolor", "virginica"), model.classes().names());
        assertEquals(DataType.FLOAT, model.type());
        assertEquals("species", model.training().labelColumn());
        assertEquals(List.of(), imported.notes());
        assertEquals(List.of(), imported.warnings());
    }

    /** That is a caller's mistake, and no fault of the file. */
    @Test
    void namesMustBeAsManyAsThereAre() {
        ImportOptions three = ImportOptions.defaults().withFeatureNames(List.of("a", "b", "c"));
        assertEquals(
                "there must be names of 4 features, but there are 3",
                assertThrows(IllegalArgumentException.class, () -> ModelImport.read(saved("spark-two"), three))
                        .getMessage());
        ImportOptions twice = ImportOptions.defaults().withClasses(List.of("a", "a"));
        assertEquals(
                "names of classes must differ, but 'a' stands twice",
                assertThrows(IllegalArgumentException.class, () -> ModelImport.read(saved("spark-two"), twice))
                        .getMessage());
    }
}
