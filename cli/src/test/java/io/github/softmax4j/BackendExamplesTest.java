package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendException;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.backend.BackendProvider;
import io.github.softmax4j.backend.Device;
import io.github.softmax4j.backend.DeviceReport;
import io.github.softmax4j.backend.MemoryException;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.files.PrivateFolder;
import io.github.softmax4j.files.TemporaryPath;
import io.github.softmax4j.files.Uninterrupted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of backend and files; {@link JavadocExamplesTest} compares them with the Javadoc. */
class BackendExamplesTest {
    private final Dataset training = Irises.training();

    @TempDir
    private Path folder;

    @Test
    void backend() {
        // begin Backend
        var lines = new ArrayList<String>();
        List<Device> devices = Backend.devices().map(DeviceReport::devices).orElse(List.of());
        for (Device device : devices) {
            lines.add(device.number() + ": " + device.name() + ", " + device.verdict());
        }
        try {
            BackendInfo started = Backend.start();
            lines.add(started.name() + " on " + started.device() + ", " + started.threads() + " threads");
        } catch (BackendException e) {
            lines.add(e.getMessage()); // what is missing, and what to do
        }
        // end
        assertEquals(devices.size() + 1, lines.size());
        assertTrue(lines.get(devices.size()).startsWith("nd4j-"), lines::toString);
    }

    @Test
    void backendProvider() {
        // begin BackendProvider
        List<BackendProvider> modules = ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        DeviceReport found = modules.get(0).devices();
        String problem = found.problem().orElse("none");
        // end
        assertEquals("none", problem);
    }

    @Test
    void memoryException() {
        // begin MemoryException
        String answer = "";
        try {
            Fit fit = SoftmaxRegression.withDefaults().fit(training);
            answer = "trained: " + fit.stopReason().words();
        } catch (MemoryException e) {
            answer = "refused: " + e.getMessage(); // what it takes, and what there is
        }
        // end
        assertTrue(answer.startsWith("trained: "), answer);
    }

    @Test
    void atomicFile() throws IOException {
        Path file = folder.resolve("report.txt");
        // begin AtomicFile
        byte[] report = "accuracy 0.97".getBytes(StandardCharsets.UTF_8);
        AtomicFile.requireWritable(file); // before hours of work
        AtomicFile.write(file, out -> out.write(report)); // the whole file, or none
        // end
        assertEquals("accuracy 0.97", Files.readString(file));
    }

    @Test
    void temporaryPath() throws IOException {
        // begin TemporaryPath
        Path rows;
        try (TemporaryPath scratch = TemporaryPath.folder()) {
            rows = scratch.path().resolve("rows.csv");
            Files.writeString(rows, "1,2,bee\n");
        } // and they are gone
        // end
        assertFalse(Files.exists(rows));
    }

    @Test
    void privateFolder() throws IOException {
        Path path = folder.resolve("natives");
        // begin PrivateFolder
        boolean isOpen = false;
        if (PrivateFolder.areKnownFor(path)) { // not on Windows
            PrivateFolder natives = PrivateFolder.open(path);
            natives.removeForeign(); // what others have written there
            isOpen = Files.isDirectory(natives.path());
        }
        // end
        assertEquals(PrivateFolder.areKnownFor(path), isOpen);
    }

    @Test
    void uninterrupted() throws IOException {
        // begin Uninterrupted
        Path file = folder.resolve("rows.txt");
        Thread.currentThread().interrupt();
        Uninterrupted.untilDone(() -> Files.writeString(file, "1,2,bee")); // its channel would be closed
        boolean isStillInterrupted = Thread.interrupted();
        // end
        assertTrue(isStillInterrupted);
        assertEquals("1,2,bee", Files.readString(file));
    }
}
