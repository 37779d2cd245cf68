package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is logged where; each in a process of its own, because ND4J speaks only once. */
class LogsTest {
    private static final String OURS = "training takes ";
    private static final String ND4J = "Loaded [";

    @TempDir
    private Path directory;

    private OwnProcess train(String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("train", "--data", "sample:digits", "--max-iterations", "2"));
        arguments.add("--quiet");
        arguments.addAll(List.of("--model", directory.resolve("m.s4j").toString()));
        arguments.addAll(List.of(more));
        OwnProcess ended = OwnProcess.run(directory, List.of("-Xmx1g"), arguments.toArray(String[]::new));
        assertEquals(ExitCode.NOT_CONVERGED, ended.exitCode(), ended.err());
        return ended;
    }

    @ParameterizedTest
    @CsvSource({"--json, false, false", "-v, true, false", "-vv, true, true", "--debug, true, true"})
    void moreIsShownToWhoAsks(String flag, boolean ours, boolean libraries) throws IOException, InterruptedException {
        String err = train(flag).err();
        assertEquals(ours, err.contains("INFO " + OURS), err);
        assertEquals(libraries, err.contains(ND4J), err);
    }

    /** What Java is told of logging stays, unless a flag says otherwise. */
    @Test
    void anotherConfigurationOfJavaIsLeftAlone() throws IOException, InterruptedException {
        Path settings = Files.writeString(directory.resolve("logging.properties"), ".level=SEVERE\n");
        List<String> java = List.of("-Djava.util.logging.config.file=" + settings);
        assertEquals("", OwnProcess.run(directory, java, "devices").err());
        String shown = OwnProcess.run(directory, java, "devices", "-vv").err();
        assertTrue(shown.contains(ND4J), shown);
    }

    /** The terminal stays as it is, and a second job goes on in the same file. */
    @Test
    void aFileHasEverythingWithItsTime() throws IOException, InterruptedException {
        Path log = directory.resolve("job.log");
        Files.writeString(log, "before\n");
        OwnProcess ended = train("--log", log.toString());
        assertEquals(1, ended.err().lines().count(), "why it is not complete: " + ended.err());
        List<String> lines = Files.readAllLines(log);
        assertEquals("before", lines.get(0));
        String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ";
        for (String wanted : List.of(
                "INFO org\\.nd4j\\..* Loaded \\[.*",
                "INFO io\\.github\\.softmax4j\\.training\\.MemoryNeed training takes .*",
                "DEBUG softmax4j lambda 1\\.0e-04: iteration 2, objective .*",
                "INFO softmax4j lambda 1\\.0e-04: MAX_ITERATIONS after 2 iterations",
                "INFO softmax4j model +" + directory + "/m\\.s4j",
                "ERROR softmax4j stopped before convergence .*")) {
            assertEquals(
                    1,
                    lines.stream().filter(line -> line.matches(time + wanted)).count(),
                    wanted);
        }
    }

    @Test
    void noFileOfTheCommandIsTheLog() throws IOException {
        Path table = Files.writeString(directory.resolve("t.csv"), "x,label\n1,a\n2,b\n3,a\n4,b\n");
        Path model = directory.resolve("m.s4j");
        String data = table.toString();
        assertEquals(
                0,
                Program.run("train", "--data", data, "--model", model.toString())
                        .exitCode());
        byte[] before = Files.readAllBytes(model);
        for (String log : List.of(data, model.toString())) {
            for (List<String> command : List.of(
                    List.of("train", "--data", data, "--model", model.toString()),
                    List.of("sweep", "--data", data, "--model", model.toString(), "--folds", "2"),
                    List.of("evaluate", "--data", data, "--model", model.toString()),
                    List.of("predict", "--data", data, "--model", model.toString(), "--out", "/dev/null"))) {
                assertRefused(command, log);
            }
        }
        assertRefused(List.of("look", "--data", data), data);
        assertRefused(List.of("inspect", "--model", model.toString()), model.toString());
        assertEquals("x,label\n1,a\n2,b\n3,a\n4,b\n", Files.readString(table));
        assertEquals(before.length, Files.readAllBytes(model).length);
    }

    private static void assertRefused(List<String> command, String log) {
        var arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--log", log));
        String error = Program.run(arguments.toArray(String[]::new)).error(ExitCode.WRONG_USAGE);
        assertTrue(error.contains("--log must be a file of its own"), error);
    }

    /** A log is not worth a model: it is said once that there is none. */
    @Test
    void aFullDisk() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
        String err = train("--log", "/dev/full").err();
        assertEquals(
                1,
                err.lines()
                        .filter(line -> line.contains("/dev/full: cannot be written"))
                        .count(),
                err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing/job.log", "."})
    void aFileThatCannotBeIsAnError(String name) {
        Path log = directory.resolve(name);
        Program program = Program.run("devices", "--log", log.toString());
        assertEquals(ExitCode.BAD_INPUT, program.exitCode());
        assertTrue(program.err().contains(log.toString()), program.err());
        assertFalse(program.err().contains("bug"), program.err());
    }
}
