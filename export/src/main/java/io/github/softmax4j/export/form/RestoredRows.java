package io.github.softmax4j.export.form;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.Arrays;
import java.util.Optional;

/** Makes values of columns of the features that a recipe made of them. */
final class RestoredRows {
    /** What stands for a word that the training did not have: {@link #row} knows only that it was one. */
    private static final String OTHER_WORD = "another word";

    /** Fills were rounded to float in the features of a model of float, once or twice. */
    private static final double ROUNDING = 0x1p-22;

    private final ScoringForm form;
    private final int width;

    RestoredRows(ScoringForm form) {
        this.form = form;
        this.width = form.columns().stream()
                .mapToInt(column -> column.weights().length + indicators(column))
                .sum();
    }

    private static int indicators(FormColumn column) {
        return column.gap().map(Gap::hasIndicator).orElse(false) ? 1 : 0;
    }

    /**
     * A row.
     *
     * @param number in messages, from 0
     * @param features of the row
     * @return one value for each column
     * @throws IllegalArgumentException if no row has such features
     */
    Object[] row(int number, double[] features) {
        if (features.length != width) {
            throw new IllegalArgumentException(
                    "row " + number + " must have " + width + " features, but has " + features.length);
        }
        var row = new Object[form.columns().size()];
        int first = 0;
        for (int c = 0; c < row.length; c++) {
            FormColumn column = form.columns().get(c);
            int end = first + column.weights().length;
            boolean isMissing = indicators(column) == 1 && features[end] == 1;
            double[] own = Arrays.copyOfRange(features, first, end);
            try {
                row[c] = column instanceof WordColumn words
                        ? word(words, own, isMissing)
                        : numbers(column, own, isMissing);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "row " + number + ", column '" + column.name() + "': " + e.getMessage(), e);
            }
            first = end + indicators(column);
        }
        return row;
    }

    /** A flag between 0 and 1 is one that was missing. */
    private static double[] numbers(FormColumn column, double[] own, boolean isMissing) {
        boolean isFilledFlag = column.kind() == Kind.FLAG && own[0] != 0 && own[0] != 1;
        if (isMissing || isFilledFlag) {
            Arrays.fill(own, Double.NaN);
        }
        return own;
    }

    private static String word(WordColumn column, double[] own, boolean isMissing) {
        if (isMissing) {
            return null;
        }
        int place = 0;
        while (place < own.length && own[place] == 0) {
            place++;
        }
        boolean isWord =
                place < own.length && own[place] == 1 && Arrays.stream(own).sum() == 1;
        if (isWord) {
            return column.words().get(place);
        }
        if (isFilled(column.gap(), own)) {
            return null;
        }
        if (place < own.length || column.unseen().isEmpty()) {
            throw new IllegalArgumentException("the features of a word were expected, one 1 among zeros, but found "
                    + Arrays.stream(own).filter(value -> value != 0).count() + " that are not 0");
        }
        return otherWord(column);
    }

    private static boolean isFilled(Optional<Gap> gap, double[] own) {
        if (gap.isEmpty() || gap.get().hasIndicator()) {
            return false;
        }
        double[] fill = gap.get().fill();
        for (int j = 0; j < own.length; j++) {
            if (Math.abs(own[j] - fill[j]) > ROUNDING * Math.abs(fill[j])) {
                return false;
            }
        }
        return true;
    }

    /** A word that is none of the column's, and does not mean nothing. */
    static String otherWord(WordColumn column) {
        String word = OTHER_WORD;
        while (column.rowOf(word) != column.words().size() + 1) {
            word += "'";
        }
        return word;
    }
}
