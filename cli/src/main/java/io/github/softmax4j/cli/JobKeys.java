package io.github.softmax4j.cli;

import io.github.softmax4j.data.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of a command as keys of a job: their long names without dashes. */
final class JobKeys {
    /** What is about the job itself. */
    private static final Set<String> NOT_KEYS = Set.of("config", "print-config");

    private static final Set<String> TRUTHS = Set.of("true", "false");

    private final Map<String, OptionSpec> options = new LinkedHashMap<>();

    JobKeys(CommandSpec command) {
        for (OptionSpec option : command.options()) {
            boolean asks = option.usageHelp() || option.versionHelp() || option.hidden();
            if (!asks && option.longestName().startsWith("--") && !NOT_KEYS.contains(key(option))) {
                options.put(key(option), option);
            }
        }
    }

    static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    /** By key, in the order of the help. */
    Map<String, OptionSpec> options() {
        return options;
    }

    /**
     * A job as words of a command line.
     *
     * @param given flags whose values in the job do not count
     * @throws IllegalArgumentException with the file, the line and what is wrong there
     */
    List<String> arguments(JobFile job, Set<OptionSpec> given) {
        var arguments = new ArrayList<String>();
        job.entries().forEach((key, entry) -> {
            OptionSpec option = option(job, key);
            if (!given.contains(option)) {
                String problem = problem(option, entry);
                if (!problem.isEmpty()) {
                    throw new IllegalArgumentException(job.place(key) + ": " + key + " must be " + problem);
                }
                values(option, entry)
                        .map(value -> option.longestName() + "=" + value)
                        .forEach(arguments::add);
            }
        });
        return arguments;
    }

    private OptionSpec option(JobFile job, String key) {
        OptionSpec option = options.get(key);
        if (option == null) {
            throw new IllegalArgumentException(job.place(key) + ": there is no key '" + key + "'"
                    + NearestNames.hint(key, List.copyOf(options.keySet())));
        }
        return option;
    }

    /** What an entry must be, and is not; or nothing. */
    private static String problem(OptionSpec option, JobFile.Entry entry) {
        if (isSwitch(option)) {
            boolean isTruth = !entry.isList() && TRUTHS.contains(entry.values().get(0));
            return isTruth ? "" : "true or false, but is " + words(entry);
        }
        if (!entry.isList() || option.isMultiValue()) {
            return "";
        }
        if (!isListOfWords(option)) {
            return "one value, but is a list";
        }
        return entry.values().stream().anyMatch(value -> value.contains(",")) ? "a list without commas in it" : "";
    }

    private static String words(JobFile.Entry entry) {
        return entry.isList() ? "a list" : "'" + entry.values().get(0) + "'";
    }

    private static Stream<String> values(OptionSpec option, JobFile.Entry entry) {
        if (!entry.isList()) {
            return entry.values().stream();
        }
        if (entry.values().isEmpty()
                || (option.isMultiValue() && option.splitRegex().isEmpty())) {
            return entry.values().stream();
        }
        return Stream.of(isListOfWords(option) ? String.join(",", entry.values()) : ListItem.joined(entry.values()));
    }

    /** Whether a flag takes no value on the command line. */
    private static boolean isSwitch(OptionSpec option) {
        return option.arity().max() == 0;
    }

    /** Flags such as {@code --lambdas} and {@code --class-weight}, which are one text with commas in it. */
    static boolean isListOfWords(OptionSpec option) {
        return !option.isMultiValue() && option.paramLabel().endsWith(",...");
    }
}
