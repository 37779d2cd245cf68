package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.export.ImportException;
import io.github.softmax4j.export.ImportOptions;
import io.github.softmax4j.export.ImportedModel;
import io.github.softmax4j.export.ModelImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of models that come from elsewhere; {@link JavadocExamplesTest} compares them with the Javadoc. */
class ImportExamplesTest {
    @TempDir
    private Path folder;

    @Test
    void modelImport() throws IOException {
        // begin ModelImport
        Path file = Files.writeString(folder.resolve("irises.json"), """
                {"classes_": ["setosa", "virginica"], "feature_names_in_": ["petal width"],
                 "coef_": [[2.5]], "intercept_": [-4.0]}""");
        ImportedModel imported = ModelImport.read(file, ImportOptions.defaults());
        String label = imported.model().predict(Map.of("petal width", 2.1)).label();
        List<String> doubts = imported.warnings();
        // end
        assertEquals("virginica", label);
        assertEquals(List.of(), doubts);
    }

    @Test
    void importOptions() {
        // begin ImportOptions
        ImportOptions options = ImportOptions.defaults()
                .withClasses(List.of("setosa", "versicolor", "virginica")) // Spark saves no names
                .withFeatureNames(List.of("sepal length", "sepal width", "petal length", "petal width"));
        // end
        assertEquals(3, options.classes().size());
    }

    @Test
    void importException() throws IOException {
        // begin ImportException
        String problem = "";
        Path pickle = Files.write(folder.resolve("model.pkl"), new byte[] {(byte) 0x80, 4, '.'});
        try {
            ModelImport.read(pickle, ImportOptions.defaults());
        } catch (ImportException e) {
            problem = e.getMessage(); // what it is, and what to do instead
        }
        // end
        assertTrue(problem.contains("is a pickle of Python"), problem);
    }
}
