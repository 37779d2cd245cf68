package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run of the program in this process.
 *
 * @param exitCode how it ended
 * @param out standard output
 * @param err standard error
 */
record Program(int exitCode, String out, String err) {
    static {
        Backend.start(); // its warnings about the processor are not what the tests look at
    }

    static Program run(String... arguments) {
        PrintStream oldOut = System.out;
        PrintStream oldErr = System.err;
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int exitCode = Main.run(arguments);
            return new Program(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
        }
    }

    /** The one JSON object on standard output. */
    Map<String, Object> json() {
        return new JsonMapper().readValue(out, new TypeReference<Map<String, Object>>() {});
    }

    /** An error is one line without a stack trace, the last one, and no result. */
    String error(int expectedExitCode) {
        assertTrue(exitCode == expectedExitCode, exitCode + " instead of " + expectedExitCode + ": " + err);
        assertTrue(out.isEmpty(), out);
        assertTrue(!err.contains("\tat "), err);
        List<String> errors =
                err.lines().filter(line -> line.startsWith("softmax4j: ")).toList();
        assertTrue(errors.size() == 1 && err.strip().endsWith(errors.get(0)), err);
        return errors.get(0);
    }
}
