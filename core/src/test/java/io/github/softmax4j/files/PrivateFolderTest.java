package io.github.softmax4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunsWithoutBackend
class PrivateFolderTest {
    private static final int SOMEBODY = 54321;

    @TempDir
    private Path directory;

    @BeforeEach
    void requireOwners() {
        Assumptions.assumeTrue(PrivateFolder.areKnownFor(directory), "files have no owner and mode here");
    }

    private static void give(Path path) throws IOException {
        Assumptions.assumeTrue(
                (Integer) Files.getAttribute(path, "unix:uid") == 0, "only root can give a file to another user");
        Files.setAttribute(path, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void setMode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private Path file(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    @Test
    void whatIsMadeIsOursAlone() throws IOException {
        PrivateFolder made = PrivateFolder.open(directory.resolve("a/b"));
        assertEquals(directory.toRealPath().resolve("a/b"), made.path());
        assertEquals("rwx------", mode(directory.resolve("a")));
        assertEquals("rwx------", mode(made.path()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwxrwxrwx", "rwx------"})
    void whatIsOursBecomesOursAlone(String mode) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("a"));
        setMode(folder, mode);
        assertEquals("rwx------", mode(PrivateFolder.open(folder).path()));
    }

    @Test
    void aFolderOfAnotherUserIsRefused() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("a"));
        give(folder);
        var refused = assertThrows(FileSystemException.class, () -> PrivateFolder.open(folder));
        assertTrue(refused.getMessage().endsWith("belongs to another user"), refused.getMessage());
        var below = assertThrows(FileSystemException.class, () -> PrivateFolder.open(folder.resolve("b")));
        assertTrue(below.getMessage().contains("belongs to another user, who"), below.getMessage());
    }

    /** By a link, too: what counts is where the files are. */
    @Test
    void aFolderThatOthersCanReplaceIsRefused() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        setMode(open, "rwxrwxrwx");
        Path link = Files.createSymbolicLink(directory.resolve("link"), open);
        for (Path folder : new Path[] {open.resolve("a"), open.resolve("b/c"), link.resolve("d")}) {
            var refused = assertThrows(FileSystemException.class, () -> PrivateFolder.open(folder));
            assertTrue(refused.getMessage().contains("writable by others"), refused.getMessage());
        }
        Files.setAttribute(open, "unix:mode", 01777);
        PrivateFolder.open(open.resolve("a"));
    }

    @Test
    void filesThatOthersMayHaveWrittenAreRemoved() throws IOException {
        Path ours = file("a/ours");
        Path group = file("a/b/group");
        setMode(group, "rw-rw-r--");
        Path loose = file("a/b/loose");
        setMode(loose, "rw-rw-rw-");
        Path looseFolder = file("a/c/d/inside").getParent();
        setMode(looseFolder, "rwxrwxrwx");
        Path dangling = Files.createSymbolicLink(directory.resolve("a/dangling"), Path.of("nothing"));
        PrivateFolder.open(directory.resolve("a")).removeForeign();
        assertTrue(Files.exists(ours) && Files.exists(group) && Files.isSymbolicLink(dangling));
        assertFalse(Files.exists(loose));
        assertFalse(Files.exists(looseFolder));
    }

    @Test
    void filesOfAnotherUserAreRemoved() throws IOException {
        Path foreign = file("a/b/foreign");
        Path link = Files.createSymbolicLink(directory.resolve("a/link"), file("elsewhere"));
        give(foreign);
        give(link);
        PrivateFolder.open(directory.resolve("a")).removeForeign();
        assertFalse(Files.exists(foreign));
        assertFalse(Files.isSymbolicLink(link));
        assertTrue(Files.exists(directory.resolve("elsewhere")), "what a link points to is not ours to delete");
    }

    /** A process without a umask would unpack its files anew at each start. */
    @Test
    void whatIsSealedStays() throws IOException {
        Path file = file("a/b/file");
        setMode(file, "rw-rw-rw-");
        setMode(file.getParent(), "rwxrwxrwx");
        PrivateFolder folder = PrivateFolder.open(directory.resolve("a"));
        folder.seal();
        folder.removeForeign();
        assertEquals("rw-rw-r--", mode(file));
    }
}
