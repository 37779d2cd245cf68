package io.github.softmax4j.formats;

import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a column holds in some rows, counted while its features are made: one pass tells all. */
final class ColumnTally {
    /** Behind what may not be meant with numbers. */
    static final String SAYS_SO = " (" + ReadOption.NUMBERS + " says so, " + ReadOption.CATEGORIES + " takes names)";

    private static final int MOST_WORDS = 3;
    private static final int DIGITS = 6;
    private static final int LONGEST_WORD = 30;
    private static final double EXACT = 0x1p53;

    /** Identifiers have at most 64 bits; larger numbers are measurements. */
    private static final double LARGEST_IDENTIFIER = 0x1p64;

    /** In fewer rows numbers may ascend by chance. */
    private static final long FEWEST_COUNTED = 10;

    private static final double SECONDS_OF_DAY = 86_400;

    private final SourceColumn column;
    private final long[] categories;
    private long missing;
    private long unseen;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private long values;
    private double first;
    private double last;
    private boolean counts = true;
    private boolean areWhole = true;
    private long vanished;

    ColumnTally(SourceColumn column) {
        this.column = column;
        this.categories = new long[column.categories().size()];
    }

    void add(double value) {
        if (values == 0) {
            first = value;
        } else {
            counts &= value == last + 1;
        }
        last = value;
        values++;
        vanished += value != 0 && (float) value == 0 ? 1 : 0;
        areWhole &= value == Math.rint(value);
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
    }

    void addCategory(int code) {
        categories[code]++;
    }

    void addMissing() {
        missing++;
    }

    void addUnseen() {
        unseen++;
    }

    /** Adds what the column holds in the rows behind these. */
    void addAll(ColumnTally others) {
        missing += others.missing;
        unseen += others.unseen;
        Arrays.setAll(categories, k -> categories[k] + others.categories[k]);
        if (others.values > 0) {
            areWhole &= others.areWhole;
            vanished += others.vanished;
            counts &= others.counts && (values == 0 || others.first == last + 1);
            first = values == 0 ? others.first : first;
            last = others.last;
            values += others.values;
            smallest = Math.min(smallest, others.smallest);
            largest = Math.max(largest, others.largest);
        }
    }

    /** Values that are too small for float. */
    long vanished() {
        return vanished;
    }

    /**
     * Words that count for nothing.
     *
     * @param rows all that there are
     */
    List<String> unseen(long rows) {
        return unseen == 0
                ? List.of()
                : List.of(unseen + " of " + rows
                        + " rows have a word that the training did not have; all features of the column are 0 there");
    }

    /**
     * What may not be meant.
     *
     * @param rows all that there are
     */
    List<String> doubts(long rows) {
        var doubts = new ArrayList<String>();
        if (column.kind() != Kind.NUMBER || values == 0) {
            return doubts;
        }
        if (counts && values == rows && rows >= FEWEST_COUNTED && (first == 0 || first == 1)) {
            doubts.add("counts the rows, which says nothing of their classes (" + ReadOption.DROP + " leaves it out, "
                    + ReadOption.NUMBERS + " takes it)");
        }
        double size = Math.max(-smallest, largest);
        if (size > EXACT && size < LARGEST_IDENTIFIER && areWhole) {
            doubts.add("whole numbers beyond 2^53 are not exact" + SAYS_SO);
        }
        if (isDayNumber(smallest) && isDayNumber(largest)) {
            doubts.add("looks like dates written as numbers, " + range(number(smallest), number(largest)) + " ("
                    + ReadOption.DATES + " with " + ReadOption.DATE_FORMAT.of("%Y%m%d") + " reads dates)");
        }
        return doubts;
    }

    /** Such as 20241231. */
    private static boolean isDayNumber(double value) {
        long number = (long) value;
        long month = number / 100 % 100;
        long day = number % 100;
        return number == value
                && number >= 19000101
                && number < 22000101
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31;
    }

    Reading.Column described() {
        return new Reading.Column(
                column.name(),
                column.kind().name().toLowerCase(Locale.ROOT),
                column.featureNames().size(),
                missing,
                content());
    }

    private String content() {
        return switch (column.kind()) {
            case CATEGORY -> words();
            case NUMBER, VECTOR -> values == 0 ? "" : range(number(smallest), number(largest));
            case DATE -> values == 0 ? "" : range(date(smallest), date(largest));
            case FLAG -> values == 0 ? "" : range(smallest == 0 ? "false" : "true", largest == 0 ? "false" : "true");
        };
    }

    private static String range(String from, String to) {
        return from.equals(to) ? "always " + from : from + " to " + to;
    }

    /** With as many digits as tell columns apart. */
    private static String number(double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return isWhole
                ? Long.toString((long) value)
                : Double.toString(new BigDecimal(value, new MathContext(DIGITS)).doubleValue());
    }

    private static String date(double days) {
        String text = Instant.ofEpochSecond(Math.round(days * SECONDS_OF_DAY))
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
        return text.endsWith("T00:00") ? text.substring(0, text.length() - "T00:00".length()) : text;
    }

    private String words() {
        String words = IntStream.range(0, categories.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer k) -> -categories[k]))
                .limit(MOST_WORDS)
                .map(k -> brief(column.categories().get(k)) + " (" + categories[k] + ")")
                .collect(Collectors.joining(", "));
        return categories.length > MOST_WORDS ? words + ", " + (categories.length - MOST_WORDS) + " more" : words;
    }

    private static String brief(String word) {
        return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD) + "...";
    }
}
