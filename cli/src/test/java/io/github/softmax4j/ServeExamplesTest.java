package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.serve.Answer;
import io.github.softmax4j.serve.Scorer;
import io.github.softmax4j.serve.UnreadableModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of serve; {@link JavadocExamplesTest} compares them with the Javadoc. */
class ServeExamplesTest {
    @TempDir
    private Path folder;

    @Test
    void scorer() throws IOException {
        SoftmaxModel model = Irises.model();
        Path file = folder.resolve("irises.s4j");
        ModelFile.write(model, file);
        // begin Scorer
        Scorer scorer = Scorer.read(file);
        float[] probabilities = scorer.score(new float[] {5.1f, 3.5f, 1.4f, 0.2f}); // in the order of scorer.classes()
        double[] row = {6.3, 2.5, 5.0, 1.9};
        List<Answer> firstTwo = scorer.top(row, 2);
        var record = Map.of("sepal length", 6.3, "sepal width", 2.5f, "petal length", 5, "petal width", "1.9");
        String kind = scorer.label(record);
        // end
        assertEquals(3, probabilities.length);
        assertEquals("virginica", firstTwo.get(0).label());
        assertEquals("virginica", kind);
        assertEquals(model.predict(record).label(), kind);
    }

    @Test
    void unreadableModelException() throws IOException {
        // begin UnreadableModelException
        String problem = "";
        byte[] upload = {'P', 'K', 3, 4}; // a ZIP file
        try {
            Scorer.ofBytes(upload);
        } catch (UnreadableModelException e) {
            problem = e.getMessage(); // what was expected, and what was found
        }
        // end
        assertEquals("the model is not a Softmax4J model", problem);
    }
}
