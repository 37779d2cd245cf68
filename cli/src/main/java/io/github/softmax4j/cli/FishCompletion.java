package io.github.softmax4j.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What completes commands and flags in fish, which picocli has no script for: one {@code complete} for each. */
final class FishCompletion {
    private FishCompletion() {}

    static String of(CommandSpec root) {
        Stream<String> commands = ShellFlag.commands(root).flatMap(command -> lines(root, command));
        Stream<String> flags = ShellFlag.of(root).stream().map(flag -> line(root, "__fish_use_subcommand", flag));
        return "# Completes " + root.name() + " in fish.\n"
                + Stream.of(Stream.of("complete -c " + root.name() + " -f"), flags, commands)
                        .flatMap(lines -> lines)
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Stream<String> lines(CommandSpec root, CommandSpec command) {
        String name = "complete -c " + root.name() + " -n __fish_use_subcommand -a " + command.name() + " -d "
                + quoted(ShellFlag.summary(ShellFlag.text(command.usageMessage().description())));
        String condition = quoted("__fish_seen_subcommand_from " + command.name());
        Stream<String> words = CompletionCommand.words(command)
                .map(list -> "complete -c " + root.name() + " -n " + condition + " -a " + quoted(list))
                .stream();
        Stream<String> flags = ShellFlag.of(command).stream().map(flag -> line(root, condition, flag));
        return Stream.of(Stream.of(name), words, flags).flatMap(lines -> lines);
    }

    private static String line(CommandSpec root, String condition, ShellFlag flag) {
        String names = flag.names().stream()
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        return "complete -c " + root.name() + " -n " + condition + names + value(flag) + " -d "
                + quoted(ShellFlag.summary(flag.help()));
    }

    private static String value(ShellFlag flag) {
        if (flag.label().isEmpty()) {
            return "";
        }
        if (!flag.words().isEmpty()) {
            return " -x -a " + quoted(String.join(" ", flag.words()));
        }
        return flag.isFile() ? " -r -F" : " -x";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
