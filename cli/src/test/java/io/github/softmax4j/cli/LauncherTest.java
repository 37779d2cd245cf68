package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script ./softmax4j, with a Maven that takes half a second, and a Java that counts jars. */
@RunsWithoutBackend
class LauncherTest {
    private static final int JARS = 45;

    /** Says so, and copies one jar after the other to where it is told. */
    private static final String MAVEN = """
            #!/usr/bin/env bash
            set -e
            echo build >>"$ROOT/builds"
            for argument in "$@"; do
              case $argument in -Dsoftmax4j.application=*) folder=${argument#*=} ;; esac
            done
            mkdir -p "$folder" "$ROOT/core/target"
            [ ! -e "$ROOT/core/target/half" ] || { echo "half a file is left" >&2; exit 1; }
            touch "$ROOT/core/target/half"
            for i in $(seq %d); do echo jar >"$folder/$i.jar"; sleep 0.01; done
            rm "$ROOT/core/target/half"
            """.formatted(JARS);

    /**
     * Lists classes and makes an archive of a list if it is asked to, and dies then if there is a file that says so;
     * counts jars and archives.
     */
    private static final String JAVA = """
            #!/usr/bin/env bash
            shared=none
            dump=
            while [ $# -gt 0 ]; do
              case $1 in
                -XX:DumpLoadedClassList=*)
                  echo classes >"${1#*=}"
                  exit 0 ;;
                -Xshare:dump) dump=yes ;;
                -XX:SharedClassListFile=*) grep -q classes "${1#*=}" || exit 1 ;;
                -XX:SharedArchiveFile=*)
                  archive=${1#*=}
                  if [ -n "$dump" ]; then
                    echo archive >>"$ROOT/archives"
                    [ ! -e "$ROOT/incapable" ] || exit 1
                    echo half >"$archive"
                    [ ! -e "$ROOT/die" ] || { rm "$ROOT/die"; kill -9 $$; }
                    echo whole >"$archive"
                    exit 0
                  fi
                  shared=$(cat "$archive") ;;
                -cp) folder=$(dirname "$2"); shift ;;
              esac
              shift
            done
            echo "$(cat "$folder"/*.jar | grep -c jar) jars, shared $shared"
            """;

    private static final String ALL_IS_WELL = JARS + " jars, shared whole\n";

    @TempDir
    private Path directory;

    private Path root;
    private Path bin;

