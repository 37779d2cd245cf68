package io.github.softmax4j.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The six lines of docs/serving.md. */
class ServingPageTest {
    @TempDir
    private Path folder;

    @Test
    void sixLines() throws IOException {
        SoftmaxModel model = RecordsOfWords.model();
        Path file = folder.resolve("beer.s4j");
        ModelFile.write(model, file);
        // begin
        Scorer scorer = Scorer.read(file); // once; threads share it, and nothing is to be closed
        Map<String, Object> record = Map.of("kind", "stout", "strength", 5.5, "cold", "no");
        double[] probabilities = scorer.score(record); // in the order of scorer.classes()
        String label = scorer.label(record);
        List<Answer> likely = scorer.top(record, 2);
        scorer.score(record, probabilities); // into an array that is there: nothing is allocated
        // end
        assertArrayEquals(model.probabilities(record), probabilities, 1e-12);
        assertEquals(model.predict(record).label(), label);
        assertEquals(label, likely.get(0).label());
    }

    @Test
    void thePageShowsThem() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/softmax4j/serve/ServingPageTest.java"));
        String lines = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("        // end\n"));
        String page = Files.readString(Path.of("../docs/serving.md"));
        assertTrue(page.contains("```java\n" + lines.stripTrailing().stripIndent() + "\n```\n"), lines);
    }
}
