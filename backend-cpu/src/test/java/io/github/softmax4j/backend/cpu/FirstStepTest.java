package io.github.softmax4j.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where and how ND4J is started matters to nobody afterwards. */
class FirstStepTest {
    @TempDir
    private Path folder;

    private String output(List<String> javaOptions, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(FirstStep.class.getName());
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(errors);
            } catch (IOException e) {
                return e.toString();
            }
        });
        return out.strip();
    }

    @Test
    void chosenThreadsHoldOnEveryThread() throws IOException, InterruptedException {
        assertEquals(new ThreadNumbers(1, 1, 1).toString(), output(List.of(), "choose", "1"));
    }

    /** Natives are unpacked then, too, which JavaCPP would not do on that thread. */
    @Test
    void interruptedThreadsWithSmallStacksMayBeTheFirst() throws IOException, InterruptedException {
        String natives = "-Dorg.bytedeco.javacpp.cachedir=" + Files.createDirectory(folder.resolve("natives"));
        assertEquals("CANCELLED true true", output(List.of(natives), "interrupted"));
    }
}
