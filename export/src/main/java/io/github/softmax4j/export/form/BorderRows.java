package io.github.softmax4j.export.form;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Moves rows to the border between the two most probable classes, where a probability changes by a quarter of what a
 * logit does: in a row drawn at random most models are sure, and an error of the logits would not show.
 *
 * <p>The numbers x of a row go along the shortest way to where the logits of classes a and b differ by a wanted d:
 *
 * <pre>
 *   x += (d - (z_a - z_b)) / |w_a - w_b|^2 (w_a - w_b)
 * </pre>
 */
final class BorderRows {
    /** From one border to the next, until no third class is more probable. */
    private static final int MOST_MOVES = 20;

    private final ScoringForm form;
    private final Random random;

    BorderRows(ScoringForm form, Random random) {
        this.form = form;
        this.random = random;
    }

    /** By how much a number changes so that the logits of two classes change by about 1. */
    static double unit(double[] weights) {
        double spread = Arrays.stream(weights).max().orElseThrow()
                - Arrays.stream(weights).min().orElseThrow();
        return spread > 0 ? 1 / spread : 1;
    }

    /** Changes the numbers of a row that is not refused; flags and what is missing stay. */
    void moveToBorder(Object[] row) {
        double wanted = random.nextGaussian();
        int other = random.nextInt(form.classes().size());
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            double[] logits = logits(row);
            int best = ScoringForm.winner(logits);
            int second = moves == 0 && other != best ? other : secondOf(logits, best);
            if (best < 0 || Math.abs(logits[best] - logits[second]) <= Math.abs(wanted)) {
                return;
            }
            move(row, best, second, wanted - (logits[best] - logits[second]));
        }
    }

    private double[] logits(Object[] row) {
        double[] logits = form.intercept().clone();
        for (int c = 0; c < row.length; c++) {
            form.columns().get(c).addLogits(row[c], logits);
        }
        return logits;
    }

    private static int secondOf(double[] logits, int best) {
        return IntStream.range(0, logits.length)
                .filter(k -> k != best)
                .reduce((most, k) -> logits[k] > logits[most] ? k : most)
                .orElse(best);
    }

    private void move(Object[] row, int a, int b, double change) {
        double norm = 0;
        for (int c = 0; c < row.length; c++) {
            if (isFree(row, c)) {
                norm += Arrays.stream(form.columns().get(c).weights())
                        .mapToDouble(weights -> Math.pow(weights[a] - weights[b], 2))
                        .sum();
            }
        }
        for (int c = 0; c < row.length && norm > 0; c++) {
            if (isFree(row, c)) {
                var numbers = (double[]) row[c];
                double[][] weights = form.columns().get(c).weights();
                for (int j = 0; j < numbers.length; j++) {
                    numbers[j] += change / norm * (weights[j][a] - weights[j][b]);
                }
            }
        }
    }

    private boolean isFree(Object[] row, int c) {
        return row[c] instanceof double[] numbers
                && !NumberColumn.isMissing(numbers)
                && form.columns().get(c).kind() != Kind.FLAG;
    }
}
