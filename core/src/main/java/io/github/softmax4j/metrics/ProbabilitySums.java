package io.github.softmax4j.metrics;

import java.util.Arrays;

/** What probabilities are worth, summed up row by row: log-loss, ranks of the labels, reliability. */
final class ProbabilitySums {
    private final ConfusionSums confusion;
    private final CalibrationBins calibration = new CalibrationBins();
    /** The weight of the rows whose label so many classes stand before. */
    private final double[] byRank;

    private double loss;

    ProbabilitySums(int classes) {
        this.confusion = new ConfusionSums(classes);
        this.byRank = new double[classes];
    }

    /** Takes a row: its log-probabilities begin at a place of an array. */
    void add(int label, double weight, double[] logProbabilities, int from) {
        double ofLabel = logProbabilities[from + label];
        int best = 0;
        int rank = 0;
        for (int k = 0; k < byRank.length; k++) {
            double score = logProbabilities[from + k];
            best = score > logProbabilities[from + best] ? k : best;
            rank += score > ofLabel || (score == ofLabel && k < label) ? 1 : 0;
        }
        loss -= weight == 0 ? 0 : weight * ofLabel;
        byRank[rank] += weight;
        confusion.add(label, best, weight);
        calibration.add(Math.exp(logProbabilities[from + best]), best == label, weight);
    }

    ConfusionSums confusion() {
        return confusion;
    }

    CalibrationBins calibration() {
        return calibration;
    }

    double logLoss() {
        return loss / confusion.total();
    }

    double topAccuracy(int k) {
        return Arrays.stream(byRank, 0, Math.min(k, byRank.length)).sum() / confusion.total();
    }
}
