package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who calls the library has no flags of a program: what core says names none. */
@RunsWithoutBackend
class LibraryMessagesTest {
    private static final Pattern FLAG = Pattern.compile("\"[^\"]*--[a-z]");

    @Test
    void coreNamesNoFlags() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "core", "src", "main", "java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(sources.size() > 100, sources.size() + " sources");
            assertEquals(
                    List.of(),
                    sources.stream().flatMap(LibraryMessagesTest::lines).toList());
        }
        assertTrue(FLAG.matcher("\"SGD (--solver sgd)\"").find());
        assertFalse(FLAG.matcher("factors[--i] = \"x\"").find());
    }

    private static Stream<String> lines(Path source) {
        try {
            return Files.readAllLines(source).stream()
                    .filter(line -> FLAG.matcher(line).find())
                    .map(line -> source + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
