package io.github.softmax4j;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Targets;
import io.github.softmax4j.newton.ExactHessian;
import io.github.softmax4j.progress.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the data say of each weight of an unpenalised fit: standard error, z, p and confidence interval, in comparison
 * with a base class.
 *
 * <p>Of large samples: the inverse of the exact Hessian at the maximum of the likelihood is the covariance of the
 * estimates (Wald). Row weights count as repeated rows.
 *
 * <p>Known elsewhere as: {@code MNLogit} and its {@code summary()} of statsmodels; {@code multinom} of R's nnet.
 *
 * <p>For example:
 *
 * <pre>{@code
 * var lines = new ArrayList<String>();
 * float[][] hours = {{1}, {2}, {3}, {4}, {5}, {6}};
 * Dataset exams = Dataset.of(hours, "failed", "failed", "passed", "failed", "passed", "passed")
 *         .withFeatureNames(List.of("hours"));
 * Fit fit = SoftmaxRegression.withDefaults().withLambda(0).fit(exams);
 * for (Estimates.Estimate weight : Estimates.of(fit, exams).rows()) {
 *     lines.add(weight.term() + ": " + weight.value() + " +- " + weight.standardError());
 * }
 * }</pre>
 *
 * @param base the class that the others are compared with
 * @param level of the confidence intervals
 * @param rows one for each other class and each feature, then the intercept, class by class
 */
public record Estimates(String base, double level, List<Estimate> rows) {
    /**
     * Above this many weights the Hessian is too large: its square in double takes 512 MiB, and three of it are needed.
     */
    public static final int MOST_WEIGHTS = 8192;

    /** The name of the intercept's row, when a feature has not that name itself. */
    public static final String INTERCEPT = "(intercept)";

    /** Of the gradient of the mean loss: further from the maximum the Hessian is another one. */
    private static final double LARGEST_GRADIENT = 1e-4;

    /** Logits per deviation of a column; no data tell of weights that are known so little. */
    private static final double LARGEST_ERROR = 1e3;

    /**
     * Copies the rows.
     *
     * @param base the class that the others are compared with
     * @param level of the confidence intervals
     * @param rows one for each other class and each feature, then the intercept, class by class
     */
    public Estimates {
        Objects.requireNonNull(base, "base must not be null");
        Objects.requireNonNull(rows, "rows must not be null");
        rows = List.copyOf(rows);
    }

    /** How many there are, never all of them. */
    @Override
    public String toString() {
        return "Estimates[" + rows.size() + " weights, base '" + base + "', level " + level + "]";
    }

    /**
     * One weight.
     *
     * @param className the class
     * @param term the feature, or {@value #INTERCEPT}
     * @param value W of the class less W of the base class
     * @param standardError the square root of its variance
     * @param z value / standard error
     * @param p the probability of a z as far from 0 or farther, were the true value 0
     * @param lower end of the confidence interval
     * @param upper end of the confidence interval
     */
    public record Estimate(
            String className,
            String term,
            double value,
            double standardError,
            double z,
            double p,
            double lower,
            double upper) {
        /**
         * Checks the names.
         *
         * @param className the class
         * @param term the feature, or {@value #INTERCEPT}
         * @param value W of the class less W of the base class
         * @param standardError the square root of its variance
         * @param z value / standard error
         * @param p the probability of a z as far from 0 or farther, were the true value 0
         * @param lower end of the confidence interval
         * @param upper end of the confidence interval
         */
        public Estimate {
            Objects.requireNonNull(className, "className must not be null");
            Objects.requireNonNull(term, "term must not be null");
        }
    }

    /**
     * Estimates with the first class as the base, and 95 % intervals.
     *
     * @param fit trained without a penalty, to convergence
     * @param dataset what it was trained on
     * @return one row a weight
     * @throws IllegalArgumentException if the fit is none of a likelihood, or its Hessian is singular or too large
     */
    public static Estimates of(Fit fit, Dataset dataset) {
        Objects.requireNonNull(fit, "fit must not be null");
        Objects.requireNonNull(dataset, "dataset must not be null");
        return of(fit, dataset, dataset.classes().names().get(0), 0.95);
    }

    /**
     * Estimates.
     *
     * @param fit trained without a penalty, to convergence
     * @param dataset what it was trained on
     * @param base the class that the others are compared with
     * @param level of the confidence intervals, above 0 and below 1
     * @return one row a weight
     * @throws IllegalArgumentException if the fit is none of a likelihood, or its Hessian is singular or too large
     */
    public static Estimates of(Fit fit, Dataset dataset, String base, double level) {
        Objects.requireNonNull(fit, "fit must not be null");
        Objects.requireNonNull(dataset, "dataset must not be null");
        Objects.requireNonNull(base, "base must not be null");
        return Backend.onAllThreads(() -> estimate(fit, dataset, base, level));
    }

