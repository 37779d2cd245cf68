package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Whether the first line has the names of the columns. Names that are known rule: those of the training, and those that
 * users tell. Only without any goes it by the look of the line, which is told where it is not certain.
 *
 * @param isHeader whether it has
 * @param notes what may not be meant
 */
record HeaderGuess(boolean isHeader, ReadingNotes notes) {
    private static final String SAYS =
            " (" + ReadOption.HEADER.of(true) + " or " + ReadOption.HEADER.of(false) + " says what it is)";

    private static final HeaderGuess YES = new HeaderGuess(true, ReadingNotes.NONE);
    private static final HeaderGuess NO = new HeaderGuess(false, ReadingNotes.NONE);

    /** Below so many numbers in a row, 0, 1, 2 may be a row as well as pandas' names of columns. */
    private static final int FEWEST_COUNTED = 3;

    /** In fewer rows words may stand once by chance. */
    private static final int FEWEST_ROWS = 10;

    static HeaderGuess of(List<List<String>> rows, TextHints hints) {
        if (rows.isEmpty()) {
            return NO;
        }
        if (hints.header().isPresent()) {
            return hints.header().get() ? YES : NO;
        }
        List<String> first = rows.get(0).stream().map(String::strip).toList();
        var names = new HashSet<>(first);
        boolean hasTrained = hints.trained().map(names::containsAll).orElse(false);
        boolean hasTold = !hints.told().isEmpty() && first.containsAll(hints.told());
        if (hasTrained || hasTold) {
            return YES;
        }
        List<List<String>> others = rows.subList(1, rows.size());
        return areNames(first, others)
                ? ofWords(first, others, hints.trained())
                : ofNumbers(first, others, hints.trained().isPresent() ? 2 : FEWEST_COUNTED);
    }

    /**
     * Names are words, E1 and 2019-01 among them. The first may be blank, as pandas leaves that of its index, and the
     * last, where all lines end with a separator.
     */
    private static boolean areNames(List<String> first, List<List<String>> others) {
        int last = first.size() - 1;
        boolean endWithSeparator = last > 0
                && first.get(last).isEmpty()
                && others.stream()
                        .allMatch(row ->
                                row.size() == first.size() && row.get(last).isBlank());
        return IntStream.rangeClosed(0, last)
                .allMatch(i -> isSomething(first.get(i))
                        || (first.get(i).isEmpty() && (i == 0 || (i == last && endWithSeparator))));
    }

    private static boolean isSomething(String field) {
        return TextDialect.isWord(field) && !Notation.USUAL.isNothing(field);
    }

    private static HeaderGuess ofWords(List<String> first, List<List<String>> others, Optional<List<String>> trained) {
        boolean numbersBelow = others.stream().anyMatch(row -> row.stream().anyMatch(HeaderGuess::looksLikeNumber));
        if (numbersBelow) {
            return YES;
        }
        if (trained.isPresent()) {
            return trained.get().stream().anyMatch(first::contains) ? YES : NO;
        }
        boolean areDistinct = new HashSet<>(first).size() == first.size();
        long repeated = repeated(first, others, field -> true);
        if (areDistinct && 2 * repeated < first.size() && !others.isEmpty()) {
            return new HeaderGuess(
                    true,
                    ReadingNotes.ofWarning("the first line, " + TableColumns.some(first)
                            + ", is taken for names, though the lines below are words, too" + SAYS));
        }
        return areDistinct && others.isEmpty() ? YES : NO;
    }

    /** Also with other signs than a point. */
    private static boolean looksLikeNumber(String field) {
        return !TextDialect.isWord(field)
                || MarkedNumbers.of(List.of(field.strip())).isPresent();
    }

    /** How many fields of the first line, of some kind, stand again in their columns. */
    private static long repeated(List<String> first, List<List<String>> others, Predicate<String> isCounted) {
        return IntStream.range(0, first.size())
                .filter(i -> isCounted.test(first.get(i)))
                .filter(i -> others.stream()
                        .anyMatch(row -> i < row.size() && row.get(i).strip().equals(first.get(i))))
                .count();
    }

    /** pandas names columns 0, 1, 2, ... where they have no names, and leaves the name of its index blank. */
    private static HeaderGuess ofNumbers(List<String> first, List<List<String>> others, int fewest) {
        List<String> numbers =
                first.stream().filter(field -> !TextDialect.isWord(field)).toList();
        List<String> words = first.stream().filter(HeaderGuess::isSomething).toList();
        boolean counts = numbers.size() >= fewest
                && IntStream.range(0, numbers.size())
                        .allMatch(i -> numbers.get(i).equals(Integer.toString(i)));
        boolean blanks = numbers.size() + words.size() + (first.get(0).isEmpty() ? 1 : 0) == first.size();
        if (!counts || !blanks) {
            return ofRow(first, others);
        }
        boolean isHeader = !words.isEmpty() && areNew(first, others);
        String taken = isHeader ? "names, as pandas writes them" : "a row";
        return new HeaderGuess(
                isHeader,
                ReadingNotes.ofWarning(
                        "the first line, " + TableColumns.some(first) + ", is taken for " + taken + SAYS));
    }

    /** Words of a row stand in other rows, too; those of names, such as label behind 2019 and 2020, do not. */
    private static HeaderGuess ofRow(List<String> first, List<List<String>> others) {
        boolean hasWords = first.stream().anyMatch(HeaderGuess::isSomething);
        return hasWords && others.size() >= FEWEST_ROWS && areNew(first, others)
                ? new HeaderGuess(
                        false,
                        ReadingNotes.ofWarning("the first line, " + TableColumns.some(first)
                                + ", is taken for a row, though its words stand in no other" + SAYS))
                : NO;
    }

    private static boolean areNew(List<String> first, List<List<String>> others) {
        return repeated(first, others, TextDialect::isWord) == 0;
    }
}
