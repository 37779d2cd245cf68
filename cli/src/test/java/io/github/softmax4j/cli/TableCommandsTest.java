package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Raw tables from training to predictions. */
class TableCommandsTest {
    private static final String HEADER = "key,size,colour,label\n";

    @TempDir
    private Path directory;

    private String passengers;

    /** A number with gaps, a word, and a key. */
    @BeforeEach
    void write() throws IOException {
        var content = new StringBuilder(HEADER);
        for (int i = 0; i < 60; i++) {
            String size = i % 7 == 0 ? "" : Integer.toString(i % 3 == 0 ? i : -i);
            content.append("k")
                    .append(i)
                    .append(',')
                    .append(size)
                    .append(i % 2 == 0 ? ",red" : ",blue")
                    .append(i % 3 == 0 ? ",up\n" : ",down\n");
        }
        passengers = Files.writeString(directory.resolve("train.csv"), content).toString();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private Program train(String... more) {
        var arguments =
                new ArrayList<>(List.of("train", "--quiet", "--data", passengers, "--model", path("model.s4j")));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private Program predict(String content, String out, String... more) throws IOException {
        String data = Files.writeString(directory.resolve("new.csv"), content).toString();
        var arguments =
                new ArrayList<>(List.of("predict", "--model", path("model.s4j"), "--data", data, "--out", path(out)));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void whatATableNeedsIsAskedFor() {
        assertTrue(train().error(3)
                .contains("9 values are missing, by column: 2 (size) 9 (first rows 1, 8, 15; the first in line 2)"));
        assertTrue(train("--missing", "mean").error(3).contains("--drop key"));
        assertTrue(train("--missing", "median").error(2).contains("expected one of error, mean, zero, indicator"));
        assertTrue(train("--drop", "kee").error(3).contains("there is no column 'kee' (--drop)"));
    }

    @Test
    void predictionsAreMadeOfRawTables() throws IOException {
        Program trained = train("--missing", "indicator", "--drop", "key", "--test-fraction", "0.2", "--json");
        assertEquals(0, trained.exitCode(), trained.err());
        assertEquals(4, trained.json().get("features"));
        String content = "label,colour,more,key,size\n,red,1,a,30\n,blue,2,\"b,c\",-30\n,blue,3,d,\n";
        assertEquals(0, predict(content, "p.csv", "--keep", "key,more").exitCode());
        List<String> lines = Files.readAllLines(directory.resolve("p.csv"));
        assertEquals("key,more,prediction,probability", lines.get(0));
        assertTrue(lines.get(1).startsWith("a,1,up,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("\"b,c\",2,down,"), lines.get(2));
        assertEquals(4, lines.size());
    }

    @ParameterizedTest
    @CsvSource({"p.parquet, PAR1", "p.npy, NUMPY"})
    void predictionsAreWrittenAsTheNameSays(String name, String magic) throws IOException {
        train("--missing", "zero", "--drop", "key");
        Program program = predict(HEADER + "a,1,red,\n", name, "--probabilities");
        assertEquals(0, program.exitCode(), program.err());
        String start = new String(Files.readAllBytes(directory.resolve(name)), 0, 6, StandardCharsets.ISO_8859_1);
        assertTrue(start.contains(magic), start);
        assertEquals(2, predict(HEADER + "a,1,red,\n", "p.npz").exitCode());
    }

    @Test
    void unseenWordsFollowTheModelOrTheCommand() throws IOException {
        train("--missing", "mean", "--drop", "key");
        String green = HEADER + "a,1,green,\n";
        assertTrue(predict(green, "p.csv").error(3).contains("the training had blue, red, but found 'green'"));
        assertEquals(0, predict(green, "p.csv", "--unseen", "zero").exitCode());
        train("--missing", "mean", "--drop", "key", "--unseen", "zero");
        assertEquals(0, predict(green, "p.csv").exitCode());
    }

    @Test
    void keptColumnsMustBeThere() throws IOException {
        train("--missing", "mean", "--drop", "key");
        assertTrue(
                predict(HEADER + "a,1,red,\n", "p.csv", "--keep", "id").error(3).contains("'id' (--keep)"));
        assertTrue(predict("prediction,size,colour\na,1,red\n", "p.csv", "--quiet", "--keep", "prediction")
                .error(2)
                .contains("there would be two called 'prediction'"));
    }

    @Test
    void leftOutRowsWouldShiftPredictions() throws IOException {
        assertEquals(0, train("--missing", "drop-row", "--drop", "key").exitCode());
        String gap = HEADER + "a,,red,up\nb,30,red,up\n";
        assertTrue(predict(gap, "p.csv").error(3).contains("a value is missing"));
        Program evaluated = Program.run("evaluate", "--json", "--model", path("model.s4j"), "--data", path("new.csv"));
        assertEquals(1, evaluated.json().get("rows"));
        assertTrue(evaluated.err().contains("1 rows, which lack a value, are left out"), evaluated.err());
    }

    @Test
    void inspectShowsTheRecipe() {
        train("--missing", "indicator", "--drop", "key");
        Map<String, Object> shown =
                Program.run("inspect", "--json", "--model", path("model.s4j")).json();
        assertEquals("indicator", shown.get("missing"));
        assertEquals(
                List.of(
                        Map.of("name", "size", "kind", "number", "features", 2),
                        Map.of("name", "colour", "kind", "category", "features", 2)),
                shown.get("columns"));
        assertTrue(Program.run("inspect", "--model", path("model.s4j"))
                .out()
                .contains("size (number), colour (category)"));
    }

    @Test
    void queriesAreSources() {
        Program asked = Program.run(
                "train",
                "--json",
                "--quiet",
                "--model",
                path("model.s4j"),
                "--data",
                "sql:SELECT size, label FROM '" + passengers + "' WHERE size IS NOT NULL");
        assertEquals(51, asked.json().get("rows"), asked.err());
    }

    /** Features beyond the budget are in a file; nothing of it is left, and the model is the same. */
    @Test
    void featuresBeyondTheMemoryGoToAFile() throws IOException {
        Path spool = Files.createDirectory(directory.resolve("spool"));
        Program inMemory = train("--missing", "mean", "--drop", "key", "--json");
        Program program = Program.run(
                "train",
                "--data",
                passengers,
                "--model",
                path("model.s4j"),
                "--missing",
                "mean",
                "--drop",
                "key",
                "--memory",
                "100",
                "--spool",
                spool.toString(),
                "--json");
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.err().contains("are in a file (--memory, --cache)"), program.err());
        assertEquals(inMemory.json().get("objective"), program.json().get("objective"));
        try (Stream<Path> left = Files.list(spool)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--memory, lots, expected an amount of memory",
        "--memory, 0, expected an amount of memory",
        "--spool, nowhere, --spool must be a folder",
        "--cache, nowhere, --cache must be a folder"
    })
    void wrongPlacesAreTold(String option, String value, String message) {
        assertTrue(train(option, value).error(2).contains(message));
    }
}
