package io.github.softmax4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and flags. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and flags in a shell: bash, zsh or fish.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompletionCommand implements Callable<Integer> {
    /** The shells that there are scripts for. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell;

    @Override
    public Integer call() throws IOException {
        PrintStream out = Output.standard();
        out.print(script(spec.root()));
        Output.requireWritten(out);
        return ExitCode.DONE;
    }

    private String script(CommandSpec root) {
        return switch (shell) {
            case BASH -> AutoComplete.bash(root.name(), root.commandLine());
            case ZSH -> ZshCompletion.of(root);
            case FISH -> FishCompletion.of(root);
        };
    }

    /** The words that a command takes in the place of flags, with blanks between. */
    static Optional<String> words(CommandSpec command) {
        return command.positionalParameters().stream()
                .filter(parameter -> parameter.type().isEnum())
                .findFirst()
                .map(parameter -> Arrays.stream(parameter.type().getEnumConstants())
                        .map(word -> word.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" ")));
    }
}
