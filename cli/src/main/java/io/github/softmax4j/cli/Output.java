package io.github.softmax4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Where results go: to standard output, and nothing else does; everything else goes to standard error. */
final class Output {
    /** A name in a message may have a million characters. */
    private static final int LONGEST_COMPLAINT = 4000;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    boolean json;

    @Option(names = "--quiet", description = "Print no progress.")
    boolean quiet;

    /** Prints a result, as JSON or as text whose names are {@link Printable}. */
    void result(Map<String, Object> object, String text) throws IOException {
        PrintStream out = standard();
        out.println(json ? new JsonMapper().writeValueAsString(JsonNumbers.valid(object)) : Printable.lines(text));
        requireWritten(out);
    }

    /** Standard output in UTF-8, whatever the locale of the container or cron job. */
    static PrintStream standard() {
        return new PrintStream(System.out, false, StandardCharsets.UTF_8);
    }

    /** Checks for errors, which a PrintStream does not throw. */
    static void requireWritten(PrintStream out) throws IOException {
        if (out.checkError() || System.out.checkError()) {
            throw new IOException("standard output: cannot be written; is the disk full?");
        }
    }

    /** A name of Java's as users write it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Prints a warning, also where no progress is wanted. */
    void warn(String warning) {
        System.err.println(Printable.line("warning: " + Secrets.masked(warning)));
    }

    /** Prints progress, unless it is not wanted. */
    void say(String line) {
        if (!quiet) {
            System.err.println(Printable.line(Secrets.masked(line)));
        }
    }

    /** Prints what went wrong: one line, whatever it quotes, of a length that can be read. */
    static void complain(String problem) {
        String line = Printable.line(Secrets.masked(problem));
        int cut = line.length() - LONGEST_COMPLAINT;
        String said = cut <= 0
                ? line
                : line.substring(0, LONGEST_COMPLAINT / 2) + " ... " + line.substring(LONGEST_COMPLAINT / 2 + cut);
        System.err.println("softmax4j: " + said);
    }
}
