package io.github.softmax4j.export.form;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows that a written file is scored on, column by column, and that the model itself is asked about.
 *
 * <p>Numbers are NaN and words null where they are missing; dates are days since 1970-01-01, to the second.
 */
public final class CheckRows {
    private static final double SECONDS_PER_DAY = 86_400;
    /** 27000 years: beyond, not every second is a number of days in double, and java.time soon ends. */
    private static final double MOST_DAYS = 1e7;

    private final ScoringForm form;
    private final int rows;
    /** For each column a double[] of rows x length, or a String[] of rows. */
    private final Object[] values;

    private CheckRows(ScoringForm form, int rows) {
        this.form = form;
        this.rows = rows;
        this.values = form.columns().stream()
                .map(column -> column instanceof NumberColumn numbers
                        ? new double[Math.multiplyExact(rows, numbers.length())]
                        : new String[rows])
                .toArray();
    }

    /**
     * Takes rows.
     *
     * @param form whose rows they are
     * @param rows one value for each column, see {@link FormColumn#addLogits}; copied
     * @return the rows
     */
    public static CheckRows of(ScoringForm form, List<Object[]> rows) {
        var all = new CheckRows(form, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            for (int c = 0; c < all.values.length; c++) {
                all.put(i, c, rows.get(i)[c]);
            }
        }
        return all;
    }

    /**
     * Rows that show what a file can do: every word, missing and unseen ones, vectors that lack numbers, infinite ones,
     * logits of ten millions, rows that are refused; and most of them near the border between two classes, where
     * probabilities tell the smallest difference.
     *
     * @param form whose rows they are
     * @param seed of the same rows
     * @return the rows
     */
    public static CheckRows covering(ScoringForm form, long seed) {
        return of(form, new CoveringRows(form, seed).make());
    }

    /**
     * Rows that a reader has made features of.
     *
     * @param form of columns or of features
     * @param features rows x features of the model, finite
     * @return the rows as they were before that
     * @throws IllegalArgumentException if no row of the table has such features
     */
    public static CheckRows ofFeatures(ScoringForm form, double[][] features) {
        var restored = new RestoredRows(form);
        return of(
                form,
                IntStream.range(0, features.length)
                        .mapToObj(i -> restored.row(i, features[i]))
                        .toList());
    }

    private void put(int row, int column, Object value) {
        if (values[column] instanceof String[] words) {
            words[row] = (String) value;
            return;
        }
        var from = (double[]) value;
        var to = (double[]) values[column];
        Kind kind = form.columns().get(column).kind();
        for (int j = 0; j < from.length; j++) {
            to[row * from.length + j] = kept(from[j], kind);
        }
    }

    /** Features are what the file may take in float, dates what java.time has. */
    private double kept(double number, Kind kind) {
        if (!Double.isFinite(number)) {
            return number;
        }
        if (kind == Kind.DATE) {
            double days = Math.max(-MOST_DAYS, Math.min(MOST_DAYS, number));
            return Math.rint(days * SECONDS_PER_DAY) / SECONDS_PER_DAY;
        }
        return number;
    }

    /**
     * The same rows as a file takes them that has no room for a double.
     *
     * @return all numbers rounded to float
     */
    public CheckRows inFloat() {
        var rounded = new CheckRows(form, rows);
        for (int c = 0; c < values.length; c++) {
            rounded.values[c] = values[c] instanceof double[] numbers
                    ? Arrays.stream(numbers).map(number -> (float) number).toArray()
                    : values[c];
        }
        return rounded;
    }

    /**
     * How many they are.
     *
     * @return 0 or more
     */
    public int rows() {
        return rows;
    }

    /**
     * The numbers of a column.
     *
     * @param column its index, of a {@link NumberColumn}
     * @return rows x length, row after row; not a copy, and not to be changed
     */
    public double[] numbers(int column) {
        return (double[]) values[column];
    }

    /**
     * The words of a column.
     *
     * @param column its index, of a {@link WordColumn}
     * @return one for each row; not a copy, and not to be changed
     */
    public String[] words(int column) {
        return (String[]) values[column];
    }

    /**
     * A row.
     *
     * @param row its index
     * @return one value for each column, see {@link FormColumn#addLogits}
     */
    public Object[] row(int row) {
        return IntStream.range(0, values.length).mapToObj(c -> value(row, c)).toArray();
    }

    private Object value(int row, int column) {
        if (values[column] instanceof String[] words) {
            return words[row];
        }
        int length = form.columns().get(column).weights().length;
        return Arrays.copyOfRange((double[]) values[column], row * length, (row + 1) * length);
    }

    /**
     * A row as the model takes it, if it takes features.
     *
     * @param row its index
     * @return one for each feature
     */
    public double[] features(int row) {
        var features = new double[values.length];
        for (int c = 0; c < features.length; c++) {
            features[c] = ((double[]) values[c])[row];
        }
        return features;
    }

    /**
     * A row as the model takes it, if it takes records.
     *
     * @param row its index
     * @return values by the names of columns, none of them null
     */
    public Map<String, Object> record(int row) {
        var record = new HashMap<String, Object>();
        for (int c = 0; c < values.length; c++) {
            FormColumn column = form.columns().get(c);
            Object value = value(row, c);
            if (value instanceof double[] numbers && !NumberColumn.isMissing(numbers)) {
                record.put(column.name(), ofJava(numbers, column.kind()));
            } else if (value instanceof String word) {
                record.put(column.name(), word);
            }
        }
        return record;
    }

    private static Object ofJava(double[] numbers, Kind kind) {
        if (kind == Kind.VECTOR) {
            return numbers;
        }
        return kind == Kind.DATE && Double.isFinite(numbers[0])
                ? LocalDateTime.ofEpochSecond((long) Math.rint(numbers[0] * SECONDS_PER_DAY), 0, ZoneOffset.UTC)
                : numbers[0];
    }
}
