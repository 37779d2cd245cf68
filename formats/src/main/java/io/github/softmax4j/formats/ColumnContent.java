package io.github.softmax4j.formats;

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
    boolean lacksValues() {
        return values < rows;
    }

    boolean isAllNumbers() {
        return numbers == values;
    }

    /**
     * What a column of words holds.
     *
     * @param values rows with a value
     * @param numbers values that are a number
     * @param flags values that are true or false
     * @param days values that are a date
     * @param distinctNumbers about how many different numbers are among them
     * @param distinct about how many different values there are
     */
    record Words(long values, long numbers, long flags, long days, long distinctNumbers, long distinct) {
        static final int COUNTS = 6;
    }
}
