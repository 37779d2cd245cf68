package io.github.softmax4j.formats;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How values are written as text: what users have told, or the training of a model.
 *
 * @param naValues words that mean that nothing is there, beside the usual ones
 * @param decimal the sign between whole and fraction
 * @param thousands the sign between groups of three digits
 * @param dateFormat of the columns that are told to be dates, as strptime has it; empty for ISO 8601
 * @param numbers the columns that are told to be numbers: signs of currencies and per cent are passed over there
 * @param dates the columns that are told to be dates
 */
record Notation(
        List<String> naValues,
        char decimal,
        Optional<Character> thousands,
        Optional<String> dateFormat,
        Set<String> numbers,
        Set<String> dates) {
    /** As text is usually written. */
    static final Notation USUAL = new Notation(List.of(), '.', Optional.empty(), Optional.empty(), Set.of(), Set.of());

    /** Words that mean in every column that nothing is there: no thing is called so. */
    static final List<String> NOTHING = List.of(
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
    static final List<String> NOTHING_AMONG_NUMBERS = List.of(
            "None", "none", "NONE", "n/a", "na", "Na", "N.A.", "n.a.", "Null", "nil", "NIL", "Nil", "-", "--", "---",
            ".", "..", "...", "*", "(null)", "(none)", "missing", "Missing", "MISSING");

    private static final String NA_VALUES = "na-values";
    private static final String DECIMAL = "decimal";
    private static final String THOUSANDS = "thousands";
    private static final String DATE_FORMAT = "date-format";
    private static final String NUMBERS = "numbers";
    private static final String DATES = "dates";
    /** Told as the sign between thousands: no groups, also where a model has some. */
    private static final char NO_SIGN = 0;

    private static final NumberField PLAIN = new NumberField(DataType.DOUBLE);

    Notation {
        naValues = List.copyOf(naValues);
        numbers = Set.copyOf(numbers);
        dates = Set.copyOf(dates);
    }

    /**
     * What the options tell, and where they tell nothing, the settings of a model. A decimal sign that is told makes
     * an end of the groups of a model.
     *
     * @throws InputException if one sign is told to be two things
     */
    static Notation of(ReadOptions options, String source) throws InputException {
        Map<String, String> settings =
                options.expected().map(ReadOptions.Expected::settings).orElse(Map.of());
        TableOptions told = options.table();
        char decimal = told.decimal().or(() -> character(settings, DECIMAL)).orElse('.');
        Optional<Character> kept = told.decimal().isPresent() ? Optional.empty() : character(settings, THOUSANDS);
        Optional<Character> thousands = told.thousands().or(() -> kept).filter(sign -> sign != NO_SIGN);
        if (thousands.equals(Optional.of(decimal))) {
            throw new InputException(
                    source,
                    "the sign between thousands must not be that before fractions, but both are '" + decimal + "' ("
                            + ReadOption.THOUSANDS + ", " + ReadOption.DECIMAL + ")");
        }
        return new Notation(
                told.naValues().isEmpty() ? list(settings, NA_VALUES) : told.naValues(),
                decimal,
                thousands,
                told.dateFormat().or(() -> Optional.ofNullable(settings.get(DATE_FORMAT))),
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

    /** The same for the columns that are told to be numbers and dates, by their names. */
    Notation withColumns(List<String> numberNames, List<String> dateNames) {
        var allNumbers = new HashSet<>(numbers);
        allNumbers.addAll(numberNames);
        var allDates = new HashSet<>(dates);
        allDates.addAll(dateNames);
        return new Notation(naValues, decimal, thousands, dateFormat, allNumbers, allDates);
    }

    /** As a model keeps it: only what is not as usual. */
    Map<String, String> settings() {
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

    /** The words that mean in a column of some kind that nothing is there. */
    List<String> nothing(Optional<Kind> kind) {
        boolean amongNumbers = kind.isPresent() && kind.get() != Kind.CATEGORY;
        return Stream.of(NOTHING, naValues, amongNumbers ? NOTHING_AMONG_NUMBERS : List.<String>of())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Those of the words that are numbers: -999 is -999.0, too. */
    List<Double> naNumbers() {
        return naValues.stream()
                .map(PLAIN::parse)
                .filter(number -> !Double.isNaN(number))
                .distinct()
                .toList();
    }

    boolean isNothing(String text) {
        return text.isEmpty() || NOTHING.contains(text) || naValues.contains(text);
    }

    /** Whether numbers of a column are written as DuckDB reads them. */
    boolean isPlain(String column) {
        return decimal == '.' && thousands.isEmpty() && !numbers.contains(column);
    }

    /** The format of a column's dates; empty for ISO 8601. */
    Optional<String> dateFormat(String column) {
        return dates.contains(column) ? dateFormat : Optional.empty();
    }
}
