package io.github.softmax4j.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsWithoutBackend
class TemporaryPathTest {
    @TempDir
    private Path directory;

    @Test
    void isGoneWithWhatIsInItWhenClosed() throws IOException {
        Path path;
        try (TemporaryPath folder = TemporaryPath.folder()) {
            path = folder.path();
            Files.writeString(Files.createDirectory(path.resolve("inside")).resolve("file"), "text");
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void needNotBeThere() {
        Path path = directory.resolve("nothing");
        TemporaryPath.of(path).close();
        assertFalse(Files.exists(path));
    }

    @Test
    void filesAreMadeWhereTheyAreWanted() throws IOException {
        try (TemporaryPath file = TemporaryPath.file(Optional.of(directory), ".bin")) {
            assertTrue(file.path().startsWith(directory), file.path().toString());
            assertTrue(file.path().toString().endsWith(".bin"), file.path().toString());
        }
    }

    /** Opens a folder and ends without closing it. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] arguments) throws IOException {
            TemporaryPath folder = TemporaryPath.folder();
            Files.writeString(folder.path().resolve("file"), "text");
            System.out.print(folder.path());
            System.exit(0);
        }
    }

    @Test
    void isGoneWhenTheProcessEnds() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName())
                .start();
        String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertTrue(Path.of(path).getFileName().toString().startsWith("softmax4j-"), path);
        assertFalse(Files.exists(Path.of(path)), path);
    }
}
