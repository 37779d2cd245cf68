package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training that is told to end, or whose time is over, and goes on later. */
class EndingTest {
    @TempDir
    private Path directory;

    private Path folder() {
        return directory.resolve("checkpoints");
    }

    private Path rows() {
        return directory.resolve("rows.svm");
    }

    /** As LIBSVM, which is read without DuckDB, whose library Java would have to unpack. */
    @BeforeEach
    void writeRows() throws IOException {
        var random = new Random(1);
        var lines = new ArrayList<String>();
        for (int row = 0; row < 1500; row++) {
            var line = new StringBuilder().append(random.nextInt(10));
            for (int feature = 1; feature <= 60; feature++) {
                line.append(' ').append(feature).append(':').append(random.nextInt(100));
            }
            lines.add(line.toString());
        }
        Files.write(rows(), lines);
    }

    private List<String> training(String... more) {
        var arguments = new ArrayList<>(List.of("train", "--data", rows().toString(), "--lambda", "1e-7", "--quiet"));
        arguments.addAll(List.of("--model", directory.resolve("model.s4j").toString()));
        arguments.addAll(List.of("--checkpoint", folder().toString(), "--checkpoint-interval", "0.001s"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Process start(Class<?> main, List<String> arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    private Process start(List<String> starter, Class<?> main, List<String> arguments) throws IOException {
        var command = new ArrayList<>(starter);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OwnProcess.QUIET);
        command.addAll(List.of("-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Tests that were started in the background, or by nohup, may pass signals over, and so does what they start. */
    private static void assumeHeard(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            long ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .findFirst()
                    .orElse(0);
            Assumptions.assumeTrue((ignored >> (signal - 1) & 1) == 0, "signal " + signal + " is ignored here");
        }
    }

    private String err() throws IOException {
        return Files.readString(directory.resolve("err"));
    }

    /** Overwrites the model with that of a run without checkpoints. */
    private void undisturbed() {
        String model = directory.resolve("model.s4j").toString();
        Program.run("train", "--data", rows().toString(), "--lambda", "1e-7", "--quiet", "--model", model);
    }

    private double[] weights() throws IOException {
        return ModelFile.read(directory.resolve("model.s4j")).matrix().data().asDouble();
    }

    private long checkpoints() throws IOException {
        if (!Files.exists(folder())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith("state-"))
                    .count();
        }
    }

    /** The model of before stays, and what is resumed is as it would have been. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalWritesACheckpoint(String name, int exitCode) throws IOException, InterruptedException {
        assumeHeard(exitCode - 128);
        Path model = Files.writeString(directory.resolve("model.s4j"), "of last night");
        Process process = start(Main.class, training());
        while (process.isAlive() && checkpoints() == 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        signal(process, name);
        assertEquals(exitCode, process.waitFor(), err());
        assertEquals("of last night", Files.readString(model));
        assertTrue(err().contains("SIG" + name + ": a checkpoint is written; a second signal"), err());
        assertTrue(err().contains("ended by SIG" + name + " after "), err());

        Map<?, ?> told = (Map<?, ?>) Program.run(training("--resume", "--json").toArray(String[]::new))
                .json()
                .get("checkpoints");
        assertEquals(true, told.get("resumed"));
        double[] resumed = weights();
        undisturbed();
        assertArrayEquals(weights(), resumed);
    }

    /** Waits as long as nobody ends it. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (Signals signals = Signals.listen("noted")) {
                System.out.println("ready");
                TimeUnit.MINUTES.sleep(1);
                System.out.println(signals.asked());
            }
        }
    }

    @Test
    void aSecondSignalEndsAtOnce() throws IOException, InterruptedException {
        Process process = start(Waiting.class, List.of());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("ready", out.readLine());
            signal(process, "TERM");
            while (!err().contains("SIGTERM: noted")) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertTrue(process.isAlive());
            signal(process, "TERM");
            assertEquals(143, process.waitFor());
        }
    }

    /** Where no file can be longer than 4 KB the fit goes on, and neither checkpoints nor model of before are lost. */
    @Test
    void aDiskThatIsFullIsSaid() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(Path.of("/bin/bash")));
        Path model = Files.writeString(directory.resolve("model.s4j"), "of last night");
        Process first = start(Main.class, training());
        while (first.isAlive() && checkpoints() < 2) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        first.destroyForcibly().waitFor();
        List<String> limit = List.of("/bin/bash", "-c", "ulimit -f 4; exec \"$@\"", "bash");
        Process full = start(limit, Main.class, training("--resume"));
        assertEquals(ExitCode.PROGRAM_FAILED, full.waitFor(), err());
        assertEquals(1, err().split("a checkpoint could not be written", -1).length - 1, err());
        assertTrue(err().contains(model + ": cannot be written: File too large"), err());
        assertEquals("of last night", Files.readString(model));

        Program later = Program.run(training("--resume", "--json").toArray(String[]::new));
        assertEquals(true, ((Map<?, ?>) later.json().get("checkpoints")).get("resumed"));
        double[] resumed = weights();
        undisturbed();
        assertArrayEquals(weights(), resumed);
    }

    @Test
    void whatHadTooLittleTimeGoesOnWithMore() throws IOException {
        Program cut = Program.run(training("--time-limit", "0.001s").toArray(String[]::new));
        assertEquals(ExitCode.NOT_CONVERGED, cut.exitCode(), cut.err());
        double[] early = weights();
        Program again =
                Program.run(training("--time-limit", "0.001s", "--resume").toArray(String[]::new));
        assertEquals(ExitCode.NOT_CONVERGED, again.exitCode(), "the time of runs before counts: " + again.err());
        Program rest = Program.run(training("--resume").toArray(String[]::new));
        assertEquals(ExitCode.DONE, rest.exitCode(), rest.err());
        double[] late = weights();
        assertFalse(Arrays.equals(early, late));
        undisturbed();
        assertArrayEquals(weights(), late);
    }

    @Test
    void theTimeOfASweepIsThatOfAllModels() throws IOException {
        Path model = directory.resolve("model.s4j");
        Program sweep = Program.run(
                "sweep", "--data", rows().toString(), "--time-limit", "0.001s", "--model", model.toString(), "--json");
        assertEquals(ExitCode.NOT_CONVERGED, sweep.exitCode(), sweep.err());
        assertEquals(10, ModelFile.read(model).classes().size());
    }

    @Test
    void otherFitsAreRefused() throws IOException {
        assertEquals(0, Program.run(training().toArray(String[]::new)).exitCode());
        Files.delete(folder().resolve("finished.s4c")); // as if it had been killed at the very end
        String begun = Program.run(training().toArray(String[]::new)).error(ExitCode.BAD_INPUT);
        assertTrue(begun.contains("of a fit that has not ended"), begun);
        String seed = Program.run(training("--resume", "--seed", "7").toArray(String[]::new))
                .error(ExitCode.BAD_INPUT);
        assertTrue(seed.contains("seed: 1 then, 7 now"), seed);
    }

    @ParameterizedTest
    @CsvSource({
        "--resume, need the folder: --checkpoint",
        "--checkpoint-interval=30s, need the folder: --checkpoint",
        "--checkpoint-iterations=5, need the folder: --checkpoint",
        "--checkpoint=../pom.xml, must be a folder",
        "--checkpoint=DIR --checkpoint-iterations=-1, iterations must not be negative",
        "--checkpoint=DIR --checkpoint-interval=0s, interval must be above 0",
        "--checkpoint=DIR --checkpoint-interval=soon, is not a time"
    })
    void whatCannotBeIsWrongUsage(String flags, String message) {
        var arguments = new ArrayList<>(List.of("train", "--data", "sample:digits", "--model", "unused.s4j"));
        arguments.addAll(List.of(flags.replace("DIR", folder().toString()).split(" ")));
        String error = Program.run(arguments.toArray(String[]::new)).error(ExitCode.WRONG_USAGE);
        assertTrue(error.contains(message), error);
        assertFalse(Files.exists(folder()));
    }
}
