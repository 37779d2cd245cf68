package io.github.softmax4j.formats;

import io.github.softmax4j.data.WrittenNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How text with separators is written, as far as its beginning shows.
 *
 * <p>Lines before the table may be passed over ({@link Preamble}), and the first one may have names ({@link
 * HeaderGuess}).
 *
 * @param separator between fields; a blank for any number of blanks and tabs
 * @param quote around fields that hold separators; 0 for none
 * @param skippedRecords records before the first row; one may have several lines, where its quotes hold line ends
 * @param names of the columns; none where there is no line of names
 * @param columns how many there are
 * @param rows the first rows
 * @param firstRowAt where these begin in the text
 * @param notes what was found, and what may not be meant
 */
record TextDialect(
        char separator,
        char quote,
        int skippedRecords,
        List<String> names,
        int columns,
        List<List<String>> rows,
        int firstRowAt,
        ReadingNotes notes) {
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final Pattern SINGLE_QUOTED = Pattern.compile("'[^']*'");

    /** Blanks and tabs, any number of them. */
    static final char BLANKS = ' ';

    /**
     * Looks at the beginning of a text.
     *
     * @param source for messages
     * @param text the beginning
     * @param isWhole whether it is all there is
     * @param hints what is known before
     */
    static TextDialect of(String source, String text, boolean isWhole, TextHints hints) throws InputException {
        Optional<Character> ofExcel = excelSeparator(text);
        char between =
                hints.separator().or(() -> ofExcel).orElseGet(() -> likelySeparator(text, isWhole, hints.quote()));
        List<TextHead.Line> lines = (between == BLANKS
                        ? TextHead.ofBlanks(text, hints.quote(), isWhole)
                        : TextHead.of(text, between, hints.quote(), isWhole))
                .records();
        int columns = new TextHead(lines).usualFields();
        if (columns == 0) {
            throw new InputException(source, "is empty");
        }
        Preamble preamble = Preamble.of(lines, columns, isWhole, hints);
        List<List<String>> rows = lines.subList(preamble.length(), lines.size()).stream()
                .filter(line -> !line.isBlank())
                .map(TextHead.Line::fields)
                .toList();
        HeaderGuess guess = HeaderGuess.of(rows, hints);
        requireAllNames(source, rows, columns, guess.isHeader());
        int skipped = preamble.length() + (guess.isHeader() ? 1 : 0);
        int firstRowAt = skipped == 0 ? 0 : lines.get(skipped - 1).end();
        ReadingNotes notes = new ReadingNotes(List.of(written(between, guess.isHeader())), preamble.warnings())
                .and(guess.notes())
                .and(quotes(rows, hints.quote()));
        if (!guess.isHeader()) {
            return new TextDialect(between, hints.quote(), skipped, List.of(), columns, rows, firstRowAt, notes);
        }
        List<String> names = names(rows.get(0));
        requireDistinct(source, names);
        return new TextDialect(
                between, hints.quote(), skipped, names, columns, rows.subList(1, rows.size()), firstRowAt, notes);
    }

    /** Single quotes stay part of the words that they stand around, unless they are told. */
    private static ReadingNotes quotes(List<List<String>> rows, char quote) {
        boolean isSingle = quote == TextHints.USUAL_QUOTE
                && rows.stream()
                        .anyMatch(row -> row.stream()
                                .anyMatch(field ->
                                        SINGLE_QUOTED.matcher(field.strip()).matches()));
        return isSingle
                ? ReadingNotes.ofWarning("single quotes are taken for a part of words (" + ReadOption.QUOTE.of('\'')
                        + " takes them off)")
                : ReadingNotes.NONE;
    }

    private static String written(char separator, boolean hasNames) {
        String name = switch (separator) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "vertical bar";
            case BLANKS -> "blanks";
            default -> "'" + separator + "'";
        };
        return "separator: " + name + "; " + (hasNames ? "the first line has names" : "without a line of names");
    }

    /** The sign of a line that is for Excel. */
    private static Optional<Character> excelSeparator(String text) {
        String first = text.lines().findFirst().orElse("").strip();
        return Preamble.isOfExcel(first) ? Optional.of(first.replace("\"", "").charAt(4)) : Optional.empty();
    }

    /**
     * The separator with which most lines have the same number of fields, above 1; blanks only where no other divides
     * the lines, or where a tab leaves several numbers in one field.
     */
    private static char likelySeparator(String text, boolean isWhole, char quote) {
        char best = SEPARATORS.get(0);
        double bestShare = 0;
        int bestFields = 1;
        for (char separator : SEPARATORS) {
            TextHead head = TextHead.of(text, separator, quote, isWhole);
            int fields = head.usualFields();
            double share = fields > 1 ? head.shareOfUsual() : 0;
            if (share > bestShare || (share == bestShare && fields > bestFields)) {
                best = separator;
                bestShare = share;
                bestFields = fields;
            }
        }
        TextHead byBlanks = TextHead.ofBlanks(text, quote, isWhole);
        boolean blanksDivide =
                byBlanks.usualFields() > bestFields && byBlanks.shareOfUsual() >= Math.max(bestShare, 0.5);
        boolean leavesNumbers = best == '\t'
                && TextHead.of(text, best, quote, isWhole).records().stream()
                        .filter(line -> !line.isBlank())
                        .allMatch(line -> line.fields().stream().anyMatch(TextDialect::isSeveralNumbers));
        return blanksDivide && (bestFields == 1 || leavesNumbers) ? BLANKS : best;
    }

    private static boolean isSeveralNumbers(String field) {
        String[] parts = field.strip().split("[ \t]+", -1);
        return parts.length > 1 && IntStream.range(0, parts.length).noneMatch(i -> isWord(parts[i]));
    }

    /** A line of names that lacks some, or has too many, is no row and names nothing for certain. */
    private static void requireAllNames(String source, List<List<String>> rows, int columns, boolean isHeader)
            throws InputException {
        if (rows.isEmpty()) {
            return;
        }
        List<String> first = rows.get(0);
        boolean looksLikeNames = isHeader || (rows.size() > 1 && first.stream().allMatch(TextDialect::isWord));
        if (first.size() != columns && looksLikeNames) {
            throw new InputException(
                    source + ", line of names",
                    "there must be a name for each column, but there are " + first.size() + " names ("
                            + TableColumns.some(first) + ") and the rows have " + columns + " fields; mend the line, or"
                            + " pass over it with " + ReadOption.SKIPPED_LINES + " and name columns by their index");
        }
    }

    static boolean isWord(String field) {
        return Double.isNaN(WrittenNumber.parse(field));
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
