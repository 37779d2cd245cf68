package io.github.softmax4j.peers;

import java.util.stream.IntStream;

/**
 * The same measure for everybody, in plain double Java.
 *
 * @param objective mean loss and lambda / 2 times the squared weights, of which the mean over the classes is taken away
 *     first: that does not change any probability, and a pivot class is no disadvantage; NaN for one-vs-rest, which
 *     minimises something else
 * @param logLoss mean loss on the training rows; of normalised sigmoids for one-vs-rest
 * @param accuracy on the training rows
 */
record Judge(double objective, double logLoss, double accuracy) {
    static Judge of(TrainingData data, double[][] matrix, boolean oneVsRest, double lambda) {
        var losses = new double[data.rows()];
        long right = IntStream.range(0, data.rows())
                .parallel()
                .filter(i -> {
                    double[] logits = logits(matrix, data.features()[i]);
                    losses[i] = oneVsRest
                            ? oneVsRestLoss(logits, data.labels()[i])
                            : logSumExp(logits) - logits[data.labels()[i]];
                    return largest(logits) == data.labels()[i];
                })
                .count();
        double logLoss = IntStream.range(0, losses.length)
                .mapToDouble(i -> losses[i])
                .average()
                .orElseThrow();
        double objective = oneVsRest ? Double.NaN : logLoss + lambda / 2 * squares(matrix);
        return new Judge(objective, logLoss, (double) right / data.rows());
    }

    private static double[] logits(double[][] matrix, float[] row) {
        double[] logits = matrix[row.length].clone();
        for (int j = 0; j < row.length; j++) {
            if (row[j] != 0) {
                for (int k = 0; k < logits.length; k++) {
                    logits[k] += row[j] * matrix[j][k];
                }
            }
        }
        return logits;
    }

    private static double logSumExp(double[] logits) {
        double largest = logits[largest(logits)];
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return largest + Math.log(sum);
    }

    private static double oneVsRestLoss(double[] logits, int label) {
        double sum = 0;
        for (double logit : logits) {
            sum += 1 / (1 + Math.exp(-logit));
        }
        return Math.log(sum) + Math.log1p(Math.exp(-logits[label]));
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[largest]) {
                largest = k;
            }
        }
        return largest;
    }

    private static double squares(double[][] matrix) {
        double sum = 0;
        for (int j = 0; j < matrix.length - 1; j++) {
            double mean = 0;
            for (double weight : matrix[j]) {
                mean += weight / matrix[j].length;
            }
            for (double weight : matrix[j]) {
                sum += (weight - mean) * (weight - mean);
            }
        }
        return sum;
    }
}
