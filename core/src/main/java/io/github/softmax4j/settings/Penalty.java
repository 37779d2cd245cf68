package io.github.softmax4j.settings;

import java.util.List;

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
 * glmnet's {@code type.multinomial = "grouped"}: a feature is used for all classes or for none. lambda is what Spark
 * calls regParam and glmnet lambda; C of scikit-learn is 1 / (lambda * sum of the row weights).
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
