package io.github.softmax4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunsWithoutBackend
class AtomicFileTest {
    @TempDir
    private Path directory;

    private static void write(Path target) throws IOException {
        AtomicFile.write(target, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
    }

    private static Set<PosixFilePermission> mode(Path file) throws IOException {
        return Files.getPosixFilePermissions(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rw-------",
                "r--------",
                "rw-r-----",
                "rw-r--r--",
                "rw-rw-rw-",
                "rwxr-x--x",
                "r--r--r--",
                "---------"
            })
    void aFileKeepsItsMode(String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        write(file);
        assertEquals(mode, PosixFilePermissions.toString(mode(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void aNewFileHasTheUsualMode() throws IOException {
        write(directory.resolve("file"));
        Path usual = Files.writeString(directory.resolve("usual"), "");
        assertEquals(mode(usual), mode(directory.resolve("file")));
    }

    /** A file that its owner alone may read is not public for a moment. */
    @Test
    void whatIsBeingWrittenIsNotPublic() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        AtomicFile.write(file, out -> {
            try (Stream<Path> inside = Files.list(directory)) {
                for (Path path : inside.toList()) {
                    assertEquals("rw-------", PosixFilePermissions.toString(mode(path)));
                }
            }
        });
    }

    /** Links of links, relative and absolute, to a file and to a name that is free. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatALinkPointsToIsWritten(boolean exists) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path file = folder.resolve("file");
        if (exists) {
            Files.writeString(file, "old");
        }
        Path absolute = Files.createSymbolicLink(directory.resolve("absolute"), file);
        Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("../absolute"));
        write(relative);
        assertEquals("new", Files.readString(file));
        assertTrue(Files.isSymbolicLink(relative) && Files.isSymbolicLink(absolute));
        assertEquals(file.toRealPath(), AtomicFile.destination(relative));
    }

    @Test
    void linksThatLeadNowhereAreTold() throws IOException {
        Path loop = directory.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        Path lost = Files.createSymbolicLink(directory.resolve("lost"), Path.of("missing/file"));
        for (Path target : List.of(loop, lost)) {
            FileSystemException thrown =
                    assertThrows(FileSystemException.class, () -> AtomicFile.requireWritable(target));
            assertEquals(target.toString(), thrown.getFile());
        }
    }

    /** A disk that is full, and a pipe, are called by their names. */
    @Test
    void aDeviceThatFailsIsNamed() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        IOException thrown = assertThrows(IOException.class, () -> write(full));
        assertTrue(thrown.getMessage().startsWith("/dev/full: cannot be written: "), thrown.getMessage());
    }
}
