package io.github.softmax4j.serve;

import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers as text has them: decimal notation, with the signs that were told for a column. */
final class WrittenNumber {
    private static final Pattern LOSS = Pattern.compile("\\((.*)\\)");

    private final char decimal;
    private final String thousands;
    /** Of currencies and per cent, which are passed over; null where there are none. */
    private final Pattern signs;
    /** Null where numbers are plain. */
    private final Pattern pattern;

    WrittenNumber(Notation notation, String column) {
        this.decimal = notation.decimal();
        this.thousands = notation.thousands();
        this.signs = notation.numbers().contains(column) ? signs() : null;
        boolean isPlain = decimal == '.' && thousands.isEmpty() && signs == null;
        this.pattern = isPlain ? null : pattern();
    }

    private static Pattern signs() {
        String currency = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .sorted()
                .collect(Collectors.joining("|", "[$\u20ac\u00a3\u00a5\u20b9]|", ""));
        return Pattern.compile("^([+-]?)\\s*(" + currency + ")\\s*|\\s*(%|" + currency + ")$");
    }

    private Pattern pattern() {
        String groups = thousands.isEmpty() ? "" : "[0-9]{1,3}(" + Pattern.quote(thousands) + "[0-9]{3})+|";
        return Pattern.compile(
                "[+-]?(" + groups + "[0-9]*)(" + Pattern.quote(String.valueOf(decimal)) + "[0-9]*)?([eE][+-]?[0-9]+)?");
    }

    /**
     * The number of a text.
     *
     * @param text without blanks around it
     * @return NaN where it is none, or none that is finite
     */
    double of(String text) {
        return parse(pattern == null ? text : plain(signs == null ? text : withoutSigns(text)));
    }

    /** The number of a text in plain decimal notation; else NaN. */
    static double parse(String text) {
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

    /** Java would also read 0x1p3, 1d and NaN. */
    private static boolean looksLikeNumber(String text) {
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

    /** With a point before the fraction; empty where groups do not have three digits. */
    private String plain(String text) {
        return pattern.matcher(text).matches() ? text.replace(thousands, "").replace(decimal, '.') : "";
    }

    private String withoutSigns(String text) {
        String minus = text.replace('\u2212', '-');
        Matcher inBrackets = LOSS.matcher(minus);
        String loss = inBrackets.matches() ? "-" + inBrackets.group(1) : minus; // (5) is -5 in accounts
        return signs.matcher(loss).replaceAll("$1").strip();
    }
}
