package io.github.softmax4j.benchmarks.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("results.tsv");
        var measurements = Made.of(List.of(
                Made.point("Softmax4J", "a, b", Start.COLD, 3, 0.125, 0.75),
                Measured.missing("iris", 150, "Smile", "\"500\"", Start.WARM, "iterations", "more than 60 s")));
        measurements.write(file);
        assertEquals(measurements, Measurements.read(file));
    }

    @Test
    void gapsOfOneInAHundredMillionAreKept() throws IOException {
        Path file = folder.resolve("results.tsv");
        Made.of(List.of(Made.point("Softmax4J", "", Start.COLD, 1, 1, 0.5 * (1 + 1e-8))))
                .write(file);
        assertEquals(0.5 * (1 + 1e-8), Measurements.read(file).all().get(0).objective(), 0.5e-9);
    }

    @Test
    void textThatWouldTearALineIsRefused() {
        for (String text : List.of("a\tb", "a\nb", "a\rb")) {
            var all = List.of(Made.point(text, "", Start.COLD, 1, 1, 1));
            var error = assertThrows(
                    IllegalArgumentException.class, () -> Made.of(all).write(folder.resolve("torn.tsv")));
            assertTrue(error.getMessage().contains(text), error.getMessage());
        }
    }

    @Test
    void aFileWithOtherColumnsIsRefused() throws IOException {
        Path file = folder.resolve("other.tsv");
        for (String text : List.of("", "# only a fact\n", "who\tseconds\n")) {
            Files.writeString(file, text);
            assertThrows(IOException.class, () -> Measurements.read(file));
        }
    }

    @Test
    void aLineOfOtherLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Measured.parse("iris\t150"));
    }
}
