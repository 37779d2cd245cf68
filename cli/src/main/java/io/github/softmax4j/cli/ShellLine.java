package io.github.softmax4j.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as a POSIX shell takes it, for others to see: without passwords. */
final class ShellLine {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.,:;%/+@=-]+");

    private ShellLine() {}

    /** The line that was typed. */
    static String of(CommandSpec command) {
        CommandSpec root = command.root();
        List<String> arguments = root.commandLine().getParseResult().originalArgs();
        return Stream.concat(Stream.of(root.name()), arguments.stream())
                .map(Secrets::masked)
                .map(ShellLine::quoted)
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