    private static Estimates estimate(Fit fit, Dataset dataset, String base, double level) {
        int baseIndex = dataset.classes().indexOf(base);
        if (baseIndex < 0) {
            throw new IllegalArgumentException(
                    "the base must be one of " + dataset.classes() + ", but is '" + base + "'");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("the level must be above 0 and below 1, but is " + level);
        }
        requireLikelihood(fit, dataset);
        INDArray matrix = fit.model().matrix();
        double[] weights = fit.settings().classWeights().applyTo(dataset).weights();
        var hessian = new ExactHessian(dataset.featureMatrix(), weights, matrix, baseIndex);
        OptionalInt constant = hessian.constantFeature();
        if (constant.isPresent()) {
            throw new IllegalArgumentException("standard errors need columns that vary, but feature '"
                    + dataset.featureNames().get(constant.getAsInt()) + "' is constant");
        }
        double[][] variances = hessian.variances();
        if (variances == null) {
            throw new IllegalArgumentException(
                    "standard errors need a regular Hessian, but it is singular: a feature is a"
                            + " sum of others, or the classes can be separated without error");
        }
        requireDetermined(dataset, baseIndex, variances, hessian.deviation());
        return new Estimates(base, level, rows(matrix, dataset, baseIndex, variances, level));
    }

    /** Where classes are separated, the likelihood rises without end as weights grow, and tells nothing of them. */
    private static void requireDetermined(Dataset dataset, int base, double[][] variances, double[] deviation) {
        for (int j = 0; j < deviation.length; j++) {
            for (int other = 0; other < dataset.classes().size() - 1; other++) {
                double error = Math.sqrt(variances[j][other]) * deviation[j];
                if (!(error <= LARGEST_ERROR)) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "standard errors need a finite maximum of the likelihood, but it says nothing of the weight"
                                    + " of '%s' for class '%s', whose error would be %.0e for each deviation of the"
                                    + " column: the class is separated from others, in part or whole, or the column is"
                                    + " nearly a sum of others",
                            dataset.featureNames().get(j),
                            dataset.classes().names().get(other < base ? other : other + 1),
                            error));
                }
            }
        }
    }

    private static void requireLikelihood(Fit fit, Dataset dataset) {
        SoftmaxRegression settings = fit.settings();
        boolean likelihood = settings.penalty().lambda() == 0
                && settings.bounds().isEmpty()
                && settings.intercept()
                && settings.labelSmoothing() == 0
                && dataset.targets() instanceof Targets.Labels;
        if (!likelihood) {
            throw new IllegalArgumentException(
                    "standard errors are those of a maximum of the likelihood, which asks for"
                            + " lambda 0, labels, an intercept, and neither bounds nor smoothing, but the settings are "
                            + settings);
        }
        if (fit.stopReason() == StopReason.SEPARATED) {
            throw new IllegalArgumentException(
                    "standard errors need a finite maximum of the likelihood, but " + fit.cause());
        }
        if (!(fit.gradientNorm() <= LARGEST_GRADIENT)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "standard errors need a fit that has converged, but its gradient norm is %.1e (%s)",
                    fit.gradientNorm(),
                    fit.stopReason()));
        }
        long weights =
                (dataset.featureMatrix().columns() + 1L) * (dataset.classes().size() - 1);
        if (weights > MOST_WEIGHTS) {
            throw new IllegalArgumentException("standard errors are for at most " + MOST_WEIGHTS
                    + " weights (features + 1) x (classes - 1), but there are " + weights);
        }
    }

    private static List<Estimate> rows(INDArray matrix, Dataset dataset, int base, double[][] variances, double level) {
        var normal = new NormalDistribution(null, 0, 1);
        double quantile = normal.inverseCumulativeProbability((1 + level) / 2);
        var rows = new ArrayList<Estimate>();
        for (int other = 0; other < dataset.classes().size() - 1; other++) {
            int k = other < base ? other : other + 1;
            for (int j = 0; j < variances.length; j++) {
                double value = matrix.getDouble(j, k) - matrix.getDouble(j, base);
                double error = Math.sqrt(variances[j][other]);
                boolean isIntercept = j == variances.length - 1;
                rows.add(new Estimate(
                        dataset.classes().names().get(k),
                        isIntercept ? INTERCEPT : dataset.featureNames().get(j),
                        value,
                        error,
                        value / error,
                        2 * normal.cumulativeProbability(-Math.abs(value / error)),
                        value - quantile * error,
                        value + quantile * error));
            }
        }
        return List.copyOf(rows);
    }
}
