package io.github.softmax4j.data;

import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Numbers as text has them: decimal notation, with the signs that are told for a column.
 *
 * <p>For example:
 *
 * <pre>{@code
 * double thousand = WrittenNumber.parse(" 1e3 ");
 * boolean isNumber = WrittenNumber.looksLikeNumber("0x10"); // Java would read it
 * }</pre>
 */
public final class WrittenNumber {
    /** Signs of currencies, and their codes in ISO 4217, as a part of a regular expression of Java and of RE2. */
    public static final String CURRENCY = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .sorted()
            .collect(Collectors.joining("|", "[$\u20ac\u00a3\u00a5\u20b9]|", ""));

    /**
     * Signs that are passed over in numbers: of currencies and of per cent; also of RE2. The first group is the sign of
     * the number.
     */
    public static final String SIGNS = "^([+-]?)\\s*(" + CURRENCY + ")\\s*|\\s*(%|" + CURRENCY + ")$";

    private static final Pattern PASSED_OVER = Pattern.compile(SIGNS);
    private static final Pattern LOSS = Pattern.compile("\\((.*)\\)");

    private final boolean isPlain;
    private final boolean hasSigns;
    private final char decimal;
    private final String thousands;
    private final Pattern pattern;

    WrittenNumber(Notation notation, String column) {
        this.isPlain = notation.isPlain(column);
        this.hasSigns = notation.numbers().contains(column);
        this.decimal = notation.decimal();
        this.thousands = notation.thousands().map(String::valueOf).orElse("");
        String groups = thousands.isEmpty() ? "" : "[0-9]{1,3}(" + Pattern.quote(thousands) + "[0-9]{3})+|";
        this.pattern = Pattern.compile(
                "[+-]?(" + groups + "[0-9]*)(" + Pattern.quote(String.valueOf(decimal)) + "[0-9]*)?([eE][+-]?[0-9]+)?");
    }

    /**
     * The number of a text in plain decimal notation.
     *
     * @param text blanks around it are passed over
     * @return NaN where it is none, or none that is finite
     */
    public static double parse(String text) {
        if (!looksLikeNumber(text)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * Whether a text has only what plain numbers have: Java would also read 0x1p3, 1d and NaN.
     *
     * @param text any
     * @return true where it has a digit, and nothing but digits, signs, points, exponents and blanks
     */
    public static boolean looksLikeNumber(String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            digit |= isDigit;
            if (!isDigit && "+-.eE ".indexOf(c) < 0) {
                return false;
            }
        }
        return digit;
    }

    /**
     * The number of a text of the column.
     *
     * @param text without blanks around it
     * @return NaN where it is none, or none that is finite
     */
    double of(String text) {
        return parse(isPlain ? text : plain(hasSigns ? withoutSigns(text) : text));
    }

    /** With a point before the fraction; empty where groups do not have three digits. */
    private String plain(String text) {
        return pattern.matcher(text).matches() ? text.replace(thousands, "").replace(decimal, '.') : "";
    }

    private static String withoutSigns(String text) {
        String minus = text.replace('\u2212', '-');
        Matcher inBrackets = LOSS.matcher(minus);
        String loss = inBrackets.matches() ? "-" + inBrackets.group(1) : minus; // (5) is -5 in accounts
        return PASSED_OVER.matcher(loss).replaceAll("$1").strip();
    }
}
