package io.github.softmax4j.formats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How text with separators is written, as far as its beginning shows.
 *
 * <p>Lines before the table are passed over only where they cannot be rows: empty ones; notes, which begin with one of
 * # ; % | and have another number of fields; the line {@code sep=;} of Excel; scikit-learn's line {@code
 * rows,features,classes}, if it counts what follows; a line of names that lacks one. What is passed over is told.
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
    private static final String NOTE_MARKS = "#;%|";
    private static final String EXCEL = "(?i)\"?sep=.\"?";
    private static final NumberField NUMBERS = new NumberField(DataType.DOUBLE);
    private static final int LONGEST_SHOWN = 60;

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
        var preamble = new Preamble(lines, columns, isWhole, hints);
        int first = preamble.length();
        List<TextHead.Line> table = lines.subList(first, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .toList();
        List<List<String>> rows = table.stream().map(TextHead.Line::fields).toList();
        HeaderGuess guess = HeaderGuess.of(rows, hints);
        requireAllNames(source, rows, columns, guess.isHeader());
        int skipped = first + (guess.isHeader() ? 1 : 0);
        int firstRowAt = skipped == 0 ? 0 : lines.get(skipped - 1).end();
        ReadingNotes notes =
                new ReadingNotes(List.of(written(between, guess.isHeader())), preamble.warnings()).and(guess.notes());
        notes = notes.and(quotes(rows, hints.quote()));
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
                        .anyMatch(row ->
                                row.stream().anyMatch(field -> field.strip().matches("'[^']*'")));
        return isSingle
                ? ReadingNotes.ofWarning("single quotes are taken for a part of words (--quote \"'\" takes them off)")
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

    /** A file for Excel may begin with sep=; in a line of its own. */
    private static Optional<Character> excelSeparator(String text) {
        String first = text.lines().findFirst().orElse("").strip();
        return first.matches(EXCEL) ? Optional.of(first.replace("\"", "").charAt(4)) : Optional.empty();
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

    /** The lines before the table. */
    private static final class Preamble {
        private final List<TextHead.Line> lines;
        private final int columns;
        private final boolean isWhole;
        private final TextHints hints;
        private final List<String> warnings = new ArrayList<>();

        Preamble(List<TextHead.Line> lines, int columns, boolean isWhole, TextHints hints) {
            this.lines = lines;
            this.columns = columns;
            this.isWhole = isWhole;
            this.hints = hints;
        }

        int length() {
            int first = 0;
            while (first < lines.size() && isPassedOver(first)) {
                first++;
            }
            return first;
        }

        private boolean isPassedOver(int index) {
            TextHead.Line line = lines.get(index);
            if (line.isBlank() || line.text().matches(EXCEL)) {
                return true;
            }
            List<String> fields = line.fields();
            boolean isMarked =
                    !line.text().isEmpty() && NOTE_MARKS.indexOf(line.text().charAt(0)) >= 0;
            boolean isNote = isMarked && fields.size() != columns;
            boolean passedOver = isNote || isCountLine(index) || lacksOneName(fields);
            if (passedOver) {
                String shown = line.text().lines().findFirst().orElse("");
                warnings.add("line " + (index + 1) + " is passed over: "
                        + (shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "...")
                        + " (--skip-rows " + (index + 1) + " says so)");
            }
            return passedOver;
        }

        /** Names of all columns but one, nobody knows which; where names are asked for, that is an error. */
        private boolean lacksOneName(List<String> fields) {
            boolean isAskedFor = hints.header().orElse(false)
                    || hints.told().stream().anyMatch(fields::contains)
                    || hints.trained().stream().flatMap(List::stream).anyMatch(fields::contains);
            return !isAskedFor
                    && columns > 2
                    && fields.size() == columns - 1
                    && fields.stream().allMatch(TextDialect::isWord);
        }

        /** rows,features,name of class,name of class,...: how scikit-learn's own data sets begin. */
        private boolean isCountLine(int index) {
            List<String> fields = lines.get(index).fields();
            List<List<String>> below = lines.subList(index + 1, lines.size()).stream()
                    .filter(line -> !line.isBlank())
                    .map(TextHead.Line::fields)
                    .toList();
            boolean countsColumns = fields.size() > 2
                    && fields.get(0).matches("\\d{1,9}")
                    && fields.get(1).equals(Integer.toString(columns - 1))
                    && fields.stream().skip(2).allMatch(TextDialect::isWord);
            if (!countsColumns || hints.trained().isPresent() || mayBeRow(fields, below)) {
                return false;
            }
            long rows = Long.parseLong(fields.get(0));
            return isWhole && rows == below.size();
        }

        /** As many fields as the rows have, and a word nowhere where they have numbers. */
        private boolean mayBeRow(List<String> fields, List<List<String>> below) {
            return fields.size() == columns
                    && IntStream.range(0, columns)
                            .noneMatch(i -> isWord(fields.get(i))
                                    && below.stream().allMatch(row -> i < row.size() && !isWord(row.get(i))));
        }

        List<String> warnings() {
            return warnings;
        }
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
                            + " pass over it with --skip-rows and name columns by their index");
        }
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
