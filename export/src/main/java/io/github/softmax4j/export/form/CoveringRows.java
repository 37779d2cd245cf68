package io.github.softmax4j.export.form;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes the rows of {@link CheckRows#covering}. */
final class CoveringRows {
    private static final int MOST_ROWS = 100;
    private static final int LEAST_ROWS = 20;
    /** Of all numbers of the rows, as far as words do not ask for more: so many are made and scored in no time. */
    private static final int NUMBERS = 4_000_000;

    /** Columns that refuse something show it in rows of their own: so many columns, not all of ten thousand. */
    private static final int MOST_REFUSING = 100;

    private static final int ONE_IN = 7;
    private static final int FAR_ROWS = 4;
    private static final double FAR = 1e7;

    private final ScoringForm form;
    private final Random random;
    private final BorderRows borders;

    CoveringRows(ScoringForm form, long seed) {
        this.form = form;
        this.random = new Random(seed);
        this.borders = new BorderRows(form, random);
    }

    /** One value for each column of each row. */
    List<Object[]> make() {
        var rows = new ArrayList<Object[]>();
        List<List<String>> words = form.columns().stream().map(this::accepted).toList();
        int count = Math.max(
                words.stream().mapToInt(List::size).max().orElse(0),
                Math.max(
                        LEAST_ROWS, Math.min(MOST_ROWS, NUMBERS / form.columns().size())));
        for (int i = 0; i < count; i++) {
            Object[] row = row(words, i);
            if (i < FAR_ROWS) {
                stretch(row);
            } else {
                borders.moveToBorder(row);
            }
            rows.add(row);
        }
        addRefused(rows);
        return rows;
    }

    /** The words that a column takes, in any order; null and words for nothing among them where one may be missing. */
    private List<String> accepted(FormColumn column) {
        var accepted = new ArrayList<String>();
        if (column instanceof WordColumn words) {
            accepted.addAll(words.words());
            if (column.gap().isPresent()) {
                accepted.add(null);
                accepted.addAll(words.nothings());
            }
            words.unseen().ifPresent(zeros -> accepted.add(RestoredRows.otherWord(words)));
            Collections.shuffle(accepted, random);
        }
        return accepted;
    }

    private Object[] row(List<List<String>> words, int i) {
        var row = new Object[words.size()];
        for (int c = 0; c < row.length; c++) {
            FormColumn column = form.columns().get(c);
            boolean isMissing = column.gap().isPresent() && random.nextInt(ONE_IN) == 0;
            row[c] = column instanceof WordColumn
                    ? words.get(c).get(i % words.get(c).size())
                    : isMissing ? lacking(column) : numbers(column);
        }
        return row;
    }

    private static double[] lacking(FormColumn column) {
        var numbers = new double[column.weights().length];
        Arrays.fill(numbers, Double.NaN);
        return numbers;
    }

    /** Numbers around those that take the place of missing ones, in the column's own measure. */
    private double[] numbers(FormColumn column) {
        double[][] weights = column.weights();
        var numbers = new double[weights.length];
        for (int j = 0; j < numbers.length; j++) {
            int feature = j;
            double center = column.gap().map(gap -> gap.fill()[feature]).orElse(0.0);
            numbers[j] = column.kind() == Kind.FLAG
                    ? random.nextInt(2)
                    : center + random.nextGaussian() * BorderRows.unit(weights[j]);
        }
        return numbers;
    }

    /** So far out that logits are millions. */
    private void stretch(Object[] row) {
        for (int c = 0; c < row.length; c++) {
            if (row[c] instanceof double[] numbers && form.columns().get(c).kind() != Kind.FLAG) {
                row[c] = Arrays.stream(numbers).map(number -> FAR * number).toArray();
            }
        }
    }

    /** A row for each thing that a column refuses, all else as in a row that is taken. */
    private void addRefused(List<Object[]> rows) {
        int taken = rows.size();
        int step = Math.max(1, form.columns().size() / MOST_REFUSING);
        for (int c = 0; c < form.columns().size(); c += step) {
            for (Object value : refused(form.columns().get(c))) {
                Object[] row =
                        rows.get(FAR_ROWS + random.nextInt(taken - FAR_ROWS)).clone();
                row[c] = value;
                rows.add(row);
            }
        }
    }

    private static List<Object> refused(FormColumn column) {
        var refused = new ArrayList<>();
        if (column instanceof WordColumn words) {
            if (words.unseen().isEmpty()) {
                refused.add(RestoredRows.otherWord(words));
            }
            if (column.gap().isEmpty()) {
                refused.add(null);
                refused.addAll(words.nothings());
            }
            return refused;
        }
        int length = column.weights().length;
        if (column.gap().isEmpty()) {
            refused.add(lacking(column));
        }
        if (length > 1) {
            var partly = new double[length];
            partly[length - 1] = Double.NaN;
            refused.add(partly);
        }
        var infinite = new double[length];
        infinite[0] = Double.POSITIVE_INFINITY;
        refused.add(infinite);
        return refused;
    }
}
