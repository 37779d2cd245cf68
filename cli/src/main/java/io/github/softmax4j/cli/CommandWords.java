package io.github.softmax4j.cli;

import io.github.softmax4j.data.NearestNames;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The words of a command line as picocli gets them: in the place of {@code @FILE} those of the file, and before the
 * flags that were given those of a job file ({@code --config}) that were not.
 *
 * <p>{@code @FILE} is a file where a flag or a command could stand; the value of a flag may begin with @, as names do.
 */
final class CommandWords {
    private static final String JOB = "--config";
    private static final Pattern FLAG = Pattern.compile("--[a-z][a-z0-9-]*");

    private final Deque<String> left = new ArrayDeque<>();
    private final List<String> words = new ArrayList<>();
    private final Set<Path> argumentFiles = new LinkedHashSet<>();
    /** What was given on the command line, with the word behind it or its equals sign. */
    private final Map<OptionSpec, String> given = new LinkedHashMap<>();

    private CommandLine command;
    private int behindCommand;
    private Optional<JobFile> job = Optional.empty();

    CommandWords(CommandLine program, String... arguments) {
        command = program;
        left.addAll(List.of(arguments));
    }

    /**
     * Reads the files.
     *
     * @throws ParameterException if one cannot be used, or if there is no such flag
     */
    String[] read() {
        try {
            while (!left.isEmpty()) {
                accept(left.pop());
            }
            readJob();
            return words.toArray(String[]::new);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    private void accept(String word) {
        if (word.startsWith("@") && word.length() > 1) {
            open(Path.of(word.substring(1)));
        } else if (word.equals("--")) {
            words.add(word);
            words.addAll(left);
            left.clear();
        } else if (word.startsWith("-")) {
            words.add(word);
            flag(word);
        } else {
            words.add(word);
            command(word);
        }
    }

    private void command(String word) {
        Map<String, CommandLine> commands = command.getSubcommands();
        if (commands.isEmpty()) {
            return; // a word that is no flag, of which picocli knows whether it may be there
        }
        CommandLine inside = commands.get(word);
        if (inside == null) {
            throw new IllegalArgumentException(
                    "unknown command '" + word + "'" + NearestNames.hint(word, List.copyOf(commands.keySet())));
        }
        command = inside;
        behindCommand = words.size();
    }

    private void open(Path file) {
        if (!argumentFiles.add(file)) {
            throw new IllegalArgumentException("@" + file + " must be there once, but is there again");
        }
        List<String> inside = ArgumentFile.words(file);
        for (int i = inside.size() - 1; i >= 0; i--) {
            left.push(inside.get(i));
        }
    }

    private void flag(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        OptionSpec option = command.getCommandSpec().optionsMap().get(name);
        if (option == null) {
            requireMaybeShort(name);
            return;
        }
        String value = equals < 0 ? null : word.substring(equals + 1);
        for (int i = 0; equals < 0 && i < option.arity().min() && !left.isEmpty(); i++) {
            value = left.pop();
            words.add(value);
        }
        given.put(option, value);
    }

    /** Short flags can be put together, which picocli knows better. Of the rest it would first say what is missing. */
    private void requireMaybeShort(String name) {
        Set<String> names = command.getCommandSpec().optionsMap().keySet();
        boolean isValue = name.equals("-");
        if (!isValue && (name.startsWith("--") || !names.contains(name.substring(0, 2)))) {
            throw new IllegalArgumentException(
                    "unknown option '" + name + "'" + NearestNames.hint(name, List.copyOf(names)));
        }
    }

    private void readJob() {
        OptionSpec option = command.getCommandSpec().optionsMap().get(JOB);
        boolean asksForHelp = given.keySet().stream().anyMatch(flag -> flag.usageHelp() || flag.versionHelp());
        if (option == null || given.get(option) == null || asksForHelp) {
            return; // of a flag without a value picocli says that it lacks one
        }
        JobFile read = JobFile.read(Path.of(given.get(option)));
        words.addAll(behindCommand, new JobKeys(command.getCommandSpec()).arguments(read, given.keySet()));
        job = Optional.of(read);
    }

    /** The files whose words are in it. */
    Set<Path> argumentFiles() {
        return argumentFiles;
    }

    /** A message with the place of the first flag in it that a job file has, and that was not given. */
    String placed(String message) {
        Matcher flags = FLAG.matcher(message);
        while (flags.find()) {
            OptionSpec option = command.getCommandSpec().optionsMap().get(flags.group());
            if (job.isPresent() && option != null && !given.containsKey(option)) {
                String key = JobKeys.key(option);
                if (job.get().entries().containsKey(key)) {
                    return job.get().place(key) + ": " + message;
                }
            }
        }
        return message;
    }
}
