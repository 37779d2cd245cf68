package io.github.softmax4j.formats;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The one spelling of labels and categories, whatever format they come from: whole numbers without sign + and without
 * fractions of zeros (pandas writes 1 as 1.0 as soon as its column lacks a value), true and false in small letters.
 * All else stays as it is written: 01 may be a postal code, 1.10 a version.
 */
final class Spelling {
    private static final String WHOLE = "[+-]?(0|[1-9][0-9]*)(\\.0*)?";
    private static final Pattern WHOLE_NUMBER = Pattern.compile(WHOLE);

    /** As C, and so numpy.savetxt, writes numbers: 1.000000e+00. */
    private static final String OF_C = "[+-]?[0-9]\\.[0-9]+[eE][+-][0-9]{2}";

    private static final Pattern NUMBER_OF_C = Pattern.compile(OF_C);
    private static final double LARGEST = 0x1p53;

    private Spelling() {}

    /**
     * Spells a text.
     *
     * @param text without blanks around it
     */
    static String of(String text) {
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

    /** Words that are the same but for capitals; two of them, if there are any. */
    static Optional<List<String>> differInCapitals(Collection<String> words) {
        var seen = new HashMap<String, String>();
        for (String word : new TreeSet<>(words)) {
            String other = seen.putIfAbsent(word.toLowerCase(Locale.ROOT), word);
            if (other != null) {
                return Optional.of(List.of(other, word));
            }
        }
        return Optional.empty();
    }

    /** The same in SQL. */
    static String sql(String text) {
        return "(CASE WHEN regexp_full_match(" + text + ", '[+-]?0(\\.0*)?') THEN '0' WHEN regexp_full_match(" + text
                + ", '" + WHOLE + "') THEN ltrim(regexp_replace(" + text + ", '\\.0*$', ''), '+') WHEN "
                + "regexp_full_match(" + text + ", '" + OF_C + "') THEN "
                + ofC("TRY_CAST(" + text + " AS DOUBLE)", text)
                + " WHEN lower(" + text
                + ") IN ('true', 'false') THEN lower(" + text + ") ELSE " + text + " END)";
    }

    private static String ofC(String number, String text) {
        return "(CASE WHEN " + number + " = round(" + number + ") AND abs(" + number + ") < " + (long) LARGEST
                + " THEN CAST(CAST(" + number + " AS BIGINT) AS VARCHAR) ELSE " + text + " END)";
    }
}
