package io.github.softmax4j.export.reading;

import java.util.LinkedHashMap;
import java.util.Map;

/** A RegressionTable: what each predictor adds to the logit of a class. */
final class PmmlTable {
    /**
     * What has a coefficient.
     *
     * @param field its name
     * @param value of a category; null of a number
     */
    record Predictor(String field, String value) {}

    private final String category;
    private final double intercept;
    private final Map<Predictor, Double> coefficients = new LinkedHashMap<>();

    PmmlTable(String category, double intercept) {
        this.category = category;
        this.intercept = intercept;
    }

    /** Adds one; no two may be alike. */
    void add(Predictor predictor, double coefficient) {
        if (coefficients.putIfAbsent(predictor, coefficient) != null) {
            throw new IllegalArgumentException("a table must have one coefficient for each predictor, but that of '"
                    + category + "' has two for '" + predictor.field() + "'");
        }
    }

    String category() {
        return category;
    }

    double intercept() {
        return intercept;
    }

    /** By what has them, in the order of the file. */
    Map<Predictor, Double> coefficients() {
        return coefficients;
    }

    /** Whether it adds nothing to any row. */
    boolean isEmpty() {
        return intercept == 0 && coefficients.values().stream().allMatch(value -> value == 0);
    }
}
