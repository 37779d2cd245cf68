package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user says how many threads compute. */
class ThreadsTest {
    /** One thread; ND4J does not take more than there are cores. */
    @Test
    void areAsManyAsAskedFor(@TempDir Path directory) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Backend.devices().orElseThrow().flavour().equals("cpu"), "only the cpu flavour counts threads");
        OwnProcess train = OwnProcess.run(
                directory,
                "train",
                "--data",
                "sample:digits",
                "--threads",
                "1",
                "--model",
                directory.resolve("model.s4j").toString(),
                "--json",
                "--quiet");
        assertEquals(0, train.exitCode(), train.err());
        assertEquals(1, ((Map<?, ?>) train.json().get("backend")).get("threads"));
    }

    @Test
    void areAtLeastOne(@TempDir Path directory) {
        String model = directory.resolve("model.s4j").toString();
        String error = Program.run("train", "--data", "sample:digits", "--threads", "0", "--model", model)
                .error(2);
        assertTrue(error.contains("--threads must be 1 or more, but is 0"), error);
    }
}
