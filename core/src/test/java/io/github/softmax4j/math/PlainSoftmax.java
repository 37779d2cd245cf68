package io.github.softmax4j.math;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The textbook formulas in plain double Java: what everything else is held against. */
public final class PlainSoftmax {
    private PlainSoftmax() {}

    /** Loss and gradient, summed over rows. */
    @SuppressWarnings("ArrayRecordComponent")
    public record LossAndGradient(double loss, double[][] gradient) {}

    /** X W + b; the last row of the matrix is b. */
    public static double[][] logits(double[][] matrix, double[][] features) {
        int classes = matrix[0].length;
        var logits = new double[features.length][classes];
        for (int i = 0; i < features.length; i++) {
            for (int k = 0; k < classes; k++) {
                double sum = matrix[matrix.length - 1][k];
                for (int d = 0; d < features[i].length; d++) {
                    sum += features[i][d] * matrix[d][k];
                }
                logits[i][k] = sum;
            }
        }
        return logits;
    }

    public static double logSumExp(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return largest + Math.log(sum);
    }

    /** softmax(Z), row by row. */
    public static double[][] probabilities(double[][] logits) {
        var probabilities = new double[logits.length][logits[0].length];
        for (int i = 0; i < logits.length; i++) {
            double lse = logSumExp(logits[i]);
            for (int k = 0; k < logits[i].length; k++) {
                probabilities[i][k] = Math.exp(logits[i][k] - lse);
            }
        }
        return probabilities;
    }

    public static LossAndGradient sum(double[][] matrix, double[][] features, int[] labels, double[] weights) {
        double[][] logits = logits(matrix, features);
        double[][] probabilities = probabilities(logits);
        var gradient = new double[matrix.length][matrix[0].length];
        double loss = 0;
        for (int i = 0; i < features.length; i++) {
            loss += weights[i] * (logSumExp(logits[i]) - logits[i][labels[i]]);
            for (int k = 0; k < logits[i].length; k++) {
                double residual = weights[i] * (probabilities[i][k] - (labels[i] == k ? 1 : 0));
                for (int d = 0; d < features[i].length; d++) {
                    gradient[d][k] += features[i][d] * residual;
                }
                gradient[features[i].length][k] += residual;
            }
        }
        return new LossAndGradient(loss, gradient);
    }

    /** Normal values that are the same in float and double. */
    public static double[][] gaussian(int rows, int columns, double scale, long seed) {
        var random = new Random(seed);
        var values = new double[rows][columns];
        for (double[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) (scale * random.nextGaussian());
            }
        }
        return values;
    }

    public static int[] labels(int rows, int classes, long seed) {
        return new Random(seed).ints(rows, 0, classes).toArray();
    }

    public static INDArray array(DataType type, double[][] values) {
        return Nd4j.createFromArray(values).castTo(type);
    }

    /** How far two sums of that many products may differ for rounding alone. */
    public static double tolerance(DataType type, int terms) {
        double epsilon = type == DataType.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
        return 4 * epsilon * Math.sqrt(terms + 1.0);
    }
}
