package io.github.softmax4j.data;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How values are written as text: what users have told, or the training of a model.
 *
 * @param naValues words that mean that nothing is there, beside the usual ones
 * @param decimal the sign between whole and fraction
 * @param thousands the sign between groups of three digits
 * @param dateFormat of the columns that are told to be dates, as strptime has it; empty for ISO 8601
 * @param numbers the columns that are told to be numbers: signs of currencies and per cent are passed over there
 * @param dates the columns that are told to be dates
 * @see RecordFeatures
 */
public record Notation(
        List<String> naValues,
        char decimal,
        Optional<Character> thousands,
        Optional<String> dateFormat,
        Set<String> numbers,
        Set<String> dates) {
    /** As text is usually written. */
    public static final Notation USUAL =
            new Notation(List.of(), '.', Optional.empty(), Optional.empty(), Set.of(), Set.of());

    /** Words that mean in every column that nothing is there: no thing is called so. */
    public static final List<String> NOTHING = List.of(
            "?",
            "NA",
            "N/A",
            "#N/A",
            "#NA",
            "#N/A N/A",
            "<NA>",
            "NaN",
            "NAN",
            "Nan",
            "nan",
            "-nan",
            "-NaN",
            "-NAN",
            "+nan",
            "nan(ind)",
            "-nan(ind)",
            "NaT",
            "null",
            "NULL",
            "\\N",
            "#DIV/0!",
            "#VALUE!",
            "#REF!",
            "#NUM!",
            "#NAME?",
            "#NULL!");

    /** Words that mean it among numbers, flags and dates, and may be the name of a thing among words. */
    public static final List<String> NOTHING_AMONG_NUMBERS = List.of(
            "None", "none", "NONE", "n/a", "na", "Na", "N.A.", "n.a.", "Null", "nil", "NIL", "Nil", "-", "--", "---",
            ".", "..", "...", "*", "(null)", "(none)", "missing", "Missing", "MISSING");

    /** The words of flags, in small letters. */
    public static final Set<String> YES = Set.of("true", "t", "yes", "y", "on", "1", "1.0");

    /** See {@link #YES}. */
    public static final Set<String> NO = Set.of("false", "f", "no", "n", "off", "0", "0.0");

    private static final String NA_VALUES = "na-values";
    private static final String DECIMAL = "decimal";
    private static final String THOUSANDS = "thousands";
    private static final String DATE_FORMAT = "date-format";
    private static final String NUMBERS = "numbers";
    private static final String DATES = "dates";

    /**
     * Copies all.
     *
     * @param naValues words that mean that nothing is there, beside the usual ones
     * @param decimal the sign between whole and fraction
     * @param thousands the sign between groups of three digits
     * @param dateFormat of the columns that are told to be dates
     * @param numbers the columns that are told to be numbers
     * @param dates the columns that are told to be dates
     */
    public Notation {
        naValues = List.copyOf(naValues);
        numbers = Set.copyOf(numbers);
        dates = Set.copyOf(dates);
    }

    /**
     * As a model keeps it.
     *
     * @param settings see {@link #settings}; others are passed over
     * @return what they say, and else the usual
     */
    public static Notation of(Map<String, String> settings) {
        return new Notation(
                list(settings, NA_VALUES),
                character(settings, DECIMAL).orElse('.'),
                character(settings, THOUSANDS),
                Optional.ofNullable(settings.get(DATE_FORMAT)),
                Set.copyOf(list(settings, NUMBERS)),
                Set.copyOf(list(settings, DATES)));
    }

    private static List<String> list(Map<String, String> settings, String name) {
        return settings.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name + "."))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Optional<Character> character(Map<String, String> settings, String name) {
        return Optional.ofNullable(settings.get(name))
                .filter(text -> !text.isEmpty())
                .map(text -> text.charAt(0));
    }

    /**
     * The same for more columns that are told to be numbers and dates.
     *
     * @param numberNames the names of columns of numbers
     * @param dateNames the names of columns of dates
     * @return the notation
     */
    public Notation withColumns(List<String> numberNames, List<String> dateNames) {
        var allNumbers = new HashSet<>(numbers);
        allNumbers.addAll(numberNames);
        var allDates = new HashSet<>(dates);
        allDates.addAll(dateNames);
        return new Notation(naValues, decimal, thousands, dateFormat, allNumbers, allDates);
    }

    /**
     * As a model keeps it: only what is not as usual.
     *
     * @return by name, see {@link Reading#settings}
     */
    public Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        putAll(settings, NA_VALUES, naValues);
        if (decimal != '.') {
            settings.put(DECIMAL, String.valueOf(decimal));
        }
        thousands.ifPresent(sign -> settings.put(THOUSANDS, String.valueOf(sign)));
        dateFormat.ifPresent(format -> settings.put(DATE_FORMAT, format));
        putAll(settings, NUMBERS, numbers.stream().sorted().toList());
        putAll(settings, DATES, dates.stream().sorted().toList());
        return settings;
    }

    /** Each with a number: a name may hold any character that could stand between. */
    private static void putAll(Map<String, String> settings, String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            settings.put(name + "." + i, values.get(i));
        }
    }

    /**
     * The words that mean that nothing is there.
     *
     * @param kind of the column; empty for labels
     * @return each once
     */
    public List<String> nothing(Optional<Kind> kind) {
        boolean amongNumbers = kind.isPresent() && kind.get() != Kind.CATEGORY;
        return Stream.of(NOTHING, naValues, amongNumbers ? NOTHING_AMONG_NUMBERS : List.<String>of())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /**
     * Those of the words that are numbers, with the signs of this notation or plain: -999 is -999.0, too.
     *
     * @return each once
     */
    public List<Double> naNumbers() {
        var written = new WrittenNumber(this, "");
        return naValues.stream()
                .flatMap(word -> Stream.of(written.of(word), WrittenNumber.parse(word))
                        .filter(number -> !Double.isNaN(number))
                        .limit(1))
                .distinct()
                .toList();
    }

    /**
     * Whether a label, or a category, means that nothing is there.
     *
     * @param text without blanks around it
     * @return true for nothing, and for words that mean it everywhere
     */
    public boolean isNothing(String text) {
        return text.isEmpty() || NOTHING.contains(text) || naValues.contains(text);
    }

    /**
     * Whether numbers of a column are written with digits, a point and an exponent only.
     *
     * @param column its name
     * @return false where other signs are told
     */
    public boolean isPlain(String column) {
        return decimal == '.' && thousands.isEmpty() && !numbers.contains(column);
    }

    /**
     * The format of a column's dates.
     *
     * @param column its name
     * @return as strptime has it; empty for ISO 8601
     */
    public Optional<String> dateFormat(String column) {
        return dates.contains(column) ? dateFormat : Optional.empty();
    }
}
