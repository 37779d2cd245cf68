package io.github.softmax4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.export.json.JsonReader;
import io.github.softmax4j.export.json.JsonWriter;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** The check finds whatever is wrong with a file. */
class FileCheckTest {
    private static final double[][] NO_ROWS = {};
    private static final double SLIGHTLY = 1 + 1e-7;

    @TempDir
    private Path folder;

    private final SoftmaxModel model = MadeModels.mixed(DataType.DOUBLE, Unseen.ERROR);
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("model.json");
        ModelExport.write(model, file, ExportOptions.defaults());
    }

    private String problem() {
        return assertThrows(
                        ExportException.class, () -> ModelExport.check(model, file, ExportOptions.defaults(), NO_ROWS))
                .getMessage();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> json() throws IOException {
        return (Map<String, Object>) JsonReader.read(file);
    }

    private void write(Map<String, Object> json) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            JsonWriter.write(json, out);
        }
    }

    /** A ten-millionth more of a single weight, whichever it is, in a place that no user would look at. */
    @Test
    @SuppressWarnings("unchecked")
    void everyWeightCounts() throws IOException {
        var unnoticed = new ArrayList<String>();
        Map<String, Object> json = json();
        List<List<Double>> coefficients = (List<List<Double>>) json.get("coef_");
        for (int k = 0; k < coefficients.size(); k++) {
            for (int j = 0; j < coefficients.get(k).size(); j++) {
                double weight = coefficients.get(k).get(j);
                coefficients.get(k).set(j, weight * SLIGHTLY);
                write(json);
                try {
                    ModelExport.check(model, file, ExportOptions.defaults(), NO_ROWS);
                    unnoticed.add(k + "," + j);
                } catch (ExportException e) {
                    coefficients.get(k).set(j, weight);
                }
                coefficients.get(k).set(j, weight);
            }
        }
        assertEquals(List.of(), unnoticed);
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyPolicyCounts() throws IOException {
        List<Map<String, Object>> columns = (List<Map<String, Object>>) json().get("columns");
        int tried = 0;
        for (int c = 0; c < columns.size(); c++) {
            for (String name : List.of("unseen", "fill")) {
                Map<String, Object> json = json();
                Map<String, Object> column = ((List<Map<String, Object>>) json.get("columns")).get(c);
                if (column.get(name) != null) {
                    column.put(name, name.equals("fill") ? null : "zero");
                    write(json);
                    assertTrue(problem().contains("row "), column + " without " + name);
                    tried++;
                }
            }
        }
        assertTrue(tried >= 10, tried + " policies");
    }

    /** The message says which class of which row, what was found, and what was expected. */
    @Test
    @SuppressWarnings("unchecked")
    void saysWhereTheDifferenceIs() throws IOException {
        Map<String, Object> json = json();
        ((List<Double>) json.get("intercept_")).set(1, 2.0);
        write(json);
        String problem = problem();
        assertTrue(
                problem.matches("(?s).*model.json: must say the same as the model, but in row \\d+ the probability of"
                        + " '.*' is .*, and .* to the model; at most .* may lie between them"),
                problem);
    }

    /** A target whose files are wrong leaves nothing, and what was there is as it was. */
    @Test
    void nothingIsKeptOfAFileThatIsWrong() throws IOException {
        byte[] before = Files.readAllBytes(file);
        for (Path target : List.of(file, folder.resolve("other.json"))) {
            assertThrows(
                    ExportException.class,
                    () -> ModelExport.write(new WrongTarget(), model, target, ExportOptions.defaults(), NO_ROWS));
        }
        assertEquals(-1, Files.mismatch(file, Files.write(folder.resolve("before"), before)));
        assertFalse(Files.exists(folder.resolve("other.json")));
        assertEquals(2, folder.toFile().list().length);
    }
}
