package io.github.softmax4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Where results go: to standard output, and nothing else does; everything else goes to standard error. */
final class Output {
    /** A name in a message may have a million characters. */
    private static final int LONGEST_COMPLAINT = 4000;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    boolean json;

    @Option(names = "--quiet", description = "Print no progress.")
    boolean quiet;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Append everything that is logged, in detail and with times, to this file.")
    private Optional<Path> log = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Opens the log, if there is one and it is none of the files of the command. */
    void openLog(OutputFiles files) throws IOException {
        if (log.isPresent()) {
            files.writing("--log", log).problem().ifPresent(problem -> {
                throw new ParameterException(spec.commandLine(), problem);
            });
            Logs.open(log.get());
        }
    }

    /** Prints a result, as JSON or as text whose names are {@link Printable}. */
    void result(Map<String, Object> object, String text) throws IOException {
        if (Logs.haveFile()) {
            text.lines().forEach(Logs::note);
        }
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
        Messages.warning(Secrets.masked(warning));
    }

    /** Prints progress, unless it is not wanted. */
    void say(String line) {
        if (quiet) {
            Logs.note(Secrets.masked(line));
        } else {
            Messages.note(Secrets.masked(line));
        }
    }

    /** Prints what went wrong: one line, whatever it quotes, of a length that can be read. */
    static void complain(String problem) {
        String line = Printable.line(Secrets.masked(problem));
        int cut = line.length() - LONGEST_COMPLAINT;
        String said = cut <= 0
                ? line
                : line.substring(0, LONGEST_COMPLAINT / 2) + " ... " + line.substring(LONGEST_COMPLAINT / 2 + cut);
        Messages.error(said);
    }
}
