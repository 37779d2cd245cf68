package io.github.softmax4j.export.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.export.ExportOptions;
import io.github.softmax4j.export.MadeModels;
import io.github.softmax4j.export.ModelExport;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** What docs/serving.md shows of Java and ONNX Runtime. */
class ServingPageTest {
    @TempDir
    private Path directory;

    @Test
    void columns() throws IOException, OrtException {
        SourceColumn place = SourceColumn.category("island", List.of("Biscoe", "Dream"));
        SourceColumn number = SourceColumn.number("mass").filledWith(List.of(4200.0), true);
        SoftmaxModel model = MadeModels.of(
                DataType.DOUBLE, 3, new FeatureRecipe(List.of(place, number), Missing.INDICATOR, Unseen.ERROR));
        Path file = directory.resolve("penguins.onnx");
        ModelExport.write(model, file, ExportOptions.defaults());
        String[] labels;
        double[][] probabilities;
        // begin columns
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString()); // once; threads share it
                OnnxTensor island = OnnxTensor.createTensor(environment, new String[][] {{"Biscoe"}, {""}});
                OnnxTensor mass = OnnxTensor.createTensor(environment, new double[][] {{3750}, {Double.NaN}});
                OrtSession.Result result = session.run(Map.of("island", island, "mass", mass))) {
            labels = (String[]) result.get("label").orElseThrow().getValue();
            probabilities =
                    (double[][]) result.get("probabilities").orElseThrow().getValue();
        }
        // end columns
        Map<String, Object> record = Map.of("island", "Biscoe", "mass", 3750);
        assertArrayEquals(model.probabilities(record), probabilities[0], 1e-12);
        assertEquals(model.predict(record).label(), labels[0]);
        assertTrue(Double.isNaN(probabilities[1][0]), "an island was not to be missing");
        assertEquals("", labels[1]);
    }

    @Test
    void features() throws IOException, OrtException {
        SoftmaxModel model = MadeModels.of(DataType.FLOAT, MadeModels.names("iris ", 3), MadeModels.names("x", 4));
        Path file = directory.resolve("iris.onnx");
        ModelExport.write(model, file, ExportOptions.defaults());
        String[] labels;
        float[][] probabilities;
        // begin features
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor rows = OnnxTensor.createTensor(environment, new float[][] {{5.1f, 3.5f, 1.4f, 0.2f}});
                OrtSession.Result result = session.run(Map.of("features", rows))) {
            labels = (String[]) result.get("label").orElseThrow().getValue();
            probabilities =
                    (float[][]) result.get("probabilities").orElseThrow().getValue();
        }
        // end features
        float[] row = {5.1f, 3.5f, 1.4f, 0.2f};
        assertArrayEquals(model.probabilities(row), probabilities[0], 5e-6f);
        assertEquals(model.predict(row).label(), labels[0]);
    }

    @Test
    void thePageShowsThem() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/softmax4j/export/onnx/ServingPageTest.java"));
        String page = Files.readString(Path.of("../docs/serving.md"));
        for (String part : List.of("columns", "features")) {
            String begin = "// begin " + part + "\n";
            String lines =
                    source.substring(source.indexOf(begin) + begin.length(), source.indexOf("        // end " + part));
            assertTrue(page.contains("```java\n" + lines.indent(-8) + "```\n"), lines);
        }
    }
}
