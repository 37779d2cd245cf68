package io.github.softmax4j.cli;

import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Where results go: standard output carries them and nothing else; everything else goes to standard error. */
final class Output {
    @Option(names = "--json", description = "Print the result as one JSON object.")
    boolean json;

    @Option(names = "--quiet", description = "Print no progress.")
    boolean quiet;

    /** Prints a result, as JSON or as text. */
    void result(Map<String, Object> object, String text) {
        PrintStream out = System.out;
        out.println(json ? new JsonMapper().writeValueAsString(object) : text);
        out.flush();
    }

    /** Says what goes on, unless nobody wants to know. */
    void say(String line) {
        if (!quiet) {
            System.err.println(line);
        }
    }
}
