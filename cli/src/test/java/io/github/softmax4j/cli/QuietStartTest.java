package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither Java nor a library says anything that was not asked for, on whatever Java this is. */
class QuietStartTest {
    /** As ./softmax4j and the distribution's script start Java. */
    private static final List<String> AS_THE_SCRIPT =
            List.of("-XX:+UseParallelGC", "--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED");

    @TempDir
    private Path directory;

    private String model;

    @BeforeEach
    void train() throws IOException, InterruptedException {
        model = directory.resolve("m.s4j").toString();
        assertQuiet("train", "--data", "sample:digits", "--tolerance", "1e-2", "--quiet", "--model", model);
    }

    private void assertQuiet(String... arguments) throws IOException, InterruptedException {
        OwnProcess ended = OwnProcess.run(directory, AS_THE_SCRIPT, arguments);
        assertEquals("", ended.err(), String.join(" ", arguments));
        assertEquals(0, ended.exitCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sweep --data sample:digits --lambdas 1,0.1 --folds 2 --quiet --model MODEL",
                "evaluate --data sample:digits --quiet --model MODEL",
                "predict --data sample:digits --quiet --model MODEL --out -",
                "inspect --model MODEL",
                "look --data sample:digits",
                "devices"
            })
    void nothingIsSaid(String words) throws IOException, InterruptedException {
        assertQuiet(words.replace("MODEL", model).split(" "));
    }

    /** A small Java may lack Flight Recorder: nothing is recorded then, and all else is as ever. */
    @Test
    void flightRecorderMayBeMissing() throws IOException, InterruptedException {
        String modules = "java.logging,java.management,java.naming,java.sql,jdk.incubator.vector,jdk.management,"
                + "jdk.unsupported,jdk.zipfs";
        OwnProcess ended = OwnProcess.run(
                directory,
                List.of("--limit-modules", modules, "-Xlog:class+load"),
                "train",
                "--data",
                "sample:digits",
                "--tolerance",
                "1e-2",
                "--quiet",
                "--model",
                model);
        assertEquals(0, ended.exitCode(), ended.err());
        assertEquals(
                List.of(),
                ended.out()
                        .lines()
                        .filter(line -> line.contains(" jdk.jfr.") || line.contains("softmax4j.events.FitEvent"))
                        .toList());
    }
}
