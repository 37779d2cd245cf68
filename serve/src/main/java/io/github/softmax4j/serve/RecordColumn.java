package io.github.softmax4j.serve;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How the value of a column becomes features: those of a table with the same value. Numbers are NaN where the value is
 * missing, and infinite where it is not what the column holds.
 */
final class RecordColumn {
    private static final double MISSING = Double.NaN;
    private static final double WRONG = Double.POSITIVE_INFINITY;
    private static final int MOST_TOLD = 12;

    /** The words of flags, in small letters. */
    static final Set<String> YES = Set.of("true", "t", "yes", "y", "on", "1", "1.0");

    static final Set<String> NO = Set.of("false", "f", "no", "n", "off", "0", "0.0");

    private final Column column;
    private final boolean takesUnseen;
    private final double largest;
    private final WrittenNumber numbers;
    /** Null for ISO 8601. */
    private final String dateFormat;

    private final DateFormat dates;
    private final Set<String> nothings;
    private final double[] naNumbers;
    private final Map<String, Integer> codes = new HashMap<>();

    /**
     * A column.
     *
     * @param largest the largest number that features may have
     * @throws IllegalArgumentException if its dates are written in a way that is read of tables only
     */
    RecordColumn(Column column, boolean takesUnseen, Notation notation, double largest) {
        this.column = column;
        this.takesUnseen = takesUnseen;
        this.largest = largest;
        this.numbers = new WrittenNumber(notation, column.name());
        this.dateFormat = notation.dates().contains(column.name()) ? notation.dateFormat() : null;
        this.dates = dateFormat == null ? null : new DateFormat(dateFormat);
        this.nothings = notation.nothing(column.kind());
        this.naNumbers = notation.naNumbers();
        for (String word : column.words()) {
            codes.put(word, codes.size());
        }
    }

    String name() {
        return column.name();
    }

    /** The number of features, with the indicator. */
    int width() {
        return column.width();
    }

    /**
     * Puts the features of a value.
     *
     * @param given null where there is none
     * @param first where those of this column begin
     * @return false where the value is missing, and nothing takes its place
     * @throws IllegalArgumentException if it is not what the column holds
     */
    boolean put(Object given, int first, FeatureSink features) {
        Object value = RecordValue.of(given);
        boolean isThere = value != null
                && switch (column.kind()) {
                    case CATEGORY -> putCategory(value, first, features);
                    case VECTOR -> putVector(value, first, features);
                    case NUMBER -> putNumber(number(value), value, first, features);
                    case FLAG -> putNumber(flag(value), value, first, features);
                    case DATE -> putNumber(day(value), value, first, features);
                };
        return isThere || fill(first, features);
    }

    private boolean fill(int first, FeatureSink features) {
        double[] fill = column.fill();
        for (int i = 0; i < fill.length; i++) {
            features.put(first + i, fill[i]);
        }
        if (column.hasIndicator()) {
            features.put(first + column.values(), 1);
        }
        return fill.length > 0;
    }

    private boolean putNumber(double number, Object value, int at, FeatureSink features) {
        if (Double.isNaN(number)) {
            return false;
        }
        requireInRange(number, value);
        features.put(at, number);
        return true;
    }

    private void requireInRange(double number, Object value) {
        if (Double.isInfinite(number)) {
            throw wrong(value);
        }
        if (Math.abs(number) > largest) {
            throw new IllegalArgumentException(RecordValue.described(value)
                    + " is too large for float; a model trained in double has room for it");
        }
    }

    private IllegalArgumentException wrong(Object value) {
        String expected = switch (column.kind()) {
            case NUMBER -> "a finite number";
            case FLAG -> "true or false";
            case DATE ->
                "a date, of java.time or as "
                        + (dateFormat == null ? "2024-12-31 (ISO 8601)" : "text of the format " + dateFormat);
            case CATEGORY -> "a word";
            case VECTOR -> "a vector of " + column.length() + " finite numbers";
        };
        return new IllegalArgumentException(expected + " was expected, but found " + RecordValue.described(value));
    }

    private double number(Object value) {
        double number = value instanceof String text
                ? numbers.of(Spelling.trimmed(text))
                : value instanceof Number plain
                        ? plain.doubleValue()
                        : value instanceof Boolean flag ? (flag ? 1 : 0) : Double.NaN;
        if (Double.isNaN(number)) {
            return isNothing(value) ? MISSING : WRONG;
        }
        return isNaNumber(number) ? MISSING : number;
    }

    /** Among numbers only 0 and 1 are flags. */
    private double flag(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Number number && (number.doubleValue() == 0 || number.doubleValue() == 1)) {
            return number.doubleValue();
        }
        if (isNothing(value)) {
            return MISSING;
        }
        String word = value instanceof String text ? Spelling.trimmed(text).toLowerCase(Locale.ROOT) : "";
        return YES.contains(word) ? 1 : NO.contains(word) ? 0 : WRONG;
    }

    private double day(Object value) {
        if (isNothing(value)) {
            return MISSING;
        }
        LocalDateTime time;
        if (value instanceof String text) {
            String word = Spelling.trimmed(text);
            time = dates == null ? WrittenDate.ofIso(word) : dates.parse(word);
        } else {
            Moment moment = Moment.of(value);
            time = moment == null ? null : moment.time();
        }
        return time == null ? WRONG : Moment.day(time);
    }

    /** Whether the value is a number or a word that means that nothing is there. */
    private boolean isNothing(Object value) {
        if (value instanceof Number number) {
            return Double.isNaN(number.doubleValue()) || isNaNumber(number.doubleValue());
        }
        if (!(value instanceof String text)) {
            return false;
        }
        String word = Spelling.trimmed(text);
        return word.isEmpty() || nothings.contains(word) || (naNumbers.length > 0 && isNaNumber(numbers.of(word)));
    }

    private boolean isNaNumber(double number) {
        for (double naNumber : naNumbers) {
            if (number == naNumber) {
                return true;
            }
        }
        return false;
    }

    /** A category may be called as a word for nothing, where the training took that word for a thing. */
    private boolean putCategory(Object value, int first, FeatureSink features) {
        String text = WrittenText.of(value);
        if (text == null) {
            throw wrong(value);
        }
        Integer code = codes.get(text);
        if (code == null) {
            if (isNothing(value)) {
                return false;
            }
            code = codes.get(Spelling.of(Spelling.trimmed(text)));
        }
        if (code != null) {
            features.put(first + code, 1);
        } else if (!takesUnseen) {
            throw new IllegalArgumentException("the training had " + some(column.words()) + ", but found "
                    + RecordValue.described(value) + "; a recipe with Unseen.ZERO lets such a value count for nothing");
        }
        return true;
    }

    /** The first of many names. */
    static String some(List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(MOST_TOLD, names.size())));
        return names.size() > MOST_TOLD ? listed + " and " + (names.size() - MOST_TOLD) + " more" : listed;
    }

    private boolean putVector(Object value, int first, FeatureSink features) {
        double[] elements = RecordValue.vector(value);
        if (elements == null || elements.length != column.length()) {
            throw wrong(value);
        }
        for (int i = 0; i < elements.length; i++) {
            requireInRange(Double.isNaN(elements[i]) ? WRONG : elements[i], value);
            features.put(first + i, elements[i]);
        }
        return true;
    }
}
