package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a job in YAML, and that nothing else of YAML gets in. */
@RunsWithoutBackend
class JobFileTest {
    @TempDir
    private Path directory;

    private JobFile read(String yaml) throws IOException {
        return JobFile.read(Files.writeString(directory.resolve("job.yaml"), yaml));
    }

    private String refusal(String yaml) throws IOException {
        Files.writeString(directory.resolve("job.yaml"), yaml);
        return refusal(directory.resolve("job.yaml"));
    }

    private static String refusal(Path file) {
        String message = assertThrows(IllegalArgumentException.class, () -> JobFile.read(file))
                .getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    private List<String> values(String yaml, String key) throws IOException {
        return read(yaml).entries().get(key).values();
    }

    /** A value is the text that stands there, whatever another program would take it for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no|no",
                "007|007",
                "1e-4|1e-4",
                "0x1F|0x1F",
                "2026-11-30|2026-11-30",
                "'true'|true",
                "\"a\\tb\"|`a\tb`",
                "'null'|null",
                "~/data.csv|~/data.csv",
                "sql:SELECT 1 AS \"a\"  # of the night|sql:SELECT 1 AS \"a\"",
                "a#b|a#b",
                "C:\\data\\x.csv|C:\\data\\x.csv",
            })
    void valuesAreTexts(String written, String expected) throws IOException {
        assertEquals(List.of(expected), values("label: " + written, "label"));
    }

    @Test
    void listsTextsOfManyLinesAndLineEnds() throws IOException {
        String yaml = """
                # a job
                drop: [a, 'b,c', ""]
                keep:
                  - id
                  - 7
                data: |
                  sql:SELECT *
                  FROM t
                """.replace("\n", "\r\n");
        JobFile job = read("\uFEFF" + yaml);
        assertEquals(List.of("drop", "keep", "data"), List.copyOf(job.entries().keySet()));
        assertEquals(
                new JobFile.Entry(2, true, List.of("a", "b,c", "")),
                job.entries().get("drop"));
        assertEquals(
                new JobFile.Entry(3, true, List.of("id", "7")), job.entries().get("keep"));
        assertEquals(
                new JobFile.Entry(6, false, List.of("sql:SELECT *\nFROM t\n")),
                job.entries().get("data"));
        assertTrue(job.place("keep").endsWith("job.yaml, line 3"), job.place("keep"));
    }

    @Test
    void jsonIsYaml() throws IOException {
        assertEquals(List.of("1e-4"), values("{\"lambda\": 1e-4, \"drop\": [\"a\"]}", "lambda"));
    }

    @ParameterizedTest
    @CsvSource({"''", "'# nothing'", "'\n\n'"})
    void emptyFilesHaveNoKeys(String yaml) throws IOException {
        assertEquals(0, read(yaml).entries().size());
    }

    /** What is wrong, and in which line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: 1\nb: 2\na: 3`|3|'a' has a value in line 1 already",
                "`a:\n  b: 1`|2|another list, or keys, begin here",
                "`a: 1\nb: [[1]]`|2|another list, or keys, begin here",
                "`? [a, b]\n: 1`|1|a key must be a text",
                "`a: 1\nb: &x 2`|2|no anchors and aliases",
                "`a: &x [1, 2]`|1|no anchors and aliases",
                "`b: 1\na: *x`|2|no anchors and aliases",
                "`<<: *x`|1|no anchors and aliases",
                "`&x a: 1`|1|no anchors and aliases",
                "`a: !!java.net.URL x`|1|no tags",
                "`a: !!python/object/apply:os.system [x]`|1|no tags",
                "`!!map {a: 1}`|1|no tags",
                "`a: ! x`|1|no tags",
                "`- a\n- b`|1|must have keys with values",
                "`just a text`|1|must have keys with values",
                "`---\n`|2|must have keys with values",
                "`a: 1\n---\nb: 2`|2|another begins here",
                "`a: 1\nb:\nc: 2`|2|must have a value",
                "`a: ~`|1|must have a value",
                "`a: [1, null]`|1|must have a value",
                "`a: 1\nb: 'x`|2|found unexpected end of stream",
                "`a: 1\n\tb: 2`|2|cannot start any token",
                "`a: 1\nb: c: d`|2|mapping values are not allowed here",
                "`a: [1, 2`|1|expected ',' or ']'",
            })
    void whatIsNoJobIsRefused(String yaml, int line, String problem) throws IOException {
        String message = refusal(yaml);
        assertTrue(message.startsWith(", line " + line + ": ") && message.contains(problem), message);
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        assertEquals(": there is no such file", refusal(directory.resolve("missing.yaml")));
        assertTrue(refusal(directory).startsWith(": cannot be read: "));
        Path binary = Files.write(directory.resolve("binary"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertEquals(": must be text in UTF-8, but is not", refusal(binary));
        assertTrue(refusal("a: \u0000").contains("special characters are not allowed"));
        Path large = Files.write(
                directory.resolve("large"), "a: 1 \n".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        assertEquals(": must have at most 1 MiB, but has more", refusal(large));
    }

    /** Depth, aliases of aliases, and long tokens end at once, and with a message. */
    @Test
    void bombsDoNotGoOff() throws IOException {
        String laughs = IntStream.range(1, 30)
                .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]")
                .collect(Collectors.joining("\n", "a0: &a0 lol\n", "\n"));
        List<String> bombs = List.of(
                laughs,
                "a: " + "[".repeat(500_000),
                "a: " + "{".repeat(500_000),
                "a: " + "- ".repeat(400_000),
                "? ".repeat(400_000),
                "a: \"" + "x".repeat(900_000),
                "a".repeat(900_000),
                "&".repeat(900_000));
        for (String bomb : bombs) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refusal(bomb));
        }
    }

    /** Whatever the bytes are, there is a job or a message, and no other exception. */
    @Test
    void damagedFilesAreJobsOrRefused() throws IOException {
        var random = new Random(1);
        String whole = "data: 'a b'\nlabel: \"x\"\ndrop: [a, b]\nlambda: 1e-4 # much\nkeep:\n- a\n- b\n";
        String signs = "[]{}&*!|>'\"%@`#,:?- \n\t\\\u0085\u2028a~<=";
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            var text = new StringBuilder(whole);
            for (int k = 0; k <= random.nextInt(4); k++) {
                text.setCharAt(random.nextInt(text.length()), signs.charAt(random.nextInt(signs.length())));
            }
            try {
                read(text.toString());
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith(directory.toString()), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 500 && refused < 2900, "refused " + refused);
    }
}
