package io.github.softmax4j.data;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A column of records, and how its value becomes features: that of a table with the same value. Numbers are NaN where
 * the value is missing, and infinite where it is not what the column holds.
 */
final class RecordColumn {
    private static final double MISSING = Double.NaN;
    private static final double WRONG = Double.POSITIVE_INFINITY;
    private static final int MOST_TOLD = 12;

    private final SourceColumn column;
    private final Unseen unseen;
    private final double largest;
    private final WrittenNumber numbers;
    private final Optional<String> dateFormat;
    private final Optional<DateFormat> dates;
    private final Set<String> nothings;
    private final List<Double> naNumbers;
    private final Map<String, Integer> codes = new HashMap<>();

    /**
     * A column.
     *
     * @param column how it becomes features
     * @param unseen what becomes of a category that the training did not have
     * @param notation how text is written
     * @param largest the largest number that features may have
     * @throws IllegalArgumentException if its dates are written in a way that is read of tables only
     */
    RecordColumn(SourceColumn column, Unseen unseen, Notation notation, double largest) {
        this.column = column;
        this.unseen = unseen;
        this.largest = largest;
        this.numbers = new WrittenNumber(notation, column.name());
        this.dateFormat = notation.dateFormat(column.name());
        this.dates = dateFormat.map(DateFormat::new);
        this.nothings = new HashSet<>(notation.nothing(Optional.of(column.kind())));
        this.naNumbers = notation.naNumbers();
        for (String category : column.categories()) {
            codes.put(category, codes.size());
        }
    }

    String name() {
        return column.name();
    }

    /** The number of features, with the indicator. */
    int width() {
        return column.values() + (column.hasIndicator() ? 1 : 0);
    }

    /**
     * Writes the features of a value.
     *
     * @param given null where there is none
     * @param features of the whole record, 0 where nothing is written
     * @param first where those of this column begin
     * @return false where the value is missing, and nothing takes its place
     * @throws IllegalArgumentException if it is not what the column holds
     */
    boolean write(Object given, double[] features, int first) {
        Object value = RecordValue.of(given);
        boolean isThere = value != null
                && switch (column.kind()) {
                    case CATEGORY -> writeCategory(value, features, first);
                    case VECTOR -> writeVector(value, features, first);
                    case NUMBER -> writeNumber(number(value), value, features, first);
                    case FLAG -> writeNumber(flag(value), value, features, first);
                    case DATE -> writeNumber(day(value), value, features, first);
                };
        return isThere || fill(features, first);
    }

    private boolean fill(double[] features, int first) {
        for (int i = 0; i < column.fill().size(); i++) {
            features[first + i] = column.fill().get(i);
        }
        if (column.hasIndicator()) {
            features[first + column.values()] = 1;
        }
        return !column.fill().isEmpty();
    }

    private boolean writeNumber(double number, Object value, double[] features, int at) {
        if (Double.isNaN(number)) {
            return false;
        }
        requireInRange(number, value);
        features[at] = number;
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
                        + dateFormat
                                .map(format -> "text of the format " + format)
                                .orElse("2024-12-31 (ISO 8601)");
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
        return Notation.YES.contains(word) ? 1 : Notation.NO.contains(word) ? 0 : WRONG;
    }

    private double day(Object value) {
        if (isNothing(value)) {
            return MISSING;
        }
        Optional<Moment> moment = value instanceof String text
                ? written(Spelling.trimmed(text)).map(time -> new Moment(time, Moment.Form.TIME))
                : Moment.of(value);
        return moment.map(Moment::day).orElse(WRONG);
    }

    private Optional<LocalDateTime> written(String text) {
        return dates.isPresent() ? dates.get().parse(text) : WrittenDate.ofIso(text);
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
        return word.isEmpty() || nothings.contains(word) || (!naNumbers.isEmpty() && isNaNumber(numbers.of(word)));
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
    private boolean writeCategory(Object value, double[] features, int first) {
        String text = WrittenText.of(value).orElseThrow(() -> wrong(value));
        Integer code = codes.get(text);
        if (code == null) {
            if (isNothing(value)) {
                return false;
            }
            code = codes.get(Spelling.of(Spelling.trimmed(text)));
        }
        if (code != null) {
            features[first + code] = 1;
        } else if (unseen == Unseen.ERROR) {
            throw new IllegalArgumentException("the training had " + some(column.categories()) + ", but found "
                    + RecordValue.described(value) + "; a recipe with Unseen.ZERO lets such a value count for nothing");
        }
        return true;
    }

    private static String some(List<String> words) {
        String listed = String.join(", ", words.subList(0, Math.min(MOST_TOLD, words.size())));
        return words.size() > MOST_TOLD ? listed + " and " + (words.size() - MOST_TOLD) + " more" : listed;
    }

    private boolean writeVector(Object value, double[] features, int first) {
        double[] elements = RecordValue.vector(value).orElseThrow(() -> wrong(value));
        if (elements.length != column.length()) {
            throw wrong(value);
        }
        for (int i = 0; i < elements.length; i++) {
            requireInRange(Double.isNaN(elements[i]) ? WRONG : elements[i], value);
            features[first + i] = elements[i];
        }
        return true;
    }
}
