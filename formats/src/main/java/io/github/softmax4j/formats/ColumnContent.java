package io.github.softmax4j.formats;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.Optional;

/**
 * What the columns of a relation hold, counted.
 *
 * @param rows all rows
 * @param values rows with a value
 * @param numbers rows with a text that is a number
 * @param words more about a text that has words in it; empty for others
 */
record ColumnContent(long rows, long values, long numbers, Optional<Words> words) {
    boolean isAllNumbers() {
        return numbers == values;
    }

    /** The same column, with more about its words. */
    ColumnContent with(Words found) {
        return new ColumnContent(rows, values, found.numbers(), Optional.of(found));
    }

    /** Rows without a value, if the column holds this: words such as None are values of a category only. */
    long missing(Kind kind) {
        long nothings = words.map(Words::nothings).orElse(0L);
        return rows - values + (kind == Kind.CATEGORY ? 0 : nothings);
    }

    /**
     * What a column of words holds.
     *
     * @param values rows with a value
     * @param numbers values that are a number
     * @param flags values that are true or false
     * @param days values that are a date
     * @param nothings values that are a word for nothing among numbers, flags and dates
     * @param distinctNumbers about how many different numbers are among them
     * @param distinct about how many different values there are
     */
    record Words(long values, long numbers, long flags, long days, long nothings, long distinctNumbers, long distinct) {
        static final int COUNTS = 7;

        /** Those that are something, whatever the column holds. */
        long things() {
            return values - nothings;
        }
    }
}
