package io.github.softmax4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunsWithoutBackend
class LeftoversTest {
    @TempDir
    private Path directory;

    /** Begins a file or a folder in a directory, says so, and waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[1]);
            switch (arguments[0]) {
                case "target" ->
                    AtomicFile.write(directory.resolve("target"), out -> {
                        out.write(1);
                        out.flush();
                        waitForever();
                    });
                case "rows" -> {
                    TemporaryPath.file(Optional.of(directory), ".features");
                    waitForever();
                }
                default -> {
                    System.setProperty("java.io.tmpdir", directory.toString());
                    Files.writeString(TemporaryPath.folder().path().resolve("inside"), "text");
                    waitForever();
                }
            }
        }

        private static void waitForever() throws IOException {
            System.out.println("begun");
            System.in.read();
        }
    }

    private Process victim(String what) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        what,
                        directory.toString())
                .start();
        byte[] said = process.getInputStream().readNBytes("begun".length());
        assertEquals("begun", new String(said, StandardCharsets.UTF_8));
        return process;
    }

    private List<String> inside() throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("hsperfdata"))
                    .toList();
        }
    }

    private void tidy() {
        Leftovers.tidy(directory, directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"target", "rows", "folder"})
    void ofTheDeadAreDeletedAndOfTheLivingNot(String what) throws IOException, InterruptedException {
        Process process = victim(what);
        assertEquals(1, inside().size(), inside().toString());
        tidy();
        assertEquals(1, inside().size(), "its owner lives");
        process.destroyForcibly(); // SIGKILL
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(1, inside().size(), inside().toString());
        tidy();
        assertEquals(List.of(), inside());
    }

    @Test
    void theNextFileTidiesItsFolder() throws IOException, InterruptedException {
        Process process = victim("target");
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        AtomicFile.write(directory.resolve("target"), out -> out.write(2));
        assertEquals(List.of("target"), inside());
    }

    @Test
    void ofThisProcessAreKept() throws IOException {
        try (TemporaryPath rows = TemporaryPath.file(Optional.of(directory), ".features")) {
            tidy();
            assertTrue(Files.exists(rows.path()));
            tidy();
            assertTrue(Files.exists(rows.path()));
        }
        AtomicFile.write(directory.resolve("target"), out -> {
            tidy();
            out.write(1);
        });
        assertEquals(List.of("target"), inside());
    }

    /** Other names, and other things under our names. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".softmax4j-1-ab.tmp/", // a folder
                ".softmax4j-ab.tmp", // of a version that locked nothing
                "softmax4j-1-2", // a file
                "softmax4j-1-2/notes", // a folder without a lock
                "softmax4j-1-2/lock/inside",
                "softmax4j-model.s4j",
                "softmax4j-1-2.csv",
                "results/"
            })
    void whatIsNotOursIsKept(String name) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(name.endsWith("/") ? path : path.getParent());
        if (!name.endsWith("/")) {
            Files.writeString(path, "text");
        }
        tidy();
        assertTrue(Files.exists(path), name);
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path kept = Files.writeString(directory.resolve("kept"), "text");
        Files.createSymbolicLink(directory.resolve(".softmax4j-1-ab.tmp"), kept);
        tidy();
        assertEquals("text", Files.readString(kept));
        assertFalse(inside().isEmpty());
    }
}
