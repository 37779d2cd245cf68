package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a terminal, a file or a scheduler is shown while a command works. */
class ProgressTest {
    private static final List<String> MODEL_FIELDS =
            List.of("event", "model", "lambda", "l1Ratio", "fold", "done", "models");

    @TempDir
    private Path directory;

    private Path data;

    @BeforeEach
    void write() throws IOException {
        var rows = new StringBuilder("x,z,label\n");
        for (int i = 0; i < 300; i++) {
            rows.append(i % 17).append(',').append(i * 7 % 23).append(',').append(i % 17 + i % 5 > 9 ? "b" : "a");
            rows.append('\n');
        }
        data = Files.writeString(directory.resolve("rows.csv"), rows);
    }

    private Program run(String command, String... more) {
        var arguments = new ArrayList<>(List.of(
                command,
                "--data",
                data.toString(),
                "--model",
                directory.resolve("m.s4j").toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    /** Each line is an object. */
    private static List<Map<String, Object>> events(Program program) {
        return program.err()
                .lines()
                .map(line -> new JsonMapper().readValue(line, new TypeReference<Map<String, Object>>() {}))
                .toList();
    }

    private static List<Map<String, Object>> named(List<Map<String, Object>> events, String name) {
        return events.stream().filter(event -> event.get("event").equals(name)).toList();
    }

    @Test
    void aFitInJson() {
        Program program = run("train", "--json", "--progress", "json", "--test", data.toString());
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.err().lines().allMatch(line -> line.startsWith("{\"event\":")), program.err());
        List<Map<String, Object>> events = events(program);
        assertTrue(events.get(0).get("message").toString().startsWith("settings"), "from the first line on");
        List<Map<String, Object>> read = named(events, "read");
        assertEquals(2, read.size(), "rows to train on, and to test on");
        assertEquals(
                List.of(300, 2, 0),
                List.of(
                        read.get(0).get("rows"),
                        read.get(0).get("features"),
                        read.get(0).get("leftOut")));
        Map<String, Object> start = named(events, "start").get(0);
        assertEquals(
                List.of("event", "rows", "features", "classes", "solver", "models", "mostIterations"),
                List.copyOf(start.keySet()));
        assertEquals(List.of(300, 2, 2, "lbfgs", 1), List.copyOf(start.values()).subList(1, 6));
        Map<String, Object> end = named(events, "end").get(0);
        assertEquals(MODEL_FIELDS, List.copyOf(end.keySet()).subList(0, 7));
        Map<String, Object> result = program.json();
        for (String figure : List.of("stopReason", "objective", "gradientNorm")) {
            assertEquals(result.get(figure), end.get(figure), figure);
        }
        assertEquals(true, end.get("converged"));
        assertFalse(named(events, "note").isEmpty(), "what it says to people");
    }

    @Test
    void aSweepInJson() {
        Program program = run("sweep", "--progress", "json", "--quiet", "--lambdas", "1e-3,1e-1", "--folds", "3");
        List<Map<String, Object>> events = events(program);
        assertTrue(named(events, "note").isEmpty(), "--quiet");
        List<Map<String, Object>> ends = named(events, "end");
        assertEquals(2 * 3 + 1, ends.size());
        for (int i = 0; i < 6; i++) {
            Map<String, Object> end = ends.get(i);
            int model = (Integer) end.get("model");
            assertEquals(i + 1, end.get("done"));
            assertEquals(model < 3 ? 1e-3 : 1e-1, end.get("lambda"));
            assertEquals(model % 3, end.get("fold"));
        }
        assertEquals(null, ends.get(6).get("fold"), "on all rows");
        assertEquals(2, named(events, "start").size());
    }

    /** Also what ends it is an object, and all numbers are. */
    @Test
    void errorsInJson() throws IOException {
        Files.writeString(data, "x,label\n1,a\n2,a\n");
        Program program = run("train", "--progress", "json");
        assertEquals(ExitCode.BAD_INPUT, program.exitCode());
        List<Map<String, Object>> errors = named(events(program), "error");
        assertEquals(1, errors.size(), program.err());
        assertTrue(errors.get(0).get("message").toString().contains("at least two classes"), program.err());
        assertTrue(run("train").err().contains("softmax4j: "), "the next run is shown as text again");
    }

    /** A name may have a line end, a tag that cannot be seen, half a character: the line is JSON all the same. */
    @Test
    void hostileNamesInJson() {
        String name = "a\nb\u001b\ud800\u202e\udb40\udc01";
        PrintStream before = System.err;
        var shown = new ByteArrayOutputStream();
        try {
            System.setErr(Printable.stream(new PrintStream(shown, true, StandardCharsets.UTF_8)));
            Messages.event(Map.of("event", "note", "message", name));
        } finally {
            System.setErr(before);
        }
        List<Map<String, Object>> events = events(new Program(0, "", shown.toString(StandardCharsets.UTF_8)));
        assertEquals(List.of(Map.of("event", "note", "message", name)), events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lines", "bar"})
    void otherForms(String form) {
        Program program = run("train", "--quiet", "--progress", form, "--solver", "sgd");
        assertEquals(0, program.exitCode(), program.err());
        assertEquals(form.equals("bar"), program.err().contains("training"), program.err());
        assertTrue(
                run("train", "--progress", "film").error(ExitCode.WRONG_USAGE).contains("film"));
    }

    /** Reading and training are told by the clock, and so are the models of a sweep. */
    @Test
    void aLineEveryFiveSeconds() {
        var now = new long[1];
        var pause = new Pause(5, () -> now[0]);
        var over = new ArrayList<Long>();
        for (; now[0] < 20e9; now[0] += 1_500_000_000L) {
            if (pause.isOver()) {
                over.add(now[0] / 1_000_000);
            }
        }
        assertEquals(List.of(6000L, 12000L, 18000L), over);
    }
}
