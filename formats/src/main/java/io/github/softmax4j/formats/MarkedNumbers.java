package io.github.softmax4j.formats;

import io.github.softmax4j.data.WrittenNumber;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Numbers that are written with more than digits and a point: with groups of thousands, a decimal comma, a currency,
 * per cent. They are read where users tell the signs; guessed they may be a thousand times too large.
 *
 * @param example a value
 * @param hasDecimalComma whether a comma stands before fractions
 * @param hasSigns whether there are signs of currency or per cent
 */
record MarkedNumbers(String example, boolean hasDecimalComma, boolean hasSigns) {
    private static final String DECIMAL_COMMA = ReadOption.DECIMAL.of(',');
    private static final String SIGN = "[+\u2212-]?";
    private static final Pattern NUMBER =
            Pattern.compile("\\(?(?:" + WrittenNumber.CURRENCY + ")?\\s*" + SIGN + "\\s*(?:" + WrittenNumber.CURRENCY
                    + ")?\\s*(\\d[\\d.,'\u2019 \u00a0\u202f\u2009]*\\d|\\d|[.,]\\d+)([eE][+-]?\\d+)?\\s*(?:%|"
                    + WrittenNumber.CURRENCY
                    + ")?\\)?");
    private static final Pattern SIGNED = Pattern.compile(
            "[+-]?\\s*(?:[\u2212(]|" + WrittenNumber.CURRENCY + ").*|.*(?:%|" + WrittenNumber.CURRENCY + ")");

    /**
     * Looks at some values.
     *
     * @param values without those that say that nothing is there
     * @return empty where they are plain numbers, or none at all
     */
    static Optional<MarkedNumbers> of(List<String> values) {
        if (values.isEmpty()
                || !values.stream().allMatch(value -> NUMBER.matcher(value).matches())) {
            return Optional.empty();
        }
        Optional<String> signed = first(values, value -> SIGNED.matcher(value).matches());
        Optional<String> grouped = first(
                values,
                value -> value.matches(".*\\d[,.'\u2019 \u00a0\u202f\u2009]\\d{3}([,.'\u2019 \u00a0\u202f\u2009].*)?")
                        && value.matches(".*[,'\u2019 \u00a0\u202f\u2009].*"));
        Optional<String> comma = first(
                values,
                value -> value.matches("[^,]*,[^,]*")
                        && (value.matches(".*,(\\d{1,2}|\\d{4,})\\D*") || !value.matches(".*\\d,\\d.*")));
        Optional<String> example = comma.or(() -> grouped).or(() -> signed);
        return example.map(value -> new MarkedNumbers(value, comma.isPresent(), signed.isPresent()));
    }

    private static Optional<String> first(List<String> values, Predicate<String> condition) {
        return values.stream().filter(condition).findFirst();
    }

    /** Which options read the column. */
    String advice(String column) {
        String takesSigns = ReadOption.NUMBERS.of(column) + " passes over signs of currency and per cent";
        String signs = hasSigns ? ", and " + takesSigns : "";
        if (hasDecimalComma) {
            String point = example.indexOf('.') >= 0 ? " and " + ReadOption.THOUSANDS.of('.') : "";
            return DECIMAL_COMMA + point + " reads decimal commas" + signs;
        }
        if (example.matches("[^,]*\\d,\\d{3}[^,.]*")) {
            return groups(',') + ", " + DECIMAL_COMMA + " decimal commas" + signs;
        }
        String marks = example.replaceAll("[^,'\u2019 \u00a0\u202f\u2009]", "");
        return example.matches(".*\\d[,'\u2019 \u00a0\u202f\u2009]\\d.*")
                ? groups(marks.charAt(0)) + signs
                : takesSigns;
    }

    private static String groups(char mark) {
        return ReadOption.THOUSANDS.of(mark) + " reads groups of three digits";
    }
}
