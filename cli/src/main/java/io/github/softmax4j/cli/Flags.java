package io.github.softmax4j.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages of the library for users of the program: the library names its options by the methods that set them, such as
 * {@code TableOptions.withDrop("id")}; here that becomes {@code --drop id}.
 */
final class Flags {
    /** Values as Java has them; of a bounded length, because a file may say the like of any length. */
    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.){0,400}\"";

    private static final String SIGN = "'(?:[^'\\\\]|\\\\.)'";
    private static final String SETTER =
            "\\b(?:(?:[A-Z]\\w{0,40}Options|SoftmaxRegression)\\.with|Backend\\.choose)([A-Z]\\w{0,40})";
    private static final Pattern OPTION = Pattern.compile(
            SETTER + "(?:\\(((?:" + TEXT + "|" + SIGN + "|[^()\"']|\\(\\)){0,1000})\\))?", Pattern.DOTALL);
    private static final Pattern VALUE =
            Pattern.compile("(" + TEXT + "|" + SIGN + ")|\\b[A-Z]\\w*\\.(\\w+)(?:\\(\\))?", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.,:;%/+@=?*-]+");

    /** Flags that are not called as their options are. */
    private static final Map<String, String> OTHERS =
            Map.of("Type", "dtype", "LabelFile", "labels", "SkippedLines", "skip-rows");

    private Flags() {}

    /** The same message with flags in place of options. */
    static String in(String message) {
        return OPTION.matcher(message).replaceAll(found -> {
            String flag = "--" + flag(found.group(1));
            return Matcher.quoteReplacement(found.group(2) == null ? flag : flag + " " + values(found.group(2)));
        });
    }

    /** {@code date-format} of {@code DateFormat}. */
    static String flag(String option) {
        String words = option.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return OTHERS.getOrDefault(option, words);
    }

    /** Several values have commas between them, and constants are words with hyphens. */
    private static String values(String values) {
        String joined = values.replaceAll("(?<=[\"']), (?=[\"'])", ",");
        return VALUE.matcher(joined)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null ? word(found.group(2)) : quoted(unescaped(found.group(1)))));
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String unescaped(String literal) {
        return literal.substring(1, literal.length() - 1).replaceAll("(?s)\\\\(.)", "$1");
    }

    /** As a shell takes it. */
    private static String quoted(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return value.contains("\"") ? "'" + value + "'" : '"' + value + '"';
    }
}
