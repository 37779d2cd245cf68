package io.github.softmax4j.data;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The one spelling of labels and categories, wherever they come from: whole numbers without sign + and without
 * fractions of zeros (pandas writes 1 as 1.0 as soon as its column lacks a value), true and false in small letters. All
 * else stays as it is written: 01 may be a postal code, 1.10 a version.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String label = Spelling.of("1.0"); // as pandas writes 1 where its column lacks values
 * String version = Spelling.of("1.10");
 * }</pre>
 */
public final class Spelling {
    /** A whole number, as a regular expression of Java and of RE2. */
    public static final String WHOLE = "[+-]?(0|[1-9][0-9]*)(\\.0*)?";

    /** As C, and so numpy.savetxt, writes numbers: 1.000000e+00. */
    public static final String OF_C = "[+-]?[0-9]\\.[0-9]+[eE][+-][0-9]{2}";

    /** From here on not every whole number is a double. */
    public static final double LARGEST = 0x1p53;

    private static final Pattern WHOLE_NUMBER = Pattern.compile(WHOLE);
    private static final Pattern NUMBER_OF_C = Pattern.compile(OF_C);

    private Spelling() {}

    /**
     * Spells a text.
     *
     * @param text without blanks around it
     * @return the one spelling of it
     */
    public static String of(String text) {
        if (text.isEmpty()) {
            return text;
        }
        char first = text.charAt(0);
        boolean mayBeNumber = first == '+' || first == '-' || (first >= '0' && first <= '9');
        if (mayBeNumber && WHOLE_NUMBER.matcher(text).matches()) {
            int point = text.indexOf('.');
            String whole = text.substring(first == '+' ? 1 : 0, point < 0 ? text.length() : point);
            return whole.equals("-0") ? "0" : whole;
        }
        if (mayBeNumber && NUMBER_OF_C.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            return value == Math.rint(value) && Math.abs(value) < LARGEST ? Long.toString((long) value) : text;
        }
        boolean isFlag = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return isFlag ? text.toLowerCase(Locale.ROOT) : text;
    }

    /**
     * A text without blanks and tabs around it.
     *
     * @param text any
     * @return the text between them
     */
    public static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /**
     * Words that are the same but for capitals.
     *
     * @param words any
     * @return two of them, if there are any
     */
    public static Optional<List<String>> differInCapitals(Collection<String> words) {
        var seen = new HashMap<String, String>();
        for (String word : new TreeSet<>(words)) {
            String other = seen.putIfAbsent(word.toLowerCase(Locale.ROOT), word);
            if (other != null) {
                return Optional.of(List.of(other, word));
            }
        }
        return Optional.empty();
    }
}
