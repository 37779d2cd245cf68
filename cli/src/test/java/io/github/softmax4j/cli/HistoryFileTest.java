package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A history that cannot be written costs itself, and never the model. */
class HistoryFileTest {
    @TempDir
    private Path directory;

    private Program train(Path history, String... more) {
        var arguments = new ArrayList<>(List.of("train", "--data", "sample:digits", "--quiet", "--model"));
        arguments.addAll(List.of(directory.resolve("model.s4j").toString(), "--history", history.toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private void assertWarnedOnce(Program program, Path history, int otherLines) throws IOException {
        List<String> warnings = program.err()
                .lines()
                .filter(line -> line.contains(history.toString()))
                .toList();
        assertEquals(1, warnings.size(), program.err());
        assertTrue(
                warnings.get(0).startsWith("softmax4j: warning: " + history + ": cannot be written: "),
                warnings.get(0));
        assertEquals(1 + otherLines, program.err().lines().count(), program.err());
        assertEquals(
                10, ModelFile.read(directory.resolve("model.s4j")).classes().size());
    }

    @ParameterizedTest
    @CsvSource({"--tolerance, 1e-1, 0, 0", "--max-iterations, 2, 4, 1"})
    void aFullDisk(String option, String value, int exitCode, int otherLines) throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        Program program = train(full, option, value);
        assertEquals(exitCode, program.exitCode(), program.err());
        assertWarnedOnce(program, full, otherLines);
    }

    @Test
    void aReaderThatHasGone() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        Assumptions.assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0);
        new ProcessBuilder("sh", "-c", "head -c 1 < '" + pipe + "'").start();
        Program program = train(pipe, "--solver", "sgd", "--epochs", "3");
        assertEquals(0, program.exitCode(), program.err());
        assertWarnedOnce(program, pipe, 0);
    }

    /** A model or predictions that cannot be written are an error, which names them. */
    @Test
    void aFullDiskUnderAResult() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        String error = Program.run(
                        "train", "--data", "sample:digits", "--tolerance", "1", "--quiet", "--model", "/dev/full")
                .error(1);
        assertTrue(error.contains("/dev/full: cannot be written: "), error);
        train(directory.resolve("h.csv"), "--tolerance", "1");
        for (String format : List.of("csv", "npy", "parquet")) {
            Path link = Files.createSymbolicLink(directory.resolve("out." + format), full);
            error = Program.run(
                            "predict",
                            "--data",
                            "sample:digits",
                            "--model",
                            directory.resolve("model.s4j").toString(),
                            "--out",
                            link.toString())
                    .error(1);
            assertTrue(error.contains(link + ": cannot be written: "), error);
        }
    }
}
