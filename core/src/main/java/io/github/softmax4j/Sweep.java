package io.github.softmax4j;

import io.github.softmax4j.backend.MemoryException;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Folds;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.Solver;
import io.github.softmax4j.training.FoldRows;
import io.github.softmax4j.training.SweepTraining;
import io.github.softmax4j.training.Trained;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Many penalties tried on the same rows.
 *
 * <p>Penalties go from large to small, and each model starts from where those before point to. The weights of the folds
 * of a cross-validation stand side by side, and one wide product serves them all. A model ends where its gradient is
 * below the tolerance, or its objective has next to nothing left to fall: about 2e-7 to 4e-7 of it by default, and as
 * the square of the tolerance below that. A time limit counts for each model by itself.
 *
 * <p>Known elsewhere as: {@code LogisticRegressionCV} with its {@code Cs} and {@code l1_ratios} (lambda = 1 / (C sum of
 * the row weights)) and {@code GridSearchCV} of scikit-learn; {@code glmnet} and {@code cv.glmnet};
 * {@code ParamGridBuilder} and {@code CrossValidator} of Spark.
 *
 * <p>For example:
 *
 * <pre>{@code
 * List<Double> lambdas = Sweep.logarithmic(1e-4, 1e-1, 4);
 * Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), lambdas);
 * List<Fit> path = sweep.fitAll(training);
 * CrossValidation result = sweep.crossValidate(training, 5);
 * double lambda = result.bestCandidate().penalty().lambda();
 * }</pre>
 *
 * @param regression everything but the strength of the penalty
 * @param lambdas the strengths to try, all different
 * @param l1Ratios the shares of the absolute values to try, all different
 */
public record Sweep(SoftmaxRegression regression, List<Double> lambdas, List<Double> l1Ratios) {
    /**
     * Checks the settings.
     *
     * @param regression everything but the strength of the penalty
     * @param lambdas the strengths to try, all different
     * @param l1Ratios the shares of the absolute values to try, all different
     * @throws IllegalArgumentException if there is nothing to try, a value stands twice, or the solver is not for all
     *     rows
     */
    public Sweep {
        Objects.requireNonNull(regression, "regression must not be null");
        Objects.requireNonNull(lambdas, "lambdas must not be null");
        Objects.requireNonNull(l1Ratios, "l1Ratios must not be null");
        lambdas = List.copyOf(lambdas);
        l1Ratios = List.copyOf(l1Ratios);
        requireDistinct("lambda", lambdas);
        requireDistinct("l1Ratio", l1Ratios);
        if (!(regression.solver() instanceof Solver.FullBatch)) {
            throw new IllegalArgumentException("a sweep needs a full-batch solver, but the solver is "
                    + regression.solver().name());
        }
        for (double lambda : lambdas) {
            for (double l1Ratio : l1Ratios) {
                regression.withPenalty(regression.penalty().withLambda(lambda).withL1Ratio(l1Ratio));
            }
        }
    }

