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
 * @param columns how features are made; none where rows are features
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
record JsonScorer(double[][] coefficients, double[] intercept, List<JsonColumn> columns) {
    static JsonScorer of(Object json) {
        Map<?, ?> file = (Map<?, ?>) json;
        List<?> columns = file.containsKey("columns") ? (List<?>) file.get("columns") : List.of();
        return new JsonScorer(
                ((List<?>) file.get("coef_")).stream().map(JsonColumn::numbers).toArray(double[][]::new),
                JsonColumn.numbers(file.get("intercept_")),
                columns.stream().map(JsonColumn::of).toList());
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
            if (!columns.get(c).write(row[c], features, first)) {
                Arrays.fill(features, Double.NaN);
                return features;
            }
            first += columns.get(c).width();
        }
        return features;
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

    /** A feature that is NaN or infinite makes all of them NaN. */
    private static double[] softmax(double... logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] powers =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }
}
