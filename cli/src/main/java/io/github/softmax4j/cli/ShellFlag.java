package io.github.softmax4j.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A flag, as completions and the manual tell of it.
 *
 * @param names from the longest on
 * @param label of its value; empty if it takes none
 * @param words that it takes, if those are few
 * @param isFile whether its value may be a file or a folder
 * @param mayRepeat whether it may be given more than once
 * @param help one or more sentences
 */
record ShellFlag(
        List<String> names,
        Optional<String> label,
        List<String> words,
        boolean isFile,
        boolean mayRepeat,
        String help) {
    private static final Pattern PLAIN = Pattern.compile("[\\w.,:/+@=%-]+");

    /** Such as {@code none|features|columns}: labels of values are in capitals, words are not. */
    private static final String WORDS = "[a-z0-9]+(\\|[a-z0-9]+)+";

    /** What labels call values that are, or may be, files or folders. */
    private static final String FILES = "SOURCE|FILE.*|MODEL|OUT|DIR";

    /** All that the help shows, in its order. */
    static List<ShellFlag> of(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(ShellFlag::of)
                .toList();
    }

    private static ShellFlag of(OptionSpec option) {
        Optional<String> label = option.arity().max() == 0
                ? Optional.empty()
                : Optional.of(option.paramLabel().replaceAll("[<>]", ""));
        List<String> words = words(option);
        boolean isFile = label.isPresent() && label.get().matches(FILES);
        List<String> names = List.of(option.names()).stream()
                .sorted((a, b) -> b.length() - a.length())
                .toList();
        return new ShellFlag(names, label, words, isFile, option.isMultiValue(), text(option.description()));
    }

    private static List<String> words(OptionSpec option) {
        if (option.arity().max() > 0 && option.paramLabel().matches(WORDS)) {
            return List.of(option.paramLabel().split("\\|"));
        }
        Iterable<String> candidates = option.completionCandidates();
        return candidates == null || option.arity().max() == 0
                ? List.of()
                : StreamSupport.stream(candidates.spliterator(), false)
                        .map(word -> word.toLowerCase(Locale.ROOT)) // as the help has them; any case is taken
                        .toList();
    }

    /** A text as one word of a shell, in quotes where it has to be. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /** A text as one word of a shell. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Of picocli's lines, in which a percent sign is written twice. */
    static String text(String... lines) {
        return String.join(" ", lines).replace("%%", "%").strip();
    }

    /** The first sentence of a text, without its full stop: a colon begins what is not needed any more. */
    static String summary(String text) {
        return text.split("[.:;](\\s|$)", 2)[0];
    }

    /** The commands below one, as the help shows them. */
    static Stream<CommandSpec> commands(CommandSpec root) {
        return root.subcommands().values().stream()
                .map(commandLine -> commandLine.getCommandSpec())
                .filter(command -> !command.usageMessage().hidden());
    }
}
