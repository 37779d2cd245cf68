package io.github.softmax4j;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.training.Trained;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What penalties are worth on rows that their models have not seen.
 *
 * @param candidates one per penalty
 * @param best the candidate with the lowest mean loss
 * @param oneStandardError of the candidates with the best one's share of absolute values, the one with the largest
 *     lambda whose mean loss is within one standard error of the lowest: the simplest model that is as good, for all
 *     that can be told. Breiman, Friedman, Olshen and Stone, Classification and regression trees (1984), 3.4.3
 * @param refit the best penalty's model, trained on all rows
 */
public record CrossValidation(List<Candidate> candidates, int best, int oneStandardError, Fit refit) {
    /**
     * A penalty and its scores.
     *
     * @param penalty the penalty
     * @param meanLoss the mean over the folds of the log-loss on the rows held out
     * @param lossStandardError of that mean: the deviation of the folds (n - 1) / sqrt(folds)
     * @param meanAccuracy the mean over the folds of the accuracy on the rows held out
     * @param accuracyStandardError of that mean
     * @param converged whether the fits of all folds did
     */
    public record Candidate(
            Penalty penalty,
            double meanLoss,
            double lossStandardError,
            double meanAccuracy,
            double accuracyStandardError,
            boolean converged) {
        static Candidate of(Penalty penalty, List<Trained> folds, List<Dataset> heldOut) {
            List<Evaluation> evaluations = IntStream.range(0, folds.size())
                    .mapToObj(fold -> folds.get(fold).model().evaluate(heldOut.get(fold)))
                    .toList();
            double[] losses =
                    evaluations.stream().mapToDouble(Evaluation::logLoss).toArray();
            double[] accuracies =
                    evaluations.stream().mapToDouble(Evaluation::accuracy).toArray();
            return new Candidate(
                    penalty,
                    mean(losses),
                    standardError(losses),
                    mean(accuracies),
                    standardError(accuracies),
                    folds.stream()
                            .allMatch(fold -> fold.convergence().stopReason().converged()));
        }
    }

    private static double mean(double... values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double standardError(double... values) {
        double mean = mean(values);
        double squares = DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    static int best(List<Candidate> candidates) {
        return IntStream.range(0, candidates.size())
                .boxed()
                .min(Comparator.comparingDouble(i -> candidates.get(i).meanLoss))
                .orElseThrow();
    }

    static int withinOneStandardError(List<Candidate> candidates, int best) {
        Candidate lowest = candidates.get(best);
        return IntStream.range(0, candidates.size())
                .filter(i -> candidates.get(i).penalty.l1Ratio() == lowest.penalty.l1Ratio())
                .filter(i -> candidates.get(i).meanLoss <= lowest.meanLoss + lowest.lossStandardError)
                .boxed()
                .max(Comparator.comparingDouble(i -> candidates.get(i).penalty.lambda()))
                .orElseThrow();
    }
}
