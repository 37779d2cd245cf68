package io.github.softmax4j.benchmarks.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapPagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final List<String> DRAWN = List.of("peers.svg", "peers.md");

    @TempDir
    private Path folder;

    @Test
    void theResultsAreEnoughToDrawAgain() throws IOException {
        GapPages.write(Made.random(5, 4), folder);
        for (String name : DRAWN) {
            String before = Files.readString(folder.resolve(name));
            Files.delete(folder.resolve(name));
            GapPages.main(new String[] {folder.toString()});
            assertEquals(before, Files.readString(folder.resolve(name)), name);
        }
    }

    /** Nobody changes them by hand: {@code GapPages ../docs} draws them again. */
    @Test
    void thePagesOfTheDocsAreMadeOfTheResultsBesideThem() throws IOException {
        Files.copy(DOCS.resolve("peers.tsv"), folder.resolve("peers.tsv"));
        GapPages.main(new String[] {folder.toString()});
        for (String name : DRAWN) {
            String expected = Files.readString(folder.resolve(name));
            assertEquals(expected, Files.readString(DOCS.resolve(name)).replace("\r\n", "\n"), name);
        }
    }

    @Test
    void otherArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> GapPages.main(new String[0]));
    }
}
