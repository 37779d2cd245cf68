package io.github.softmax4j.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;

/**
 * One of the values of a flag that takes several with commas between: a comma inside of one stands in double quotes,
 * where a backslash comes before a quote or another one.
 */
final class ListItem implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1).replaceAll("(?s)\\\\(.)", "$1") : text;
    }

    /** The text that is read as these values. */
    static String joined(List<String> values) {
        return values.stream().map(ListItem::written).collect(Collectors.joining(","));
    }

    private static String written(String value) {
        boolean isPlain = !value.isEmpty() && value.chars().noneMatch(sign -> ",\"\\".indexOf(sign) >= 0);
        return isPlain ? value : '"' + value.replaceAll("[\"\\\\]", "\\\\$0") + '"';
    }
}
