package io.github.softmax4j.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rows by their actual class and the one that is predicted, and what follows from that.
 *
 * <pre>
 *   s = sum of weights         c = weight that is right
 *   t_k = weight of class k    p_k = weight predicted to be of class k
 * </pre>
 */
final class ConfusionSums {
    private final long[][] counts;
    private final double[][] sums;
    private final double[] predicted;
    private final double[] actual;
    private double right;
    private double total;

    ConfusionSums(int classes) {
        this.counts = new long[classes][classes];
        this.sums = new double[classes][classes];
        this.predicted = new double[classes];
        this.actual = new double[classes];
    }

    void add(int label, int prediction, double weight) {
        counts[label][prediction]++;
        sums[label][prediction] += weight;
        actual[label] += weight;
        predicted[prediction] += weight;
        right += label == prediction ? weight : 0;
        total += weight;
    }

    List<List<Long>> counts() {
        return Arrays.stream(counts)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    List<List<Double>> sums() {
        return Arrays.stream(sums)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    double total() {
        return total;
    }

    double accuracy() {
        return right / total;
    }

    List<ClassScores> scores() {
        return IntStream.range(0, actual.length)
                .mapToObj(k -> ClassScores.of(sums[k][k], predicted[k], actual[k]))
                .toList();
    }

    /** The classes that rows of some weight are, or are predicted to be. */
    List<Integer> occurring() {
        return IntStream.range(0, actual.length)
                .filter(k -> actual[k] > 0 || predicted[k] > 0)
                .boxed()
                .toList();
    }

    double balancedAccuracy() {
        return IntStream.range(0, actual.length)
                .filter(k -> actual[k] > 0)
                .mapToDouble(k -> sums[k][k] / actual[k])
                .average()
                .orElse(Double.NaN);
    }

    /** (c s - sum t p) / sqrt((s^2 - sum p^2) (s^2 - sum t^2)): Gorodkin's R_K (2004), and 0 for 0 / 0. */
    double matthews() {
        double spread =
                Math.sqrt((total * total - product(predicted, predicted)) * (total * total - product(actual, actual)));
        return spread == 0 ? 0 : (right * total - product(actual, predicted)) / spread;
    }

    /** (observed - expected) / (1 - expected) agreement, Cohen (1960). */
    double cohenKappa() {
        double expected = product(actual, predicted) / (total * total);
        return (accuracy() - expected) / (1 - expected);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** The mean of scores; its support is that of all. */
    static ClassScores mean(List<ClassScores> all, ToDoubleFunction<ClassScores> weight) {
        return new ClassScores(
                mean(all, ClassScores::precision, weight),
                mean(all, ClassScores::recall, weight),
                mean(all, ClassScores::f1, weight),
                all.stream().mapToDouble(ClassScores::support).sum());
    }

    private static double mean(
            List<ClassScores> all, ToDoubleFunction<ClassScores> score, ToDoubleFunction<ClassScores> weight) {
        double weightSum = all.stream().mapToDouble(weight).sum();
        double sum = all.stream()
                .mapToDouble(one -> weight.applyAsDouble(one) * score.applyAsDouble(one))
                .sum();
        return weightSum == 0 ? 0 : sum / weightSum;
    }
}
