package io.github.softmax4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run of the program in a process of its own, for what is decided once per process.
 *
 * @param exitCode how it ended
 * @param out standard output
 * @param err standard error
 */
record OwnProcess(int exitCode, String out, String err) {
    /** As ./softmax4j starts Java, so that none warns of natives and Unsafe. */
    static final List<String> QUIET =
            List.of("--enable-native-access=ALL-UNNAMED", "-Dsun.misc.unsafe.memory.access=allow");

    static OwnProcess run(Path directory, String... arguments) throws IOException, InterruptedException {
        return run(directory, List.of(), arguments);
    }

    static OwnProcess run(Path directory, List<String> javaOptions, String... arguments)
            throws IOException, InterruptedException {
        return run(directory, Main.class, javaOptions, arguments);
    }

    static OwnProcess run(Path directory, Class<?> main, List<String> javaOptions, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUIET);
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Path err = directory.resolve("err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new OwnProcess(process.waitFor(), out, Files.readString(err));
    }

    /** The one JSON object on standard output. */
    Map<String, Object> json() {
        return new JsonMapper().readValue(out, new TypeReference<Map<String, Object>>() {});
    }
}
