package io.github.softmax4j.settings;

import java.util.List;
import java.util.Objects;

/**
 * Bounds of the weights, in the user's units; the intercept has none.
 *
 * <p>Known elsewhere as: {@code lowerBoundsOnCoefficients} and {@code upperBoundsOnCoefficients} of Spark, which has
 * them by class too; {@code lower.limits} and {@code upper.limits} of glmnet; {@code positive} of scikit-learn's
 * {@code Ridge} and {@code Lasso}.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Bounds notNegative = Bounds.of(0, Double.POSITIVE_INFINITY);
 * SoftmaxModel model = SoftmaxRegression.withDefaults()
 *         .withBounds(notNegative)
 *         .fit(training)
 *         .model();
 * double weight = model.coefficient("petal width", "setosa"); // 0 or more
 * }</pre>
 *
 * @param lower one per feature, or one for all; 0 or less, also minus infinity
 * @param upper one per feature, or one for all; 0 or more, also infinity
 */
public record Bounds(List<Double> lower, List<Double> upper) {
    /**
     * Checks the bounds.
     *
     * @param lower one per feature, or one for all
     * @param upper one per feature, or one for all
     * @throws IllegalArgumentException unless lower is at most 0 and upper at least 0
     */
    public Bounds {
        Objects.requireNonNull(lower, "lower must not be null");
        Objects.requireNonNull(upper, "upper must not be null");
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        if (lower.isEmpty() || upper.isEmpty()) {
            throw new IllegalArgumentException("there must be a lower and an upper bound, but one is missing");
        }
        for (double bound : lower) {
            if (!(bound <= 0)) {
                throw new IllegalArgumentException("a lower bound must be 0 or less, but is " + bound);
            }
        }
        for (double bound : upper) {
            if (!(bound >= 0)) {
                throw new IllegalArgumentException("an upper bound must be 0 or more, but is " + bound);
            }
        }
    }

    /**
     * The same bounds for all weights.
     *
     * @param lower 0 or less
     * @param upper 0 or more
     * @return the bounds
     */
    public static Bounds of(double lower, double upper) {
        return new Bounds(List.of(lower), List.of(upper));
    }

    /**
     * The lower bound of the weights of a feature.
     *
     * @param feature its number
     * @return 0 or less
     */
    public double lower(int feature) {
        return lower.get(lower.size() == 1 ? 0 : feature);
    }

    /**
     * The upper bound of the weights of a feature.
     *
     * @param feature its number
     * @return 0 or more
     */
    public double upper(int feature) {
        return upper.get(upper.size() == 1 ? 0 : feature);
    }

    /**
     * Checks that there are as many bounds as features, or one.
     *
     * @param features their number
     * @throws IllegalArgumentException if not
     */
    public void requireFeatures(int features) {
        for (List<Double> bounds : List.of(lower, upper)) {
            if (bounds.size() != 1 && bounds.size() != features) {
                throw new IllegalArgumentException("there must be one bound, or one per feature, but there are "
                        + features + " features and " + bounds.size() + " bounds");
            }
        }
    }
}
