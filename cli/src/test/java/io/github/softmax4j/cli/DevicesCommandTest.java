package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.DeviceReport;
import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in processes of their own, in every flavour, whether or not it can compute here. */
@RunsWithoutBackend
class DevicesCommandTest {
    @Test
    void showsWhatIsThere(@TempDir Path directory) throws IOException, InterruptedException {
        DeviceReport report = Backend.devices().orElseThrow();
        OwnProcess text = OwnProcess.run(directory, "devices");
        assertEquals(0, text.exitCode(), text.err());
        assertTrue(text.out().startsWith("flavour   " + report.flavour()), text.out());
        assertFalse((text.out() + text.err()).contains("\tat "), text.err());
        report.problem().ifPresent(problem -> assertTrue(text.out().contains("problem   " + problem), text.out()));
    }

    @Test
    void json(@TempDir Path directory) throws IOException, InterruptedException {
        Map<String, Object> object =
                OwnProcess.run(directory, "devices", "--json").json();
        DeviceReport report = Backend.devices().orElseThrow();
        assertEquals(report.flavour(), object.get("flavour"));
        assertEquals(report.problem().orElse(null), object.get("problem"));
        assertEquals(report.problem().isEmpty(), object.containsKey("backend"));
        assertEquals(report.devices().size(), ((List<?>) object.get("devices")).size());
    }

    @Test
    void aDeviceThatIsNotThereIsToldInOneLine(@TempDir Path directory) throws IOException, InterruptedException {
        String model = directory.resolve("model.s4j").toString();
        OwnProcess train = OwnProcess.run(
                directory, "train", "--data", "sample:digits", "--quiet", "--device", "77", "--model", model);
        assertEquals(1, train.exitCode(), train.err());
        assertEquals("", train.out());
        assertTrue(train.err().startsWith("softmax4j: "), train.err());
        assertEquals(1, train.err().lines().count(), train.err());
        assertFalse(Files.exists(Path.of(model)));
    }

    @Test
    void trainingWhereNothingCanComputeIsToldInOneLine(@TempDir Path directory)
            throws IOException, InterruptedException {
        DeviceReport report = Backend.devices().orElseThrow();
        String model = directory.resolve("model.s4j").toString();
        OwnProcess train = OwnProcess.run(
                directory, "train", "--data", "sample:digits", "--max-iterations", "1", "--model", model);
        if (report.problem().isPresent()) {
            assertEquals(1, train.exitCode());
            assertEquals("softmax4j: " + report.problem().get(), train.err().strip());
        } else {
            assertEquals(4, train.exitCode(), train.err());
        }
        assertEquals(report.problem().isEmpty(), Files.exists(Path.of(model)));
    }
}
