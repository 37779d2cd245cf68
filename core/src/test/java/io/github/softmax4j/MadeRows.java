package io.github.softmax4j;

import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Rows whose labels are drawn from a softmax model.
 *
 * @param features rows x features; the same values in float and double
 * @param labels one per row
 * @param classes their number
 */
@SuppressWarnings("ArrayRecordComponent")
record MadeRows(double[][] features, int[] labels, int classes) {
    /**
     * Normal columns of deviation 1, which are then given units.
     *
     * @param strength of the weights of the model, per standard deviation of a column; one per column
     * @param units one per column
     */
    static MadeRows of(long seed, int rows, int classes, double[] strength, double[] units) {
        var random = new Random(seed);
        double[][] weights = gaussians(random, units.length, classes);
        double[][] features = gaussians(random, rows, units.length);
        var labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = sample(random, features[i], weights, strength);
            for (int j = 0; j < units.length; j++) {
                features[i][j] = (float) (features[i][j] * units[j]);
            }
        }
        return new MadeRows(features, labels, classes);
    }

    private static double[][] gaussians(Random random, int rows, int columns) {
        var values = new double[rows][columns];
        Arrays.stream(values).forEach(row -> Arrays.setAll(row, j -> random.nextGaussian()));
        return values;
    }

    /** The largest of logits with Gumbel noise is a draw from their softmax. */
    private static int sample(Random random, double[] row, double[][] weights, double[] strength) {
        double[] logits = IntStream.range(0, weights[0].length)
                .mapToDouble(k -> IntStream.range(0, row.length)
                                .mapToDouble(j -> strength[j] * row[j] * weights[j][k])
                                .sum()
                        - Math.log(-Math.log(1 - random.nextDouble())))
                .toArray();
        return IntStream.range(0, logits.length)
                .reduce((a, b) -> logits[b] > logits[a] ? b : a)
                .getAsInt();
    }

    Dataset dataset(DataType type) {
        String[] names = Arrays.stream(labels).mapToObj(k -> "c" + k).toArray(String[]::new);
        return Dataset.of(features, names).withType(type);
    }
}
