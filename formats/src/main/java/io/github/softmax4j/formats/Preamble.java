package io.github.softmax4j.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The lines before a table, which are passed over only where they cannot be rows: empty ones; notes, which begin with
 * one of # ; % | and have another number of fields; the line {@code sep=;} of Excel; scikit-learn's line {@code
 * rows,features,classes}, if it counts what follows; a line of names that lacks one.
 *
 * @param length how many lines these are
 * @param warnings about each of them but empty ones and Excel's
 */
record Preamble(int length, List<String> warnings) {
    private static final String NOTE_MARKS = "#;%|";
    private static final Pattern EXCEL = Pattern.compile("(?i)\"?sep=.\"?");
    private static final int LONGEST_SHOWN = 60;

    /**
     * Looks at the first lines.
     *
     * @param columns how many fields the rows have
     * @param isWhole whether the lines are all there are
     * @param hints what is known before
     */
    static Preamble of(List<TextHead.Line> lines, int columns, boolean isWhole, TextHints hints) {
        var warnings = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            TextHead.Line line = lines.get(i);
            if (line.isBlank() || isOfExcel(line.text())) {
                continue;
            }
            boolean cannotBeRow = isNote(line, columns)
                    || lacksOneName(line.fields(), columns, hints)
                    || (isWhole && hints.trained().isEmpty() && isCountLine(lines, i, columns));
            if (!cannotBeRow) {
                return new Preamble(i, warnings);
            }
            warnings.add("line " + (i + 1) + " is passed over: " + brief(line.text()) + " ("
                    + ReadOption.SKIPPED_LINES.of(i + 1) + " says so)");
        }
        return new Preamble(lines.size(), warnings);
    }

    /** A file for Excel may begin with sep=; in a line of its own. */
    static boolean isOfExcel(String line) {
        return EXCEL.matcher(line).matches();
    }

    private static String brief(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.length() <= LONGEST_SHOWN ? first : first.substring(0, LONGEST_SHOWN) + "...";
    }

    private static boolean isNote(TextHead.Line line, int columns) {
        boolean isMarked =
                !line.text().isEmpty() && NOTE_MARKS.indexOf(line.text().charAt(0)) >= 0;
        return isMarked && line.fields().size() != columns;
    }

    /** Names of all columns but one, nobody knows which; where names are asked for, that is an error. */
    private static boolean lacksOneName(List<String> fields, int columns, TextHints hints) {
        boolean isAskedFor = hints.header().orElse(false)
                || hints.told().stream().anyMatch(fields::contains)
                || hints.trained().stream().flatMap(List::stream).anyMatch(fields::contains);
        return !isAskedFor
                && columns > 2
                && fields.size() == columns - 1
                && fields.stream().allMatch(TextDialect::isWord);
    }

    /** rows,features,name of class,name of class,...: how scikit-learn's own data sets begin. */
    private static boolean isCountLine(List<TextHead.Line> lines, int index, int columns) {
        List<String> fields = lines.get(index).fields();
        boolean countsColumns = fields.size() > 2
                && fields.get(0).matches("\\d{1,9}")
                && fields.get(1).equals(Integer.toString(columns - 1))
                && fields.stream().skip(2).allMatch(TextDialect::isWord);
        if (!countsColumns) {
            return false;
        }
        List<List<String>> below = lines.subList(index + 1, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .map(TextHead.Line::fields)
                .toList();
        return Long.parseLong(fields.get(0)) == below.size() && !mayBeRow(fields, below, columns);
    }

    /** As many fields as the rows have, and a word nowhere where they have numbers. */
    private static boolean mayBeRow(List<String> fields, List<List<String>> below, int columns) {
        return fields.size() == columns
                && IntStream.range(0, columns)
                        .noneMatch(i -> TextDialect.isWord(fields.get(i))
                                && below.stream().allMatch(row -> i < row.size() && !TextDialect.isWord(row.get(i))));
    }
}
