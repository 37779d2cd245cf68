package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.Solver;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The data of Spark's MultinomialLogisticRegressionSuite, rebuilt from java.util.Random(42): 10000 rows, 4 features, 3
 * classes. Optima by scikit-learn 1.9.1 in float64; glmnet's, which Spark's suite quotes, agree to 1e-3.
 */
class SparkReferenceTest {
    private static final int ROWS = 10_000;
    private static final double[] MEAN = {5.843, 3.057, 3.758, 1.199};
    private static final double[] VARIANCE = {0.6856, 0.1899, 3.116, 0.581};
    private static final double[][] MARGINS = {
        {0, 0, 0, 0, 0},
        {-0.57997, 0.912083, -0.371077, -0.819866, 2.688191},
        {-0.16624, -0.84355, -0.048509, -0.301789, 4.170682}
    };

    private static Dataset dataset;

    @BeforeAll
    static void rebuild() {
        dataset = generate(ROWS, MEAN, VARIANCE, MARGINS);
    }

    /** As Spark's generateMultinomialLogisticInput: all features first, then a random number per row for its label. */
    private static Dataset generate(int rows, double[] mean, double[] variance, double[][] marginWeights) {
        var random = new Random(42);
        var features = new double[rows][mean.length];
        for (double[] row : features) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextGaussian();
            }
        }
        var labels = new String[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < mean.length; j++) {
                features[i][j] = features[i][j] * Math.sqrt(variance[j]) + mean[j];
            }
            labels[i] = Integer.toString(draw(features[i], marginWeights, random.nextDouble()));
        }
        return Dataset.of(features, labels);
    }

    /** The first class whose cumulative probability exceeds the random number. */
    private static int draw(double[] x, double[][] marginWeights, double random) {
        var margins = new double[3];
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < x.length; j++) {
                margins[k] += x[j] * marginWeights[k][j];
            }
            margins[k] += marginWeights[k][x.length];
        }
        double largest = Arrays.stream(margins).max().orElseThrow();
        double shift = Math.max(0, largest);
        double[] exponentials =
                Arrays.stream(margins).map(margin -> Math.exp(margin - shift)).toArray();
        double sum = Arrays.stream(exponentials).sum();
        double cumulative = 0;
        for (int k = 0; k < 3; k++) {
            cumulative += exponentials[k] / sum;
            if (cumulative > random) {
                return k;
            }
        }
        return 2;
    }

    @Test
    void dataAreSparks() {
        assertArrayEquals(
                new double[] {6.7885086340489185, 3.4576551565453197, 2.0812768587303507, 0.3552148531053505},
                dataset.features().getRow(0).toDoubleVector(),
                1e-14);
        var counts = new int[3];
        Arrays.stream(dataset.labels()).forEach(label -> counts[label]++);
        assertArrayEquals(new int[] {3473, 2916, 3611}, counts);
    }

    private static final SoftmaxRegression PRECISE =
            SoftmaxRegression.withDefaults().withLambda(0).withTolerance(1e-9);

    /** Spark divides by the deviation with n - 1, this library by that with n, which repeated rows do not change. */
    private static Penalty standardised(double lambda, double l1Ratio) {
        double ratio = ROWS / (ROWS - 1.0);
        double l2 = lambda * (1 - l1Ratio) * ratio;
        double l1 = lambda * l1Ratio * Math.sqrt(ratio);
        return new Penalty(l1 + l2, l1 / (l1 + l2), true, List.of(), Penalty.Grouping.NONE);
    }

    private static Penalty raw(double lambda, double l1Ratio) {
        return new Penalty(lambda, l1Ratio, false, List.of(), Penalty.Grouping.NONE);
    }

    private static void assertOptimum(Fit fit, double[][] weightsOfClasses, double... intercept) {
        assertTrue(fit.stopReason().converged(), fit.cause());
        INDArray weights = fit.model().weights();
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 4; j++) {
                double expected = weightsOfClasses[k][j];
                double actual = weights.getDouble(j, k);
                // the published digits end at 1e-8
                assertEquals(expected, actual, Math.max(1e-8, 1e-4 * Math.abs(expected)), "class " + k + ", " + j);
                assertEquals(expected == 0, actual == 0, "zeros are exact: class " + k + ", " + j);
            }
            assertEquals(intercept[k], fit.model().intercept().getDouble(0, k), 1e-4 * Math.abs(intercept[k]));
        }
    }

    @Test
    void withoutPenalty() {
        Fit fit = PRECISE.fit(dataset);
        assertOptimum(
                fit,
                new double[][] {
                    {0.25097204, -0.039163, 0.14766513, 0.36810432},
                    {-0.33275538, 0.88937573, -0.2306943, -0.44423026},
                    {0.08178334, -0.85021273, 0.08302917, 0.07612595}
                },
                -2.24493324,
                0.3778921,
                1.86704114);
        assertEquals(0.98821637576, fit.logLoss(), 1e-10);
    }

    @Test
    void withoutPenaltyAndIntercept() {
        assertOptimum(
                PRECISE.withIntercept(false).fit(dataset),
                new double[][] {
                    {0.07144194, -0.36810053, 0.12126992, 0.32019715},
                    {-0.3050255, 0.94735397, -0.22704334, -0.43637126},
                    {0.23358356, -0.57925343, 0.10577342, 0.11617411}
                },
                0,
                0,
                0);
    }

    @Test
    void ridge() {
        Fit fit = PRECISE.withPenalty(raw(0.1, 0)).fit(dataset);
        assertOptimum(
                fit,
                new double[][] {
                    {0.15714316, 0.01993018, 0.12429756, 0.22129697},
                    {-0.1974606, 0.27763545, -0.18695006, -0.25101422},
                    {0.04031744, -0.29756563, 0.0626525, 0.02971725}
                },
                -1.65486024,
                1.12965024,
                0.52520999);
        assertEquals(1.03053553781, fit.objective(), 1e-10);
        assertEquals(1.01060937463, fit.logLoss(), 1e-8);
    }

    @Test
    void standardisedRidge() {
        assertOptimum(
                PRECISE.withPenalty(standardised(0.1, 0)).fit(dataset),
                new double[][] {
                    {0.17574937, 0.01521306, 0.1021597, 0.26098012},
                    {-0.22386507, 0.59676487, -0.15553776, -0.30101805},
                    {0.0481157, -0.61197792, 0.05337806, 0.04003793}
                },
                -1.70009072,
                0.24361161,
                1.45647911);
    }

    /** glmnet divides by the deviation with n, as this library does. */
    @Test
    void standardisedRidgeAsGlmnetHasIt() {
        Fit fit = PRECISE.withLambda(0.1).withStandardize(true).fit(dataset);
        double[] expected = {0.17575424, 0.01521113, 0.10216259, 0.26098717};
        for (int j = 0; j < 4; j++) {
            assertEquals(expected[j], fit.model().weights().getDouble(j, 0), 2e-8);
        }
    }

    @Test
    void standardisedLasso() {
        assertOptimum(
                PRECISE.withPenalty(standardised(0.05, 1)).fit(dataset),
                new double[][] {
                    {0, 0, 0, 0.09382486},
                    {-0.12322701, 0.32582151, -0.15645933, -0.20548663},
                    {0, -0.4803684, 0, 0}
                },
                -0.68970096,
                -0.23040429,
                0.92010525);
    }

    @Test
    void lasso() {
        assertOptimum(
                PRECISE.withPenalty(raw(0.05, 1)).fit(dataset),
                new double[][] {{0, 0, 0.01934141, 0.03654517}, {-0.0577166, 0, -0.20816876, -0.13051542}, {0, 0, 0, 0}
                },
                -0.44886289,
                0.73766417,
                -0.28880128);
    }

    @Test
    void standardisedElasticNet() {
        assertOptimum(
                PRECISE.withPenalty(standardised(0.1, 0.5)).fit(dataset),
                new double[][] {
                    {0.00028931, 0, 0, 0.09134783},
                    {-0.09789368, 0.2849986, -0.12415615, -0.16513076},
                    {0, -0.40446506, 0, 0}
                },
                -0.55205326,
                -0.27535496,
                0.82740822);
    }

    @Test
    void elasticNet() {
        assertOptimum(
                PRECISE.withPenalty(raw(0.1, 0.5)).fit(dataset),
                new double[][] {{0, 0, 0.02547935, 0.0389031}, {-0.04224209, 0, -0.18923708, -0.09105509}, {0, 0, 0, 0}
                },
                -0.39874361,
                0.61089032,
                -0.21214671);
    }

    /** The lasso from any preconditioning is the same. */
    @ParameterizedTest
    @EnumSource(Solver.Preconditioning.class)
    void lassoWithEveryPreconditioning(Solver.Preconditioning preconditioning) {
        Fit fit = PRECISE.withPenalty(raw(0.05, 1))
                .withSolver(new Solver.FullBatch(10, preconditioning))
                .fit(dataset);
        assertEquals(-0.20816876, fit.model().weights().getDouble(2, 1), 1e-6);
        assertEquals(0, fit.model().weights().getDouble(0, 0));
    }

    /** The second feature does not vary: it gets no weight. */
    @Test
    void zeroVariance() {
        double[][] margins = {{0, 0, 0}, {-0.57997, 0.912083, -0.371077}, {-0.16624, -0.84355, -0.048509}};
        Dataset small = generate(100, new double[] {5.843, 3.0}, new double[] {0.6856, 0}, margins);
        Fit fit = PRECISE.fit(small);
        double[] weights = {0.18818264, -0.02414399, -0.16403864};
        double[] intercept = {0.26590425, 0.53615452, -0.80205878};
        for (int k = 0; k < 3; k++) {
            assertEquals(weights[k], fit.model().weights().getDouble(0, k), 1e-4 * Math.abs(weights[k]));
            assertEquals(0, Math.abs(fit.model().weights().getDouble(1, k)));
            assertEquals(intercept[k], fit.model().intercept().getDouble(0, k), 1e-4 * Math.abs(intercept[k]));
        }
    }
}
