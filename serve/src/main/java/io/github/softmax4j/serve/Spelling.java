package io.github.softmax4j.serve;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one spelling of categories: whole numbers without sign + and without fractions of zeros, true and false in small
 * letters; all else as it is written.
 */
final class Spelling {
    private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9][0-9]*)(\\.0*)?");

    /** As C writes numbers: 1.000000e+00. */
    private static final Pattern OF_C = Pattern.compile("[+-]?[0-9]\\.[0-9]+[eE][+-][0-9]{2}");

    /** From here on not every whole number is a double. */
    private static final double LARGEST = 0x1p53;

    private Spelling() {}

    static String of(String text) {
        if (WHOLE.matcher(text).matches()) {
            int point = text.indexOf('.');
            String whole = text.substring(text.charAt(0) == '+' ? 1 : 0, point < 0 ? text.length() : point);
            return whole.equals("-0") ? "0" : whole;
        }
        if (OF_C.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            return value == Math.rint(value) && Math.abs(value) < LARGEST ? Long.toString((long) value) : text;
        }
        boolean isFlag = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return isFlag ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** Without blanks and tabs around it. */
    static String trimmed(String text) {
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
}
