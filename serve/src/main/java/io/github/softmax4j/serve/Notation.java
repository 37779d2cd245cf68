package io.github.softmax4j.serve;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How values are written as text, as the training was told it.
 *
 * @param naValues words that mean that nothing is there, beside the usual ones
 * @param decimal the sign between whole and fraction
 * @param thousands the sign between groups of three digits; empty for none
 * @param dateFormat of the columns that were told to be dates, as strptime has it; null for ISO 8601
 * @param numbers the columns that were told to be numbers: signs of currencies and per cent are passed over there
 * @param dates the columns that were told to be dates
 */
record Notation(
        Set<String> naValues,
        char decimal,
        String thousands,
        String dateFormat,
        Set<String> numbers,
        Set<String> dates) {
    /** Words that mean in every column that nothing is there: no thing is called so. */
    static final List<String> NOTHING = List.of(("? NA N/A #N/A #NA <NA> NaN NAN Nan nan -nan -NaN -NAN +nan nan(ind)"
                    + " -nan(ind) NaT null NULL \\N #DIV/0! #VALUE! #REF! #NUM! #NAME? #NULL!")
            .split(" "));

    /** The one with a blank in it. */
    static final String NOTHING_OF_TWO = "#N/A N/A";

    /** Words that mean it among numbers, flags and dates, and may be the name of a thing among words. */
    static final List<String> NOTHING_AMONG_NUMBERS =
            List.of(("None none NONE n/a na Na N.A. n.a. Null nil NIL Nil - --"
                            + " --- . .. ... * (null) (none) missing Missing MISSING")
                    .split(" "));

    /** As a model keeps it; of other settings nothing. */
    static Notation of(Map<String, String> settings) {
        return new Notation(
                all(settings, "na-values."),
                settings.getOrDefault("decimal", "").isEmpty()
                        ? '.'
                        : settings.get("decimal").charAt(0),
                firstSign(settings.getOrDefault("thousands", "")),
                settings.get("date-format"),
                all(settings, "numbers."),
                all(settings, "dates."));
    }

    private static String firstSign(String text) {
        return text.substring(0, Math.min(1, text.length()));
    }

    private static Set<String> all(Map<String, String> settings, String prefix) {
        var values = new HashSet<String>();
        settings.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                values.add(value);
            }
        });
        return values;
    }

    /** The words that mean that nothing is there. */
    Set<String> nothing(Column.Kind kind) {
        var words = new HashSet<>(NOTHING);
        words.add(NOTHING_OF_TWO);
        words.addAll(naValues);
        if (kind != Column.Kind.CATEGORY) {
            words.addAll(NOTHING_AMONG_NUMBERS);
        }
        return words;
    }

    /** Those of them that are numbers, with the signs of this notation or plain: -999 is -999.0, too. */
    double[] naNumbers() {
        var written = new WrittenNumber(this, "");
        return naValues.stream()
                .mapToDouble(word -> Double.isNaN(written.of(word)) ? WrittenNumber.parse(word) : written.of(word))
                .filter(number -> !Double.isNaN(number))
                .toArray();
    }
}
