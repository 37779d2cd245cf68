package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.export.ExportException;
import io.github.softmax4j.export.ExportOptions;
import io.github.softmax4j.export.ExportReport;
import io.github.softmax4j.export.ModelExport;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of models that leave; {@link JavadocExamplesTest} compares them with the Javadoc. */
class ExportExamplesTest {
    private final SoftmaxModel model = Irises.model();

    @TempDir
    private Path folder;

    @Test
    void modelExport() throws IOException {
        Path file = folder.resolve("irises.json");
        // begin ModelExport
        String said;
        try {
            ExportReport report = ModelExport.write(model, file, ExportOptions.defaults());
            said = report.description() + report.check().map(check -> ", off by " + check.largestDifference());
        } catch (ExportException e) { // it does not say what the model says, and is not kept
            said = e.getMessage();
        }
        // end
        assertTrue(Files.exists(file));
        assertTrue(said.contains("3 classes x 4 features") && said.contains(", off by "), said);
    }

    @Test
    void exportOptions() {
        // begin ExportOptions
        ExportOptions options = ExportOptions.defaults()
                .withInput(ExportOptions.Input.FEATURES)
                .withPrecision(ExportOptions.Precision.DOUBLE)
                .withNoLabel();
        // end
        assertEquals(ExportOptions.Input.FEATURES, options.input());
        assertEquals(ExportOptions.Precision.DOUBLE, options.precision());
        assertFalse(options.label());
    }
}