    @BeforeEach
    void makeCheckout() throws IOException {
        Path script = Path.of("..", "softmax4j");
        Assumptions.assumeTrue(Files.exists(script), "the script is not here");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        root = Files.createDirectory(directory.resolve("root")).toRealPath();
        for (String file : List.of("pom.xml", "backend-cpu/pom.xml", "core/src/main/A.java", "home/release")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "");
        }
        Files.createDirectories(root.resolve("cli"));
        Files.copy(script, root.resolve("softmax4j"));
        bin = Files.createDirectory(root.resolve("home/bin"));
        executable("mvn", MAVEN);
        executable("java", JAVA);
    }

    private void executable(String name, String content) throws IOException {
        Path file = Files.writeString(bin.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Leaves on the path only what the script needs everywhere. */
    private void removeFlock() throws IOException {
        for (String tool : List.of(
                "bash",
                "basename",
                "cat",
                "cksum",
                "cut",
                "dirname",
                "env",
                "find",
                "grep",
                "mkdir",
                "mktemp",
                "mv",
                "readlink",
                "rm",
                "seq",
                "sleep",
                "touch",
                "tr",
                "wc")) {
            Path found = Stream.of("/usr/bin", "/bin")
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            executable(tool, "#!/bin/bash\nexec " + found + " \"$@\"\n");
        }
    }

    private Process start(boolean hasFlock) throws IOException {
        var builder = new ProcessBuilder("/bin/bash", root.resolve("softmax4j").toString());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("ROOT", root.toString());
        builder.environment().put("PATH", bin + (hasFlock ? ":" + System.getenv("PATH") : ""));
        return builder.redirectError(Files.createTempFile(directory, "err", "").toFile())
                .start();
    }

    private static String end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }

    private String run() throws IOException, InterruptedException {
        return end(start(true));
    }

    private long count(String what) throws IOException {
        Path file = root.resolve(what);
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("cli/target/softmax4j-cpu"))) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void firstStartsAtOnceBuildOnce(boolean hasFlock) throws IOException, InterruptedException {
        if (!hasFlock) {
            removeFlock();
        }
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(hasFlock));
        }
        for (Process process : processes) {
            assertEquals(ALL_IS_WELL, end(process));
        }
        assertEquals(ALL_IS_WELL, end(start(hasFlock)));
        assertEquals(1, count("builds"));
        assertEquals(1, count("archives"));
    }

    /** The script with all that it has started, at any moment; the next start works, another that waits does, too. */
    @ParameterizedTest
    @CsvSource({"true,8", "false,4"})
    void aStartThatIsKilledLeavesNothingBroken(boolean hasFlock, int times) throws IOException, InterruptedException {
        if (!hasFlock) {
            removeFlock();
        }
        var random = new Random(1);
        for (int i = 0; i < times; i++) {
            Files.writeString(root.resolve("pom.xml"), "edited"); // so that it is built again
            Process killed = start(hasFlock);
            Process waiting = start(hasFlock);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1200));
            Stream.concat(killed.descendants(), Stream.of(killed.toHandle())).forEach(ProcessHandle::destroyForcibly);
            killed.waitFor();
            assertEquals(ALL_IS_WELL, end(start(hasFlock)), "start " + i);
            assertEquals(ALL_IS_WELL, end(waiting), "start " + i);
        }
    }

    @Test
    void aBuildThatFailsLeavesTheOldProgramAndIsTriedAgain() throws IOException, InterruptedException {
        assertEquals(ALL_IS_WELL, run());
        executable("mvn", "#!/bin/sh\nexit 1\n");
        Files.writeString(root.resolve("pom.xml"), "edited");
        Process failed = start(true);
        assertEquals("", end(failed));
        assertEquals(1, failed.exitValue());
        assertTrue(Files.exists(archive()));
        executable("mvn", MAVEN);
        assertEquals(ALL_IS_WELL, run());
    }

    @Test
    void jarsThatAreNotTheKnownOnesAreRefused() throws IOException, InterruptedException {
        Path known = root.resolve(".mvn/checksums/checksums.sha256");
        Files.createDirectories(known.getParent());
        Files.writeString(known, sha256("another") + " some/where/7.jar\n");
        Process refused = start(true);
        assertEquals("", end(refused));
        assertEquals(1, refused.exitValue());
        Files.writeString(
                known, sha256("jar\n") + " some/where/7.jar\n" + sha256("another") + " some/where/absent.jar\n");
        assertEquals(ALL_IS_WELL, run());
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%064x", new BigInteger(1, hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Test
    void anArchiveThatIsDamagedIsMadeAnew() throws IOException, InterruptedException {
        assertEquals(ALL_IS_WELL, run());
        for (String damaged : List.of("", "who", "wrong", "wholewhole")) {
            long before = count("archives");
            Files.writeString(archive(), damaged);
            assertEquals(ALL_IS_WELL, run(), damaged);
            assertEquals(before + 1, count("archives"), damaged);
        }
        Files.delete(archive());
        assertEquals(ALL_IS_WELL, run());
        Files.writeString(archive().resolveSibling(archive().getFileName() + ".made"), "");
        assertEquals(ALL_IS_WELL, run());
        assertEquals(1, count("builds"));
    }

    @Test
    void anArchiveWhoseMakerIsKilledIsMadeByTheNextStart() throws IOException, InterruptedException {
        Files.writeString(root.resolve("die"), "");
        assertEquals(JARS + " jars, shared none\n", run());
        assertEquals(ALL_IS_WELL, run());
        assertEquals(2, count("archives"));
    }

    @Test
    void aJavaThatCannotIsAskedOnce() throws IOException, InterruptedException {
        Files.writeString(root.resolve("incapable"), "");
        assertEquals(JARS + " jars, shared none\n", run());
        assertEquals(JARS + " jars, shared none\n", run());
        assertEquals(1, count("archives"));
        assertFalse(Files.exists(root.resolve("cli/target/softmax4j-cpu.new")));
    }
}
