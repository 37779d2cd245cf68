package io.github.softmax4j.metrics;

import java.util.List;
import java.util.stream.IntStream;

/** Rows dealt by the probability of their most probable class into bins of equal width, ((i - 1) / bins, i / bins]. */
final class CalibrationBins {
    /** Guo et al. (2017), section 2. */
    private static final int BINS = 15;

    private final double[] weights = new double[BINS];
    private final double[] probabilities = new double[BINS];
    private final double[] right = new double[BINS];

    void add(double probability, boolean isRight, double weight) {
        int bin = Math.min(BINS - 1, Math.max(0, (int) Math.ceil(probability * BINS) - 1));
        weights[bin] += weight;
        probabilities[bin] += weight * probability;
        right[bin] += isRight ? weight : 0;
    }

    /** ECE = sum over bins of weight |accuracy - mean probability| / sum of weights. */
    double expectedError() {
        double sum = 0;
        double total = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(right[bin] - probabilities[bin]);
            total += weights[bin];
        }
        return sum / total;
    }

    List<ReliabilityBin> bins() {
        return IntStream.range(0, BINS).mapToObj(this::bin).toList();
    }

    private ReliabilityBin bin(int bin) {
        double weight = weights[bin];
        return new ReliabilityBin(
                (double) bin / BINS,
                (double) (bin + 1) / BINS,
                weight,
                probabilities[bin] / weight,
                right[bin] / weight);
    }
}
