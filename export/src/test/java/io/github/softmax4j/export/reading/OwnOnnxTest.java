package io.github.softmax4j.export.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.export.MadeModels;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.onnx.OnnxTarget;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Files of ONNX that this library wrote, read again. */
class OwnOnnxTest {
    private static byte[] file(ScoringForm form, SoftmaxModel model, TargetOptions options) throws IOException {
        var out = new ByteArrayOutputStream();
        new OnnxTarget().write(form, ModelFacts.of(model), options, out);
        return out.toByteArray();
    }

    /** With and without the label: the classes are in the file in both cases. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void featuresComeBackBitForBit(boolean label) throws IOException {
        SoftmaxModel model = MadeModels.of(DataType.DOUBLE, List.of("a", "\ud83d\ude00", ""), MadeModels.names("x", 5));
        byte[] file = file(ScoringForm.ofFeatures(model), model, new TargetOptions(false, label, "", List.of()));
        ForeignModel read = OnnxModels.read(file);
        assertEquals(model.classes().names(), read.classes());
        assertEquals(model.featureNames(), read.featureNames());
        assertEquals(DataType.DOUBLE, read.type().orElseThrow());
        assertEquals(List.of(), read.warnings());
        double[][] matrix = model.matrix().toDoubleMatrix();
        for (int j = 0; j < 5; j++) {
            assertArrayEquals(matrix[j], read.weights()[j]);
        }
        double mean = Arrays.stream(matrix[5]).average().orElseThrow();
        double[] centred =
                IntStream.range(0, 3).mapToDouble(k -> matrix[5][k] - mean).toArray();
        assertArrayEquals(centred, read.intercept(), 1e-15);
    }

    @Test
    void columnsAreRefusedWithAWordOnWhatToDo() throws IOException {
        SoftmaxModel model = MadeModels.mixed(DataType.DOUBLE, Unseen.ZERO);
        byte[] file =
                file(ScoringForm.ofColumns(model, Unseen.ZERO), model, new TargetOptions(false, true, "", List.of()));
        var problem = assertThrows(IllegalArgumentException.class, () -> OnnxModels.read(file));
        assertTrue(problem.getMessage().contains("exported from Softmax4J with the columns"), problem.getMessage());
    }
}
