package io.github.softmax4j.export.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.export.ExportOptions;
import io.github.softmax4j.export.ExportOptions.Input;
import io.github.softmax4j.export.MadeModels;
import io.github.softmax4j.export.ModelExport;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** What a file of coefficients says, and how it is laid out. */
class JsonTargetTest {
    @TempDir
    private Path folder;

    private JsonObject written(SoftmaxModel model, ExportOptions options) throws IOException {
        Path file = folder.resolve("model.json");
        ModelExport.write(model, file, options);
        return JsonObject.of(JsonReader.read(file));
    }

    /** As scikit-learn has them: coefficients classes x features. */
    @Test
    void hasTheNamesOfScikitLearn() throws IOException {
        double[][] matrix = {{1, -1, 0}, {0.5, 0.25, 1e-300}, {1, 2, 3}};
        SoftmaxModel model = MadeModels.of(DataType.DOUBLE, List.of("a", "b", "c"), List.of("x", "y"), matrix);
        JsonObject file = written(model, ExportOptions.defaults());
        assertEquals(List.of("a", "b", "c"), file.texts("classes_"));
        assertEquals(List.of("x", "y"), file.texts("feature_names_in_"));
        assertArrayEquals(new double[] {-1, 0, 1}, file.numbers("intercept_"));
        assertArrayEquals(new double[] {-1, 0.25}, file.rows("coef_")[1]);
        assertEquals(1e-300, file.rows("coef_")[2][1]);
        assertEquals("double", JsonObject.of(file.values().get("model")).text("type"));
        assertFalse(file.has("columns"));
    }

    /** Weights to the last bit, under the names of the features, and the recipe as the model has it. */
    @ParameterizedTest
    @CsvSource({"COLUMNS, ERROR", "COLUMNS, ZERO", "FEATURES, ERROR"})
    void saysAllThatTheModelIs(Input input, Unseen unseen) throws IOException {
        SoftmaxModel model = MadeModels.mixed(DataType.FLOAT, unseen);
        JsonObject file = written(model, ExportOptions.defaults().withInput(input));
        assertEquals(model.featureNames(), file.texts("feature_names_in_"));
        assertEquals(model.classes().names(), file.texts("classes_"));
        double[][] coefficients = file.rows("coef_");
        for (int k = 0; k < coefficients.length; k++) {
            assertArrayEquals(model.weights().getColumn(k).toDoubleVector(), coefficients[k]);
        }
        assertEquals(input == Input.COLUMNS, file.has("columns"));
        if (input == Input.COLUMNS) {
            List<JsonObject> columns = file.objects("columns");
            assertEquals("a/b:0", columns.get(3).text("name"));
            assertEquals("date", columns.get(3).text("kind"));
            assertArrayEquals(new double[] {19_000.5}, columns.get(3).numbers("fill"));
            assertEquals(
                    unseen == Unseen.ZERO ? "zero" : "error", columns.get(9).text("unseen"));
            assertTrue(columns.get(9).texts("words").contains("NA"));
            assertFalse(columns.get(9).texts("words_for_nothing").contains("NA"));
            assertTrue(columns.get(9).texts("words_for_nothing").containsAll(List.of("", "?", "nil")));
        }
    }

    /** Lines that a person can find his way in. */
    @Test
    void hasALineForEachClassAndColumn() throws IOException {
        SoftmaxModel model = MadeModels.mixed(DataType.FLOAT, Unseen.ZERO);
        written(model, ExportOptions.defaults());
        List<String> lines = Files.readAllLines(folder.resolve("model.json"));
        assertEquals(2 + 8 + 2 * 1 + 3 + 12, lines.size());
        assertEquals("  \"format\": \"softmax4j coefficients\",", lines.get(1));
    }

    /** Files that are not ours, or were changed, are refused with what is wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"coef_\": [ | \"coef_\": [3, | coef_ must be an array of arrays of numbers, but there is a number",
                "\"coef_\": | \"coefs\": | coef_ must be an array, but there is nothing",
                "\"intercept_\": [ | \"intercept_\": [1, "
                        + "| coef_ must have one row for each of the 4 numbers of intercept_, but has 3",
                "\"kind\": \"vector\", \"length\": 5 | \"length\": 6 | columns 5: fill must have 6 numbers, but has 5",
                "\"length\": 3 | \"length\": 4 | coef_ must have 34 columns, as columns make, but has 33",
                "\"words\": [\"yes\", | \"words\": [1, "
                        + "| columns 11: words must be an array of texts, but there is a number"
            })
    void othersAreRefused(String part, String instead, String problem) throws IOException {
        SoftmaxModel model = MadeModels.mixed(DataType.FLOAT, Unseen.ZERO);
        written(model, ExportOptions.defaults());
        Path file = folder.resolve("model.json");
        String text = Files.readString(file);
        assertTrue(text.contains(part), part);
        Files.writeString(file, text.replace(part, instead));
        String said = assertThrows(
                        IOException.class,
                        () -> ModelExport.check(model, file, ExportOptions.defaults(), new double[0][]))
                .getMessage();
        assertTrue(
                said.endsWith("model.json: cannot be read by the reader of JSON in softmax4j-export: " + problem),
                said);
    }
}
