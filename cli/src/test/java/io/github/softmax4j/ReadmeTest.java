package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @Test
    void exampleRuns(@TempDir Path directory) throws IOException {
        assertTrue(ReadmeExample.run(directory.resolve("digits.s4j")).accuracy() >= 0.94);
    }

    /** What the README shows is what was compiled. */
    @Test
    void exampleIsThatOfTheReadme() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/softmax4j/ReadmeExample.java"));
        String example = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("        // end"))
                .lines()
                .map(line -> line.replaceFirst("^ {8}", ""))
                .collect(Collectors.joining("\n"));
        String readme = Files.readString(Path.of("../README.md"));
        assertTrue(readme.contains("```java\n" + example + "\n```"), "README.md must show\n" + example);
    }
}
