package io.github.softmax4j;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.training.Trained;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What penalties are worth on rows that their models have not seen.
 *
 * <p>Known elsewhere as: {@code LogisticRegressionCV} and {@code GridSearchCV} of scikit-learn, with {@code C_},
 * {@code best_params_} and {@code best_score_} ({@link #bestCandidate}), {@code best_estimator_} ({@link #refit()}) and
 * {@code cv_results_} ({@link #candidates()}); {@code CrossValidator} of Spark; {@code lambda.min} and
 * {@code lambda.1se} of glmnet's {@code cv.glmnet}.
 *
 * <p>For example:
 *
 * <pre>{@code
 * var lines = new ArrayList<String>();
 * CrossValidation result =
 *         Sweep.of(SoftmaxRegression.withDefaults(), List.of(0.1, 0.01)).crossValidate(training, 5);
 * for (CrossValidation.Candidate candidate : result.candidates()) {
 *     lines.add(candidate.penalty().lambda() + ": " + candidate.meanLoss());
 * }
 * SoftmaxModel best = result.refit().model();
 * Penalty simplest = result.oneStandardErrorCandidate().penalty();
 * }</pre>
 *
 * @param candidates one per penalty
 * @param best the candidate with the largest mean score: by default with the lowest mean loss
 * @param oneStandardError of the candidates with the best one's share of absolute values, the one with the largest
 *     lambda whose mean score is within one standard error of the largest: the simplest model that is as good, for all
 *     that can be told. Breiman, Friedman, Olshen and Stone, Classification and regression trees (1984), 3.4.3
 * @param refit the best penalty's model, trained on all rows
 */
public record CrossValidation(List<Candidate> candidates, int best, int oneStandardError, Fit refit) {
    /**
     * Checks the choices.
     *
     * @param candidates one per penalty
     * @param best the candidate with the largest mean score
     * @param oneStandardError the simplest within one standard error of it
     * @param refit the best penalty's model, trained on all rows
     * @throws IndexOutOfBoundsException if a choice is none of the candidates
     */
    public CrossValidation {
        Objects.requireNonNull(candidates, "candidates must not be null");
        Objects.requireNonNull(refit, "refit must not be null");
        candidates = List.copyOf(candidates);
        Objects.checkIndex(best, candidates.size());
        Objects.checkIndex(oneStandardError, candidates.size());
    }

    /**
     * A penalty and its scores.
     *
     * @param penalty the penalty
     * @param meanLoss the mean over the folds of the log-loss on the rows held out
     * @param lossStandardError of that mean: the deviation of the folds (n - 1) / sqrt(folds)
     * @param meanAccuracy the mean over the folds of the accuracy on the rows held out
     * @param accuracyStandardError of that mean
     * @param meanScore the mean over the folds of the score that decides, the larger the better: by default - log-loss
     * @param scoreStandardError of that mean
     * @param converged whether the fits of all folds did
     */
    public record Candidate(
            Penalty penalty,
            double meanLoss,
            double lossStandardError,
            double meanAccuracy,
            double accuracyStandardError,
            double meanScore,
            double scoreStandardError,
            boolean converged) {
        /**
         * Checks the penalty.
         *
         * @param penalty the penalty
         * @param meanLoss the mean over the folds of the log-loss on the rows held out
         * @param lossStandardError of that mean
         * @param meanAccuracy the mean over the folds of the accuracy on the rows held out
         * @param accuracyStandardError of that mean
         * @param meanScore the mean over the folds of the score that decides, the larger the better
         * @param scoreStandardError of that mean
         * @param converged whether the fits of all folds did
         */
        public Candidate {
            Objects.requireNonNull(penalty, "penalty must not be null");
        }

        static Candidate of(
                Penalty penalty, List<Trained> folds, List<Dataset> heldOut, ToDoubleFunction<Evaluation> score) {
            var losses = new double[folds.size()];
            var accuracies = new double[folds.size()];
            var scores = new double[folds.size()];
            for (int fold = 0; fold < scores.length; fold++) {
                Evaluation evaluation = folds.get(fold).model().evaluate(heldOut.get(fold));
                losses[fold] = evaluation.logLoss();
                accuracies[fold] = evaluation.accuracy();
                scores[fold] = score.applyAsDouble(evaluation);
            }
            return new Candidate(
                    penalty,
                    mean(losses),
                    standardError(losses),
                    mean(accuracies),
                    standardError(accuracies),
                    mean(scores),
                    standardError(scores),
                    folds.stream()
                            .allMatch(fold -> fold.convergence().stopReason().converged()));
        }
    }

    /**
     * The candidate with the largest mean score: by default with the lowest mean loss.
     *
     * @return the one of {@link #refit()}
     */
    public Candidate bestCandidate() {
        return candidates.get(best);
    }

    /**
     * The simplest candidate that is as good, for all that can be told: see {@link #oneStandardError()}.
     *
     * @return the best one itself where there is no simpler one
     */
    public Candidate oneStandardErrorCandidate() {
        return candidates.get(oneStandardError);
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

    /** Of equal ones the first; one whose score is not a number is never better than another. */
    static int best(List<Candidate> candidates) {
        return IntStream.range(0, candidates.size())
                .boxed()
                .min(Comparator.comparingDouble(i -> -candidates.get(i).meanScore))
                .orElseThrow();
    }

    static int withinOneStandardError(List<Candidate> candidates, int best) {
        Candidate highest = candidates.get(best);
        double least = highest.meanScore - highest.scoreStandardError;
        return IntStream.range(0, candidates.size())
                .filter(i -> candidates.get(i).penalty.l1Ratio() == highest.penalty.l1Ratio())
                .filter(i -> i == best || candidates.get(i).meanScore >= least)
                .boxed()
                .max(Comparator.comparingDouble(i -> candidates.get(i).penalty.lambda()))
                .orElseThrow();
    }

    /** How many candidates there are, and which is the best. */
    @Override
    public String toString() {
        Candidate chosen = bestCandidate();
        return String.format(
                Locale.ROOT,
                "CrossValidation[%d candidates, best: lambda %.4g, L1 ratio %.4g, log-loss %.4g, accuracy %.4f]",
                candidates.size(),
                chosen.penalty.lambda(),
                chosen.penalty.l1Ratio(),
                chosen.meanLoss,
                chosen.meanAccuracy);
    }
}
