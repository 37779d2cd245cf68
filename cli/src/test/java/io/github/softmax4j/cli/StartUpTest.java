package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that answer at once must not start ND4J, which takes long: each runs in a process of its own. */
class StartUpTest {
    private static final String ND4J = "org.nd4j.linalg.factory.Nd4j ";

    private static String classesLoadedBy(Path directory, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        OwnProcess ended = OwnProcess.run(directory, List.of("-Xlog:class+load"), arguments);
        assertEquals(exitCode, ended.exitCode(), () -> String.join(" ", arguments));
        return ended.out();
    }

    @Test
    void helpVersionAndInspectDoNotStartNd4j(@TempDir Path directory) throws IOException, InterruptedException {
        String model = directory.resolve("model.s4j").toString();
        String training = classesLoadedBy(
                directory, 4, "train", "--data", "sample:digits", "--max-iterations", "1", "--model", model);
        assertTrue(training.contains(ND4J), "the test must see ND4J where it is started");
        assertFalse(classesLoadedBy(directory, 0, "--help").contains(ND4J));
        assertFalse(classesLoadedBy(directory, 0, "--version").contains(ND4J));
        assertFalse(classesLoadedBy(directory, 0, "train", "--help").contains(ND4J));
        assertFalse(classesLoadedBy(directory, 0, "inspect", "--model", model).contains(ND4J));
        assertFalse(classesLoadedBy(directory, 2, "train", "--lambda", "x").contains(ND4J));
    }
}
