package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was read is told by every command that reads, kept by the model, and shown without training. */
class ReadingTest {
    @TempDir
    private Path directory;

    private String data;

    /** Semicolons, decimal commas, and None among numbers. */
    @BeforeEach
    void write() throws IOException {
        var text = new StringBuilder("size;town;label\n");
        for (int i = 0; i < 40; i++) {
            text.append(i % 8 == 0 ? "None" : i % 5 + "," + i % 7)
                    .append(i % 3 == 0 ? ";Rome" : ";rome")
                    .append(i % 2 == 0 ? ";1.0\n" : ";0\n");
        }
        data = Files.writeString(directory.resolve("data.csv"), text).toString();
    }

    private String model() {
        return directory.resolve("m.s4j").toString();
    }

    private Program train(String... more) {
        var arguments = new ArrayList<>(
                List.of("train", "--data", data, "--model", model(), "--decimal", "comma", "--missing", "indicator"));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private static void assertTold(String told) {
        for (String part : List.of(
                "separator: semicolon; the first line has names",
                "size    number           2         5  0 to 4.6",
                "town    category         2            rome (26), Rome (14)",
                "label   label                         0 (20), 1 (20)")) {
            assertTrue(told.contains(part), told);
        }
    }

    @Test
    void eachCommandTellsWhatItHasRead() {
        Program trained = train();
        assertTold(trained.err());
        String warning = "warning: town: words that differ in capitals only are different: Rome, rome";
        assertTrue(trained.err().contains(warning), trained.err());
        assertTrue(train("--quiet").err().contains(warning));
        assertTold(Program.run("evaluate", "--model", model(), "--data", data).err());
        String out = directory.resolve("p.csv").toString();
        String predicted = Program.run("predict", "--model", model(), "--data", data, "--out", out)
                .err();
        assertTrue(predicted.contains("size    number           2         5  0 to 4.6"), predicted);
        assertTold(Program.run("inspect", "--model", model()).out());
        String look = Program.run("look", "--data", data, "--decimal", ",", "--missing", "indicator")
                .out();
        assertTold(look);
        assertTrue(look.contains("40 rows x 4 features"), look);
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonHasItToo() throws IOException {
        Map<String, Object> trained = train("--json").json();
        for (Map<String, Object> told : List.of(
                trained,
                Program.run("evaluate", "--json", "--model", model(), "--data", data)
                        .json(),
                Program.run("inspect", "--json", "--model", model()).json(),
                Program.run("look", "--json", "--data", data, "--decimal", ",", "--missing", "mean")
                        .json())) {
            var reading = (Map<String, Object>) told.get("reading");
            assertEquals(Map.of("decimal", ","), reading.get("settings"));
            var size = (Map<String, Object>) ((List<Object>) reading.get("columns")).get(0);
            assertEquals("size", size.get("name"));
            assertEquals("number", size.get("kind"));
            assertEquals(5, size.get("missing"));
            int warnings = told.containsKey("accuracy") ? 0 : 1; // the words of a model are known
            assertEquals(warnings, ((List<Object>) reading.get("warnings")).size());
        }
    }

    @Test
    void whatIsUncertainCanBeRefused() {
        String refused = train("--strict").error(3);
        assertTrue(refused.contains("nothing may be uncertain (--strict), but town: words that differ"), refused);
        assertFalse(Files.exists(Path.of(model())));
    }

    @Test
    void wrongSignsAreWrongUsage() {
        for (String[] wrong : new String[][] {
            {"--separator", "ab"}, {"--decimal", "5"}, {"--quote", "q"}, {"--encoding", "utf-99"}, {"--skip-rows", "-1"}
        }) {
            String refused =
                    Program.run("look", "--data", data, wrong[0], wrong[1]).error(2);
            assertTrue(refused.contains(wrong[1]), refused);
        }
    }
}
