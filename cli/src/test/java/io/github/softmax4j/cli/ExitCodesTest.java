package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the program ends, also where others end it. */
class ExitCodesTest {
    @TempDir
    private Path directory;

    @Test
    void helpTellsAllCodes() {
        String help = Program.run("--help").out();
        String codes = help.substring(help.indexOf("Exit codes:"));
        for (int code : new int[] {0, 1, 2, 3, 4, 130, 143}) {
            assertTrue(codes.matches("(?s).*\\b" + code + " [a-z].*"), codes);
        }
        assertTrue(codes.lines().allMatch(line -> line.length() <= 80), codes);
    }

    private Process training(Path temporary, Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        "--data",
                        data.toString(),
                        "--model",
                        directory.resolve("model.s4j").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private static List<String> left(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("softmax4j"))
                    .toList();
        }
    }

    /** Ended while it reads: with SIGTERM nothing is left, and with SIGKILL nothing after the next run. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endedFromOutside(boolean forcibly) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        String rows = IntStream.range(0, 400_000)
                .mapToObj(i -> i % 7 + "," + i % 11 + (i % 2 == 0 ? ",a" : ",b"))
                .collect(Collectors.joining("\n", "x,z,label\n", "\n"));
        Path data = Files.writeString(directory.resolve("data.csv"), rows);
        Process process = training(temporary, data);
        while (process.isAlive() && left(temporary).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        TimeUnit.MILLISECONDS.sleep(20); // it is no leftover to others before it is locked
        (forcibly ? process.destroyForcibly() : destroyed(process)).waitFor();
        assertEquals(forcibly ? 137 : 143, process.exitValue(), Files.readString(directory.resolve("log")));
        assertFalse(Files.exists(directory.resolve("model.s4j")));
        if (!forcibly) {
            assertEquals(List.of(), left(temporary));
            return;
        }
        assertEquals(1, left(temporary).size());
        Files.writeString(data, "x,z,label\n1,2,a\n2,1,b\n");
        Process next = training(temporary, data);
        assertEquals(0, next.waitFor(), Files.readString(directory.resolve("log")));
        assertEquals(List.of(), left(temporary));
    }

    private static Process destroyed(Process process) {
        process.destroy();
        return process;
    }
}
