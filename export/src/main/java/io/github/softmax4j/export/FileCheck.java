package io.github.softmax4j.export;

import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.WrittenScorer;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds what a written file says of rows against what the model says.
 *
 * <pre>
 *   |p_file - p_model| &lt;= ALLOWED + TERMS u m,   m = |intercept| + sum of |value times weight|
 * </pre>
 *
 * <p>where u is the rounding of the number type: no sum of numbers as large as m can be told more exactly (Higham,
 * Accuracy and Stability of Numerical Algorithms, section 3.1).
 */
final class FileCheck {
    private static final double ALLOWED_IN_DOUBLE = 1e-12;
    private static final double ROUNDING_OF_DOUBLE = 0x1p-53;
    /** Of powers, sums and quotients of float behind the logits. */
    private static final double ALLOWED_IN_FLOAT = 5e-6;

    private static final double ROUNDING_OF_FLOAT = 0x1p-24;

    /** In a sum of n numbers that round either way, about the square root of n of them add up. */
    private static final int LEAST_TERMS = 4;

    private final Path file;
    private final SoftmaxModel model;
    private final ScoringForm form;
    private final boolean inFloat;
    private final double rounding;
    private long refused;
    private double largest;

    FileCheck(Path file, ExportPlan plan) {
        this.file = file;
        this.model = plan.model();
        this.form = plan.form();
        this.inFloat = plan.options().inFloat();
        double terms = Math.max(LEAST_TERMS, Math.sqrt(form.columns().size()));
        this.rounding = terms * (inFloat ? ROUNDING_OF_FLOAT : ROUNDING_OF_DOUBLE);
    }

    /** Compares all rows; throws at the first that differs by more than it may. */
    void compare(WrittenScorer scorer, CheckRows given) throws IOException {
        CheckRows rows = inFloat && form.ofFeatures() ? given.inFloat() : given;
        double[][] written = scorer.probabilities(rows);
        if (written.length != rows.rows()) {
            throw failed("must answer " + rows.rows() + " rows, but answers " + written.length);
        }
        Optional<String[]> labels = scorer.labels(rows);
        for (int i = 0; i < written.length; i++) {
            double[] expected = answer(rows, i);
            compare(i, rows, expected, written[i]);
            if (labels.isPresent()) {
                compareLabel(i, rows, expected, labels.get()[i]);
            }
        }
    }

    /** Of classes that are as probable as each other, within what is allowed, any may win. */
    private void compareLabel(int row, CheckRows rows, double[] expected, String label) throws ExportException {
        int winner = ScoringForm.winner(expected);
        if (winner < 0) {
            return;
        }
        int named = form.classes().indexOf(label);
        if (named < 0 || expected[named] < expected[winner] - 2 * allowed(rows, row)) {
            throw failed("must name the class '" + form.classes().get(winner) + "' in row " + row + ", but names '"
                    + label + "'");
        }
    }

    private void compare(int row, CheckRows rows, double[] expected, double[] written) throws ExportException {
        int winner = ScoringForm.winner(expected);
        if (winner < 0 || ScoringForm.winner(written) < 0) {
            if (winner >= 0 || !Arrays.stream(written).allMatch(Double::isNaN)) {
                throw failed("must " + (winner < 0 ? "refuse" : "take") + " row " + row + ", but does not: "
                        + Arrays.toString(rows.row(row)));
            }
            refused++;
            return;
        }
        double allowed = allowed(rows, row);
        for (int k = 0; k < expected.length; k++) {
            double difference = Math.abs(written[k] - expected[k]);
            if (!(difference <= allowed)) {
                throw failed(String.format(
                        Locale.ROOT,
                        "must say the same as the model, but in row %d the probability of '%s' is %s, and %s to the"
                                + " model; at most %.1e may lie between them",
                        row,
                        form.classes().get(k),
                        written[k],
                        expected[k],
                        allowed));
            }
            largest = Math.max(largest, difference);
        }
    }

    private double allowed(CheckRows rows, int row) {
        return allowed() + rounding * form.magnitude(rows.row(row));
    }

    private double[] answer(CheckRows rows, int row) {
        try {
            return form.ofFeatures() ? model.probabilities(rows.features(row)) : model.probabilities(rows.record(row));
        } catch (IllegalArgumentException e) {
            var refusal = new double[form.classes().size()];
            Arrays.fill(refusal, Double.NaN);
            return refusal;
        }
    }

    private ExportException failed(String problem) {
        return new ExportException(file, problem);
    }

    long refused() {
        return refused;
    }

    double largestDifference() {
        return largest;
    }

    double allowed() {
        return inFloat ? ALLOWED_IN_FLOAT : ALLOWED_IN_DOUBLE;
    }
}
