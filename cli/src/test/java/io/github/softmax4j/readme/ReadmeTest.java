package io.github.softmax4j.readme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final String COMMENT =
            "/** The program of the README; ReadmeTest runs it and compares it with the README. */\n";

    @AfterEach
    void deleteModel() throws IOException {
        Files.deleteIfExists(Path.of("digits.s4j"));
    }

    @Test
    void programRuns() throws IOException {
        PrintStream out = System.out;
        var printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Digits.main(new String[0]);
        } finally {
            System.setOut(out);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        String accuracy = text.strip().replaceFirst("(?s).*\naccuracy ", "");
        assertTrue(Double.parseDouble(accuracy) >= 0.94, text);
    }

    /** What the README shows is what was compiled. */
    @Test
    void programIsThatOfTheReadme() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/softmax4j/readme/Digits.java"));
        String program =
                source.replace("package io.github.softmax4j.readme;\n\n", "").replace(COMMENT, "");
        String readme = Files.readString(Path.of("../README.md"));
        assertTrue(readme.contains("```java\n" + program + "```"), "README.md must show\n" + program);
    }
}
