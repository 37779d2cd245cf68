package io.github.softmax4j.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** What was exported as JSON comes back: type, names, recipe and weights, but for the mean of the intercepts. */
class OwnJsonTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"FLOAT, ERROR", "FLOAT, ZERO", "DOUBLE, ERROR", "DOUBLE, ZERO"})
    void columnsComeBack(DataType type, Unseen unseen) throws IOException {
        SoftmaxModel model = MadeModels.mixed(type, unseen);
        SoftmaxModel back = there(model, ExportOptions.Input.COLUMNS);
        assertEquals(model.recipe(), back.recipe());
        requireSame(model, back);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void featuresComeBack(DataType type) throws IOException {
        SoftmaxModel model = MadeModels.mixed(type, Unseen.ERROR);
        SoftmaxModel back = there(model, ExportOptions.Input.FEATURES);
        assertEquals(Optional.empty(), back.recipe());
        requireSame(model, back);
    }

    private SoftmaxModel there(SoftmaxModel model, ExportOptions.Input input) throws IOException {
        Path file = directory.resolve("model.json");
        ModelExport.write(model, file, ExportOptions.defaults().withInput(input));
        ImportedModel imported = ModelImport.read(file, ImportOptions.defaults());
        assertEquals("softmax4j " + model.training().version(), imported.library());
        return imported.model();
    }

    private static void requireSame(SoftmaxModel model, SoftmaxModel back) {
        assertEquals(model.type(), back.type());
        assertEquals(model.classes(), back.classes());
        assertEquals(model.featureNames(), back.featureNames());
        assertEquals(model.training().labelColumn(), back.training().labelColumn());
        assertEquals(model.weights(), back.weights());
        double[] intercept = model.intercept().toDoubleVector();
        double mean = model.intercept().meanNumber().doubleValue();
        for (int k = 0; k < intercept.length; k++) {
            intercept[k] -= mean;
        }
        assertArrayEquals(intercept, back.intercept().toDoubleVector(), 1e-9 * Math.max(1, Math.abs(mean)));
    }
}
