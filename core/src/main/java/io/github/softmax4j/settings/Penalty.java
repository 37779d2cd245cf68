package io.github.softmax4j.settings;

import java.util.List;
import java.util.Objects;

/**
 * What large weights cost; the intercept is never penalised.
 *
 * <pre>
 *   lambda sum_j f_j ((1 - a) / 2 |W_j|^2 + a |W_j|_1)        W_j the weights of feature j in all classes
 *   lambda (sum_j f_j (1 - a) / 2 |W_j|^2 + a sum_g sqrt(p_g) |f_g W_g|)        with groups g of p_g features
 * </pre>
 *
 * <p>Zou and Hastie, Regularization and variable selection via the elastic net (2005); groups: Yuan and Lin, Model
 * selection and estimation in regression with grouped variables (2006). Of single features the groups are those of
 * glmnet's {@code type.multinomial = "grouped"}: a feature is used for all classes or for none.
 *
 * <p>Known elsewhere as, the loss being the mean over the rows here, and n the sum of the row weights:
 *
 * <ul>
 *   <li>scikit-learn minimises C sum of losses + |W|^2 / 2: lambda = 1 / (n C). Its {@code l1_ratio} is ours; its
 *       {@code penalty} "l1" is an l1Ratio of 1. {@code alpha} of its {@code SGDClassifier} is lambda. Of two classes
 *       it has one vector of weights w, the difference of the two here, which are w / 2 and - w / 2: then lambda =
 *       2 / (n C), and with an {@code l1_ratio} r lambda = (2 - r) / (n C) and l1Ratio = r / (2 - r). Spark, Smile and
 *       glmnet have one vector too where their family is binomial.
 *   <li>Spark: {@code regParam} is lambda, {@code elasticNetParam} the l1Ratio, and {@code standardization} is on by
 *       default.
 *   <li>glmnet: {@code lambda} and {@code alpha}, the l1Ratio; {@code standardize} is on by default;
 *       {@code penalty.factor} is rescaled there to a mean of 1.
 *   <li>Smile minimises the sum of losses + {@code lambda} / 2 |W|^2, the last class having no weights: lambda here is
 *       theirs / n, and the optimum another one, as only differences from that class are penalised there.
 *   <li>Tribuo's {@code LogisticRegressionTrainer} and {@code LinearSGDTrainer} have no penalty: lambda = 0.
 *   <li>DL4J: {@code l2} of a layer is lambda, and {@code l1} lambda l1Ratio of a pure lasso.
 * </ul>
 *
 * <p>For example:
 *
 * <pre>{@code
 * double c = 10; // of scikit-learn, for three classes or more
 * Penalty ridge = Penalty.ridge(1 / (c * training.weightSum()));
 * Penalty lasso = Penalty.ridge(0.05).withL1Ratio(1).withGrouping(Penalty.Grouping.FEATURES);
 * SoftmaxModel sparse = SoftmaxRegression.withDefaults()
 *         .withPenalty(lasso)
 *         .fit(training)
 *         .model();
 * double weight = sparse.coefficient("sepal width", "setosa"); // 0: the feature is not used
 * }</pre>
 *
 * @param lambda the strength, 0 or more
 * @param l1Ratio a, the share of the absolute values, 0 (ridge) to 1 (lasso); above 0 weights become exactly 0
 * @param standardize whether the weights of standardised features are penalised instead (W_j times the deviation of
 *     feature j, over all rows: sum of squares / n), as glmnet does, and Spark with n - 1
 * @param factors f, one per feature, 0 or more; empty where all are 1
 * @param grouping which weights become 0 together; without an L1 part it says nothing
 */
public record Penalty(double lambda, double l1Ratio, boolean standardize, List<Double> factors, Grouping grouping) {
    /** Which weights become 0 together. */
    public enum Grouping {
        /** Each is by itself. */
        NONE,
        /** Those of a feature in all classes. */
        FEATURES,
        /** Those of all features that a column of a table became, such as the words of a category, in all classes. */
        COLUMNS
    }

    /**
     * Checks the settings.
     *
     * @param lambda the strength, 0 or more
     * @param l1Ratio a, the share of the absolute values, 0
     * @param standardize whether the weights of standardised features are penalised instead
     * @param factors f, one per feature, 0 or more
     * @param grouping which weights become 0 together
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Penalty {
        Objects.requireNonNull(factors, "factors must not be null");
        Objects.requireNonNull(grouping, "grouping must not be null");
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("lambda must be finite and not negative, but is " + lambda);
        }
        if (!(l1Ratio >= 0 && l1Ratio <= 1)) {
            throw new IllegalArgumentException("l1Ratio must be from 0 to 1, but is " + l1Ratio);
        }
        factors = List.copyOf(factors);
        for (double factor : factors) {
            if (!(factor >= 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException(
                        "a penalty factor must be finite and not negative, but is " + factor);
            }
        }
    }

    /**
     * Ridge: the squares of the weights.
     *
     * @param lambda the strength, 0 or more
     * @return the penalty
     */
    public static Penalty ridge(double lambda) {
        return new Penalty(lambda, 0, false, List.of(), Grouping.NONE);
    }

    /**
     * Sets the strength.
     *
     * @param value 0 or more
     * @return a new penalty
     */
    public Penalty withLambda(double value) {
        return new Penalty(value, l1Ratio, standardize, factors, grouping);
    }

    /**
     * Sets the share of the absolute values.
     *
     * @param value 0 to 1
     * @return a new penalty
     */
    public Penalty withL1Ratio(double value) {
        return new Penalty(lambda, value, standardize, factors, grouping);
    }

    /**
     * Sets which weights become 0 together.
     *
     * @param value by itself, by feature or by column
     * @return a new penalty
     */
    public Penalty withGrouping(Grouping value) {
        Objects.requireNonNull(value, "value must not be null");
        return new Penalty(lambda, l1Ratio, standardize, factors, value);
    }

    /**
     * The ridge on a feature: lambda (1 - a) f_j, times the square of the scale where standardised weights are
     * penalised.
     *
     * @param feature j
     * @param scale what the standardised weight is times the weight: the deviation of the feature
     * @return the factor of W_j^2 / 2
     */
    public double l2Strength(int feature, double scale) {
        return lambda * (1 - l1Ratio) * factor(feature) * (standardize ? scale * scale : 1);
    }

    /**
     * The L1 part on a feature: lambda a f_j, times the scale where standardised weights are penalised.
     *
     * @param feature j
     * @param scale what the standardised weight is times the weight: the deviation of the feature
     * @return the factor of |W_j|
     */
    public double l1Strength(int feature, double scale) {
        return lambda * l1Ratio * factor(feature) * (standardize ? scale : 1);
    }

    private double factor(int feature) {
        return factors.isEmpty() ? 1 : factors.get(feature);
    }

    /**
     * Checks that there are as many factors as features.
     *
     * @param features their number
     * @throws IllegalArgumentException if not, unless there are none
     */
    public void requireFeatures(int features) {
        if (!factors.isEmpty() && factors.size() != features) {
            throw new IllegalArgumentException("there must be one penalty factor per feature, but there are " + features
                    + " features and " + factors.size() + " factors");
        }
    }
}
