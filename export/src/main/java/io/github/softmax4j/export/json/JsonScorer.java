package io.github.softmax4j.export.json;

import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.WrittenScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores rows by a file of coefficients alone, as a user's program would: makes features of the columns, and
 * multiplies.
 *
 * @param coefficients classes x features
 * @param intercept one for each class
 * @param columns how features are made; none where rows are features
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
record JsonScorer(double[][] coefficients, double[] intercept, List<JsonColumn> columns) implements WrittenScorer {
    /** What a file says, which need not be one that was written here. */
    static JsonScorer of(JsonObject file) throws JsonException {
        var columns = new ArrayList<JsonColumn>();
        if (file.has("columns")) {
            for (JsonObject column : file.objects("columns")) {
                columns.add(JsonColumn.of(column));
            }
        }
        var scorer = new JsonScorer(file.rows("coef_"), file.numbers("intercept_"), columns);
        scorer.requireFit();
        return scorer;
    }

    private void requireFit() throws JsonException {
        if (coefficients.length != intercept.length) {
            throw new JsonException("coef_ must have one row for each of the " + intercept.length
                    + " numbers of intercept_, but has " + coefficients.length);
        }
        int width = columns.stream().mapToInt(JsonColumn::width).sum();
        if (!columns.isEmpty() && width != coefficients[0].length) {
            throw new JsonException(
                    "coef_ must have " + width + " columns, as columns make, but has " + coefficients[0].length);
        }
    }

    /** How many values a row has. */
    int inputs() {
        return columns.isEmpty() ? coefficients[0].length : columns.size();
    }

    @Override
    public double[][] probabilities(CheckRows rows) {
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

    @Override
    public void close() {
        // nothing is open
    }
}
