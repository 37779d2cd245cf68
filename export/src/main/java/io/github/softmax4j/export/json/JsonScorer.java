package io.github.softmax4j.export.json;

import io.github.softmax4j.export.form.CheckRows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scores rows by a file of coefficients alone, as a user's program would: makes features of the columns, and multiplies.
 *
 * @param coefficients classes x features
 * @param intercept one for each class
 * @param columns how features are made; empty where rows are features
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
record JsonScorer(double[][] coefficients, double[] intercept, List<Map<?, ?>> columns) {
    static JsonScorer of(Object json) {
        Map<?, ?> file = (Map<?, ?>) json;
        List<?> columns = (List<?>) file.get("columns");
        return new JsonScorer(
                ((List<?>) file.get("coef_")).stream().map(JsonScorer::numbers).toArray(double[][]::new),
                numbers(file.get("intercept_")),
                columns == null
                        ? List.of()
                        : columns.stream().<Map<?, ?>>map(Map.class::cast).toList());
    }

    private static double[] numbers(Object list) {
        return ((List<?>) list).stream().mapToDouble(Double.class::cast).toArray();
    }

    double[][] probabilities(CheckRows rows) {
        return IntStream.range(0, rows.rows())
                .mapToObj(i -> softmax(logits(columns.isEmpty() ? rows.features(i) : features(rows.row(i)))))
                .toArray(double[][]::new);
    }

    /** All NaN where the row is refused. */
    private double[] features(Object[] row) {
        var features = new double[coefficients[0].length];
        int first = 0;
        for (int c = 0; c < row.length; c++) {
            Map<?, ?> column = columns.get(c);
            int length = write(column, row[c], features, first);
            if (length < 0) {
                Arrays.fill(features, Double.NaN);
                return features;
            }
            first += length + (column.get("indicator").equals(true) ? 1 : 0);
        }
        return features;
    }

    /** The number of features without the indicator; -1 where the row is refused. */
    private static int write(Map<?, ?> column, Object value, double[] features, int first) {
        List<?> words = (List<?>) column.get("words");
        int length = words == null ? ((Double) column.get("length")).intValue() : words.size();
        if (isMissing(column, value)) {
            return fill(column, features, first) ? length : -1;
        }
        if (words == null) {
            System.arraycopy((double[]) value, 0, features, first, length);
            return length;
        }
        int place = words.indexOf(value);
        if (place >= 0) {
            features[first + place] = 1;
        }
        return place >= 0 || column.get("unseen").equals("zero") ? length : -1;
    }

    private static boolean isMissing(Map<?, ?> column, Object value) {
        return value instanceof double[] numbers
                ? Arrays.stream(numbers).allMatch(Double::isNaN)
                : value == null || ((List<?>) column.get("words_for_nothing")).contains(value);
    }

    private static boolean fill(Map<?, ?> column, double[] features, int first) {
        if (column.get("fill") == null) {
            return false;
        }
        double[] fill = numbers(column.get("fill"));
        System.arraycopy(fill, 0, features, first, fill.length);
        if (column.get("indicator").equals(true)) {
            features[first + fill.length] = 1;
        }
        return true;
    }

    private double[] logits(double... features) {
        double[] logits = intercept.clone();
        for (int k = 0; k < logits.length; k++) {
            for (int j = 0; j < features.length; j++) {
                logits[k] += coefficients[k][j] * features[j];
            }
        }
        return logits;
    }

    /** A number that is NaN or infinite makes all of them NaN. */
    private static double[] softmax(double... logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] powers =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }
}
