package io.github.softmax4j.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class ModelExportTest {
    @TempDir
    private Path folder;

    @Test
    void writesWhatTheModelSays() throws IOException {
        SoftmaxModel model = MadeModels.mixed(DataType.FLOAT, Unseen.ERROR);
        Path file = folder.resolve("model.json");
        ExportReport report = ModelExport.write(model, file, ExportOptions.defaults());
        assertTrue(report.check().orElseThrow().largestDifference() < 1e-9, report.toString());
        byte[] once = Files.readAllBytes(file);
        ModelExport.write(model, file, ExportOptions.defaults());
        assertArrayEquals(once, Files.readAllBytes(file));
        assertEquals(1, folder.toFile().list().length);
    }
}
