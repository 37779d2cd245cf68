package io.github.softmax4j.cli;

import io.github.softmax4j.model.SoftmaxModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a command was told, and what it takes where it was told nothing: by flag without its dashes.
 *
 * @param command its name
 * @param values in the order of the help: a boolean, a number, a text, a list of texts, or null where that is only
 *     known once rows are read
 * @param told flags that were given, and are not what they are by default
 * @param lackSecrets flags whose passwords are left out
 */
record Settings(String command, Map<String, Object> values, Set<String> told, Set<String> lackSecrets) {
    /** No flag is called so. */
    static final String COMMAND = "command";

    /** Of a command line that has been read. */
    static Settings of(CommandSpec command) {
        var values = new LinkedHashMap<String, Object>();
        var told = new TreeSet<String>();
        var lackSecrets = new TreeSet<String>();
        new JobKeys(command).options().forEach((key, option) -> {
            Object value = value(option);
            if (command.commandLine().getParseResult().hasMatchedOption(option)
                    && !Objects.equals(value, plain(option.initialValue()))) {
                told.add(key);
            }
            boolean mayHaveSecret = !JobKeys.isListOfWords(option); // a class may be called token: token=2
            Object masked = mayHaveSecret && value instanceof String text ? Secrets.masked(text) : value;
            if (value != null && !value.equals(masked)) {
                lackSecrets.add(key);
            }
            values.put(key, masked);
        });
        return new Settings(command.name(), values, told, lackSecrets);
    }

    private static Object value(OptionSpec option) {
        Object value = plain(option.getValue());
        boolean isWord = value instanceof Boolean || value instanceof Number || value instanceof List;
        List<String> texts = option.stringValues();
        return isWord || texts.isEmpty() || isEnum(option) ? value : texts.get(texts.size() - 1);
    }

    private static boolean isEnum(OptionSpec option) {
        return option.auxiliaryTypes()[0].isEnum();
    }

    /** A value as a flag takes it. */
    private static Object plain(Object value) {
        Object inside = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (inside instanceof Enum<?> word) {
            return Output.word(word);
        }
        if (inside == null || inside instanceof Boolean || inside instanceof Number) {
            return inside;
        }
        boolean isCount = inside.getClass().isArray(); // of a switch that may be given twice
        return isCount ? null : inside instanceof List<?> list ? texts(list) : inside.toString();
    }

    private static Object texts(List<?> list) {
        return list.isEmpty() ? null : list.stream().map(Object::toString).toList();
    }

    /** With what flags that were not given come to. */
    Settings with(Map<String, Object> resolved) {
        var all = new LinkedHashMap<>(values);
        all.putAll(resolved);
        return new Settings(command, all, told, lackSecrets);
    }

    /** Without a flag that the command does not take alone. */
    Settings without(String key) {
        var rest = new LinkedHashMap<>(values);
        rest.remove(key);
        return new Settings(command, rest, told, lackSecrets);
    }

    /** The same model, which knows how it was asked for. */
    SoftmaxModel keptIn(SoftmaxModel model) {
        return model.withTraining(model.training().withJob(texts()));
    }

    /** A result in JSON that tells them, too. */
    Map<String, Object> addedTo(Map<String, Object> result) {
        var all = new LinkedHashMap<>(result);
        all.put("settings", values);
        return all;
    }

    /** The command, and texts as its flags take them; without the switches that are off. */
    private Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put(COMMAND, command);
        values.forEach((key, value) -> {
            boolean isOff = Boolean.FALSE.equals(value) && !told.contains(key);
            if (value != null && !isOff) {
                texts.put(key, text(value));
            }
        });
        return texts;
    }

    static String text(Object value) {
        if (value instanceof List<?> list) {
            return ListItem.joined(list.stream().map(Object::toString).toList());
        }
        return value instanceof Double number ? number(number) : value.toString();
    }

    /** 1e-4 rather than 1.0E-4. */
    private static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e7
                ? Long.toString((long) number)
                : Double.toString(number).toLowerCase(Locale.ROOT).replace(".0e", "e");
    }

    /** What was told, as flags that a shell takes. */
    String flags() {
        var flags = new ArrayList<String>();
        values.forEach((key, value) -> {
            if (told.contains(key)) {
                flags.add(flag(key, text(value)));
            }
        });
        return String.join(" ", flags);
    }

    /** A flag as a shell takes it; switches take true, too. */
    static String flag(String key, String text) {
        return "--" + key + "=" + ShellFlag.word(text);
    }
}
