package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.files.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where native libraries are unpacked is decided once per process, so each run has one of its own. */
class NativeFolderTest {
    private static final String NAMED = "-Dorg.bytedeco.javacpp.cachedir=";

    @TempDir
    private Path directory;

    private Path temporary;

    @BeforeEach
    void prepare() throws IOException {
        Assumptions.assumeTrue(PrivateFolder.areKnownFor(directory), "files have no owner and mode here");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    /** A small training, of a user without a home unless options name one; after some lines of bash. */
    private OwnProcess train(String bash, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/bash", "-c", bash + "exec \"$@\"", "bash"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=?", "-Duser.name=?"));
        command.addAll(OwnProcess.QUIET);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("train", "--data", "sample:digits", "--max-iterations", "1", "--quiet"));
        command.addAll(List.of("--model", directory.resolve("model.s4j").toString()));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("HOME", "XDG_CACHE_HOME"));
        int exitCode = builder.start().waitFor();
        return new OwnProcess(exitCode, Files.readString(out), Files.readString(err));
    }

    private static List<Path> libraries(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("jnind4j") && Files.isRegularFile(file))
                    .toList();
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** JavaCPP would take one of these, though somebody else has made it. */
    @Test
    void withoutAHomeNothingIsLeftAndNothingForeignIsUsed() throws IOException, InterruptedException {
        Path planted = Files.createDirectories(temporary.resolve(".javacpp-?/cache"));
        OwnProcess ended = train("");
        assertEquals(ExitCode.NOT_CONVERGED, ended.exitCode(), ended.err());
        assertEquals(List.of(), inside(planted));
        assertEquals(List.of(temporary.resolve(".javacpp-?")), inside(temporary));
        assertFalse(Files.exists(directory.resolve("?")));
    }

    @Test
    void theUsersCachesAreUsedAndHeal() throws IOException, InterruptedException {
        Path home = Files.createDirectory(directory.resolve("home"));
        assertEquals(
                ExitCode.NOT_CONVERGED,
                train("umask 0; ", "-Duser.home=" + home).exitCode());
        Path natives = home.resolve(".cache/softmax4j/natives");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(natives)));
        List<Path> libraries = libraries(natives);
        assertFalse(libraries.isEmpty());
        Path library = libraries.get(0);
        Object asUnpacked = Files.getAttribute(library, "unix:ctime");
        byte[] intact = Files.readAllBytes(library);

        assertEquals(ExitCode.NOT_CONVERGED, train("", "-Duser.home=" + home).exitCode());
        assertEquals(asUnpacked, Files.getAttribute(library, "unix:ctime"), "it is unpacked once");

        Files.write(library, Arrays.copyOf(intact, 1000));
        assertEquals(ExitCode.NOT_CONVERGED, train("", "-Duser.home=" + home).exitCode());
        assertArrayEquals(intact, Files.readAllBytes(library));

        FileTime time = Files.getLastModifiedTime(library);
        byte[] foreign = intact.clone();
        Arrays.fill(foreign, (byte) 7);
        Files.write(library, foreign);
        Files.setLastModifiedTime(library, time);
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(ExitCode.NOT_CONVERGED, train("", "-Duser.home=" + home).exitCode());
        assertArrayEquals(intact, Files.readAllBytes(library), "anybody may have written it");
    }

    @Test
    void aNamedFolderThatOthersCanReplaceIsRefused() throws IOException, InterruptedException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        OwnProcess ended = train("", NAMED + open.resolve("natives"));
        assertEquals(ExitCode.PROGRAM_FAILED, ended.exitCode());
        assertTrue(ended.err().contains("open: is writable by others"), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertEquals(List.of(), libraries(open));
    }

    /** A limit on the size of files stands for a full disk. */
    @Test
    void noRoomIsSaid() throws IOException, InterruptedException {
        OwnProcess ended = train("ulimit -f 20000; ", NAMED + directory.resolve("natives"));
        assertEquals(ExitCode.PROGRAM_FAILED, ended.exitCode());
        assertTrue(ended.err().contains("cannot be unpacked into " + directory.resolve("natives")), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
    }
}