    private static void requireDistinct(String what, List<Double> values) {
        if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException(
                    "there must be at least one " + what + ", and none twice, but there are " + values);
        }
    }

    /**
     * Strengths to try, with the regression's own share of absolute values.
     *
     * @param regression everything but the strength
     * @param lambdas the strengths, all different
     * @return the sweep
     */
    public static Sweep of(SoftmaxRegression regression, List<Double> lambdas) {
        Objects.requireNonNull(regression, "regression must not be null");
        return new Sweep(regression, lambdas, List.of(regression.penalty().l1Ratio()));
    }

    /**
     * Also tries shares of absolute values.
     *
     * @param values 0 to 1, all different
     * @return a new sweep
     */
    public Sweep withL1Ratios(List<Double> values) {
        Objects.requireNonNull(values, "values must not be null");
        return new Sweep(regression, lambdas, values);
    }

    /**
     * Values that are evenly spread by their logarithms.
     *
     * @param from the first, above 0
     * @param to the last, above 0
     * @param count how many, at least 2
     * @return the values
     */
    public static List<Double> logarithmic(double from, double to, int count) {
        if (!(from > 0 && to > 0) || Double.isInfinite(from) || Double.isInfinite(to) || count < 2) {
            throw new IllegalArgumentException("a range must go from above 0 to above 0 in at least 2 values, but goes"
                    + " from " + from + " to " + to + " in " + count);
        }
        double step = Math.log(to / from) / (count - 1);
        return IntStream.range(0, count)
                .mapToObj(i -> i == count - 1 ? to : from * Math.exp(i * step))
                .toList();
    }

    /** The penalties in the order of the results: one path per share of absolute values, of the strengths as given. */
    private List<List<Penalty>> paths() {
        return l1Ratios.stream()
                .map(l1Ratio -> lambdas.stream()
                        .map(lambda -> regression.penalty().withLambda(lambda).withL1Ratio(l1Ratio))
                        .toList())
                .toList();
    }

    /**
     * Trains a model for each penalty on all rows.
     *
     * @param dataset rows of at least two classes
     * @return one fit per penalty: by share of absolute values, then by strength, each in the order given
     * @throws IllegalArgumentException if settings and data do not fit
     * @throws MemoryException if the machine has not the memory
     */
    public List<Fit> fitAll(Dataset dataset) {
        return fitAll(dataset, FitOptions.none());
    }

    /**
     * Trains a model for each penalty on all rows.
     *
     * @param dataset rows of at least two classes
     * @param options start, listener and cancellation count for all models; a validation set is not for sweeps
     * @return one fit per penalty: by share of absolute values, then by strength, each in the order given
     * @throws IllegalArgumentException if settings and data do not fit
     * @throws MemoryException if the machine has not the memory
     */
    public List<Fit> fitAll(Dataset dataset, FitOptions options) {
        Objects.requireNonNull(dataset, "dataset must not be null");
        Objects.requireNonNull(options, "options must not be null");
        List<Trained> trained = SweepTraining.onAllRows(regression, paths(), dataset, options);
        List<Penalty> penalties = paths().stream().flatMap(List::stream).toList();
        return IntStream.range(0, trained.size())
                .mapToObj(i -> Fit.of(regression.withPenalty(penalties.get(i)), trained.get(i)))
                .toList();
    }

    /**
     * Holds out one part of the rows after the other, trains a model for each penalty and part, chooses the penalty
     * whose models do best on what they have not seen, and trains it on all rows.
     *
     * @param dataset rows of at least two classes
     * @param folds how many parts, at least 2; each class is spread evenly over them
     * @return the scores, the choices, and the model
     * @throws IllegalArgumentException if settings and data do not fit
     * @throws MemoryException if the machine has not the memory
     */
    public CrossValidation crossValidate(Dataset dataset, int folds) {
        return crossValidate(dataset, folds, FitOptions.none());
    }

    /**
     * Cross-validates with a listener and a way to cancel: {@link #crossValidate(Dataset, int)}.
     *
     * @param dataset rows of at least two classes
     * @param folds how many parts, at least 2; each class is spread evenly over them
     * @param options listener and cancellation count for all models; a start would let in what is held out, and is for
     *     none of the folds; a validation set is not for sweeps
     * @return the scores, the choices, and the model
     * @throws IllegalArgumentException if settings and data do not fit
     * @throws MemoryException if the machine has not the memory
     */
    public CrossValidation crossValidate(Dataset dataset, int folds, FitOptions options) {
        Objects.requireNonNull(options, "options must not be null");
        return crossValidate(dataset, Folds.stratified(dataset, folds, regression.seed()), options);
    }

    /**
     * Cross-validates with folds of one's own, such as groups of rows: {@link #crossValidate(Dataset, int)}.
     *
     * @param dataset rows of at least two classes
     * @param folds of these rows; each holds weight out, and leaves some
     * @return the scores, the choices, and the model
     * @throws IllegalArgumentException if settings, folds and data do not fit
     * @throws MemoryException if the machine has not the memory
     */
    public CrossValidation crossValidate(Dataset dataset, Folds folds) {
        return crossValidate(dataset, folds, FitOptions.none());
    }

    /**
     * Cross-validates with folds of one's own, a listener and a way to cancel: {@link #crossValidate(Dataset, int)}.
     *
     * @param dataset rows of at least two classes
     * @param folds of these rows; each holds weight out, and leaves some
     * @param options see {@link #crossValidate(Dataset, int, FitOptions)}
     * @return the scores, the choices, and the model
     * @throws IllegalArgumentException if settings, folds and data do not fit
     * @throws MemoryException if the machine has not the memory
     */
    public CrossValidation crossValidate(Dataset dataset, Folds folds, FitOptions options) {
        return crossValidate(dataset, folds, options, evaluation -> -evaluation.logLoss());
    }

    /**
     * Cross-validates with a score of one's own, known elsewhere as {@code scoring}:
     * {@link #crossValidate(Dataset, int)}.
     *
     * @param dataset rows of at least two classes
     * @param folds of these rows; each holds weight out, and leaves some
     * @param options see {@link #crossValidate(Dataset, int, FitOptions)}
     * @param score what an evaluation on the rows held out is worth, the larger the better, such as
     *     {@code Evaluation::macroF1} or {@code evaluation -> evaluation.recall("ill")}; a candidate where it is not a
     *     number is chosen last
     * @return the scores, the choices, and the model
     * @throws IllegalArgumentException if settings, folds and data do not fit
     * @throws MemoryException if the machine has not the memory
     */
    public CrossValidation crossValidate(
            Dataset dataset, Folds folds, FitOptions options, ToDoubleFunction<Evaluation> score) {
        Objects.requireNonNull(dataset, "dataset must not be null");
        Objects.requireNonNull(folds, "folds must not be null");
        Objects.requireNonNull(options, "options must not be null");
        Objects.requireNonNull(score, "score must not be null");
        FoldRows rows = FoldRows.of(dataset, folds);
        List<Trained> trained = SweepTraining.onFolds(regression, paths(), rows, options);
        List<Dataset> heldOut = rows.heldOut();
        List<Penalty> penalties = paths().stream().flatMap(List::stream).toList();
        int count = folds.count();
        List<CrossValidation.Candidate> candidates = IntStream.range(0, penalties.size())
                .mapToObj(i -> CrossValidation.Candidate.of(
                        penalties.get(i), trained.subList(i * count, (i + 1) * count), heldOut, score))
                .toList();
        int best = CrossValidation.best(candidates);
        int simplest = CrossValidation.withinOneStandardError(candidates, best);
        FitOptions fromFolds = stillStopped(options, trained)
                .withStart(SweepTraining.mean(trained.subList(best * count, (best + 1) * count)));
        Fit refit = regression.withPenalty(candidates.get(best).penalty()).fit(dataset, fromFolds);
        return new CrossValidation(candidates, best, simplest, refit);
    }

    /** Whoever has stopped the folds wants the last fit stopped, too. */
    private static FitOptions stillStopped(FitOptions options, List<Trained> folds) {
        boolean isStopped = folds.stream().anyMatch(fold -> fold.convergence().stopReason() == StopReason.CANCELLED);
        return isStopped ? options.withCancellation(() -> true) : options;
    }
}
