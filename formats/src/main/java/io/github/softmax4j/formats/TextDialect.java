package io.github.softmax4j.formats;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How text with separators is written, as far as its beginning shows.
 *
 * <p>Lines before the table are passed over where they cannot be rows: empty ones; notes, which begin with one of #
 * ; % | and have another number of fields; scikit-learn's line {@code rows,features,classes}; and a line of names
 * that lacks one.
 *
 * @param separator between fields
 * @param skippedRecords records before the first row; one may have several lines, where its quotes hold line ends
 * @param names of the columns; none where there is no line of names
 * @param columns how many there are
 * @param rows the first rows
 * @param firstRowAt where these begin in the text
 */
record TextDialect(
        char separator, int skippedRecords, List<String> names, int columns, List<List<String>> rows, int firstRowAt) {
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final String NOTE_MARKS = "#;%|";
    private static final NumberField NUMBERS = new NumberField(DataType.DOUBLE);

    /**
     * Looks at the beginning of a text.
     *
     * @param source for messages
     * @param text the beginning
     * @param isWhole whether it is all there is
     * @param separator empty to find it
     * @param header whether there is a line of names; empty to go by its look
     * @param wanted names that a line of words must have to be one of names; empty where none are known
     */
    static TextDialect of(
            String source,
            String text,
            boolean isWhole,
            Optional<Character> separator,
            Optional<Boolean> header,
            Optional<List<String>> wanted)
            throws InputException {
        char between = separator.orElseGet(() -> likelySeparator(text, isWhole));
        List<TextHead.Line> lines = TextHead.of(text, between, isWhole).records();
        int columns = new TextHead(lines).usualFields();
        if (columns == 0) {
            throw new InputException(source, "is empty");
        }
        int first = 0;
        while (first < lines.size() && isPreamble(lines.get(first), columns)) {
            first++;
        }
        List<List<String>> rows = lines.subList(first, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .map(TextHead.Line::fields)
                .toList();
        boolean hasHeader = !rows.isEmpty() && header.orElseGet(() -> looksLikeHeader(rows, wanted));
        int skipped = first + (hasHeader ? 1 : 0);
        int firstRowAt = skipped == 0 ? 0 : lines.get(skipped - 1).end();
        if (!hasHeader) {
            return new TextDialect(between, skipped, List.of(), columns, rows, firstRowAt);
        }
        List<String> names = names(rows.get(0));
        requireDistinct(source, names);
        return new TextDialect(between, skipped, names, names.size(), rows.subList(1, rows.size()), firstRowAt);
    }

    /** The separator with which most lines have the same number of fields, above 1. */
    private static char likelySeparator(String text, boolean isWhole) {
        char best = SEPARATORS.get(0);
        double bestShare = 0;
        int bestFields = 1;
        for (char separator : SEPARATORS) {
            TextHead head = TextHead.of(text, separator, isWhole);
            int fields = head.usualFields();
            double share = fields > 1 ? head.shareOfUsual() : 0;
            if (share > bestShare || (share == bestShare && fields > bestFields)) {
                best = separator;
                bestShare = share;
                bestFields = fields;
            }
        }
        return best;
    }

    private static boolean isPreamble(TextHead.Line line, int columns) {
        List<String> fields = line.fields();
        if (line.isBlank()) {
            return true;
        }
        boolean note = NOTE_MARKS.indexOf(line.text().charAt(0)) >= 0 && fields.size() != columns;
        boolean namesButOne =
                columns > 2 && fields.size() == columns - 1 && fields.stream().allMatch(TextDialect::isWord);
        return note || namesButOne || isCountLine(fields, columns);
    }

    /** rows,features,name of class,name of class,...: how scikit-learn's own data sets begin. */
    private static boolean isCountLine(List<String> fields, int columns) {
        return fields.size() > 2
                && fields.get(0).matches("\\d{1,9}")
                && fields.get(1).equals(Integer.toString(columns - 1))
                && fields.stream().skip(2).allMatch(TextDialect::isWord);
    }

    /**
     * Names are words, E1 and 2019-01 among them; only the first may be blank, as pandas leaves that of its index.
     * Where the rows below are words too, a line of names has one of those wanted, or each of its words occurs
     * nowhere else in its column.
     */
    private static boolean looksLikeHeader(List<List<String>> rows, Optional<List<String>> wanted) {
        List<String> first = rows.get(0).stream().map(String::strip).toList();
        List<List<String>> others = rows.subList(1, rows.size());
        boolean allNames = IntStream.range(0, first.size())
                .allMatch(i -> isWord(first.get(i))
                        && (isSomething(first.get(i)) || (i == 0 && first.get(0).isEmpty())));
        if (!allNames) {
            return false;
        }
        boolean numbersBelow = others.stream().anyMatch(row -> row.stream().anyMatch(field -> !isWord(field)));
        if (numbersBelow) {
            return true;
        }
        if (wanted.isPresent()) {
            return wanted.get().stream().anyMatch(first::contains);
        }
        boolean repeated = IntStream.range(0, first.size())
                .anyMatch(i -> others.stream()
                        .anyMatch(row -> i < row.size() && row.get(i).strip().equals(first.get(i))));
        return !repeated && new HashSet<>(first).size() == first.size();
    }

    private static boolean isSomething(String field) {
        return !field.isEmpty() && !FeatureSql.MISSING.contains(field);
    }

    static boolean isWord(String field) {
        return Double.isNaN(NUMBERS.parse(field));
    }

    /** Columns without a name, such as the index that pandas writes, get their place for one. */
    private static List<String> names(List<String> header) {
        return IntStream.range(0, header.size())
                .mapToObj(i ->
                        header.get(i).isBlank() ? "column" + i : header.get(i).strip())
                .toList();
    }

    private static void requireDistinct(String source, List<String> names) throws InputException {
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InputException(
                        source + ", line of names", "column names must differ, but '" + name + "' stands twice");
            }
        }
    }
}
