package io.github.softmax4j.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as a POSIX shell takes it, for others to see: without passwords. */
final class ShellLine {
    private ShellLine() {}

    /** The line that was typed. */
    static String of(CommandSpec command) {
        CommandSpec root = command.root();
        List<String> arguments = root.commandLine().getParseResult().originalArgs();
        return Stream.concat(Stream.of(root.name()), arguments.stream())
                .map(Secrets::masked)
                .map(ShellFlag::word)
                .collect(Collectors.joining(" "));
    }
}
