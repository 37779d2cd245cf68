package io.github.softmax4j.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The manual page of the program in the language of man(7), from the same words as the help; without a date, so that it
 * is the same bytes in each build.
 */
final class ManualPage {
    private ManualPage() {}

    static String of(CommandSpec root) {
        String commands = ShellFlag.commands(root).map(ManualPage::section).collect(Collectors.joining());
        return ".TH " + root.name().toUpperCase(Locale.ROOT) + " 1 \"\" \""
                + escaped(String.join(" ", root.version())) + "\" \"User Commands\"\n"
                + ".SH NAME\n" + escaped(root.name() + " - " + description(root)) + "\n"
                + ".SH SYNOPSIS\n.B " + escaped(root.name()) + "\n.I COMMAND\n[\\fIFLAGS\\fR]\n"
                + lines(root.usageMessage().footerHeading().replace("%n", ""))
                + ".SH FLAGS\n" + flags(root)
                + ".SH COMMANDS\n" + commands
                + ".SH EXIT STATUS\n" + lines(root.usageMessage().footer());
    }

    private static String section(CommandSpec command) {
        String words = CompletionCommand.words(command)
                .map(list -> " \\fI" + escaped(list.replace(" ", "|")) + "\\fR")
                .orElse("");
        return ".SS " + escaped(command.name()) + words + "\n" + lines(description(command)) + flags(command);
    }

    private static String description(CommandSpec command) {
        return ShellFlag.text(command.usageMessage().description());
    }

    private static String flags(CommandSpec command) {
        return ShellFlag.of(command).stream().map(ManualPage::flag).collect(Collectors.joining());
    }

    private static String flag(ShellFlag flag) {
        String names = flag.names().stream()
                .map(name -> "\\fB" + escaped(name) + "\\fR")
                .collect(Collectors.joining(", "));
        String value =
                flag.label().map(label -> "=\\fI" + escaped(label) + "\\fR").orElse("");
        return ".TP\n" + names + value + "\n" + lines(flag.help());
    }

    /** A line must not begin with what roff takes for a request. */
    private static String lines(String... lines) {
        return Arrays.stream(lines)
                .filter(line -> !line.isBlank())
                .map(line -> "\\&" + escaped(line) + "\n")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
