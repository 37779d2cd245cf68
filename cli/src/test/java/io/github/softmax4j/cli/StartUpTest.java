package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What answers at once must not start ND4J, which takes seconds: looked at in processes of their own. */
class StartUpTest {
    private static final String ND4J = "org.nd4j.linalg.factory.Nd4j ";

    private static String classesLoadedBy(int exitCode, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(exitCode, process.waitFor(), () -> String.join(" ", arguments));
        return output;
    }

    @Test
    void helpVersionAndInspectDoNotStartNd4j(@TempDir Path directory) throws IOException, InterruptedException {
        String model = directory.resolve("model.s4j").toString();
        String training =
                classesLoadedBy(4, "train", "--data", "sample:digits", "--max-iterations", "1", "--model", model);
        assertTrue(training.contains(ND4J), "the test must see ND4J where it is started");
        assertFalse(classesLoadedBy(0, "--help").contains(ND4J));
        assertFalse(classesLoadedBy(0, "--version").contains(ND4J));
        assertFalse(classesLoadedBy(0, "train", "--help").contains(ND4J));
        assertFalse(classesLoadedBy(0, "inspect", "--model", model).contains(ND4J));
        assertFalse(classesLoadedBy(2, "train", "--lambda", "x").contains(ND4J));
    }
}
