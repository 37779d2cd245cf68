package io.github.softmax4j.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** What completes commands and flags in zsh, with their help: one list of {@code _arguments} for each command. */
final class ZshCompletion {
    private ZshCompletion() {}

    static String of(CommandSpec root) {
        String function = "_" + root.name();
        return "#compdef " + root.name() + "\n"
                + function + "() {\n"
                + "  if (( CURRENT == 2 )); then\n"
                + "    local -a commands=(\n" + commands(root) + "    )\n"
                + "    _describe command commands\n"
                + "    _arguments" + flags(root) + "\n"
                + "    return\n"
                + "  fi\n"
                + "  local command=$words[2]\n"
                + "  shift words\n"
                + "  (( CURRENT-- ))\n"
                + "  case $command in\n" + cases(root) + "  esac\n"
                + "}\n"
                + "if [[ $funcstack[1] == " + function + " ]]; then\n"
                + "  " + function + " \"$@\"\n"
                + "else\n"
                + "  compdef " + function + " " + root.name() + "\n"
                + "fi\n";
    }

    private static String commands(CommandSpec root) {
        return ShellFlag.commands(root)
                .map(command -> "      " + ShellFlag.quoted(command.name() + ":" + summary(command)) + "\n")
                .collect(Collectors.joining());
    }

    private static String summary(CommandSpec command) {
        return ShellFlag.summary(ShellFlag.text(command.usageMessage().description()));
    }

    private static String cases(CommandSpec root) {
        return ShellFlag.commands(root)
                .map(command -> "    " + command.name() + ") _arguments" + words(command) + flags(command) + " ;;\n")
                .collect(Collectors.joining());
    }

    private static String words(CommandSpec command) {
        return CompletionCommand.words(command)
                .map(list -> " \\\n      " + ShellFlag.quoted("1: :(" + list + ")"))
                .orElse("");
    }

    private static String flags(CommandSpec command) {
        return ShellFlag.of(command).stream()
                .flatMap(flag ->
                        flag.names().stream().map(name -> " \\\n      " + ShellFlag.quoted(argument(name, flag))))
                .collect(Collectors.joining());
    }

    private static String argument(String name, ShellFlag flag) {
        String help = "[" + ShellFlag.summary(flag.help()).replaceAll("([\\[\\]\\\\])", "\\\\$1") + "]";
        String repeated = flag.mayRepeat() ? "*" : "";
        return repeated
                + name
                + flag.label().map(label -> "=" + help + value(flag, label)).orElse(help);
    }

    private static String value(ShellFlag flag, String label) {
        String action =
                flag.words().isEmpty() ? flag.isFile() ? "_files" : "" : "(" + String.join(" ", flag.words()) + ")";
        return ":" + label.replace(":", "\\:") + ":" + action;
    }
}
