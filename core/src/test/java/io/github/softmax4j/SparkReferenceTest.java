package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        var random = new Random(42);
        var features = new double[ROWS][4];
        for (double[] row : features) {
            for (int j = 0; j < 4; j++) {
                row[j] = random.nextGaussian();
            }
        }
        var labels = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < 4; j++) {
                features[i][j] = features[i][j] * Math.sqrt(VARIANCE[j]) + MEAN[j];
            }
            labels[i] = Integer.toString(draw(features[i], random.nextDouble()));
        }
        dataset = Dataset.of(features, labels);
    }

    /** The first class whose cumulative probability exceeds the random number. */
    private static int draw(double[] x, double random) {
        var margins = new double[3];
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 4; j++) {
                margins[k] += x[j] * MARGINS[k][j];
            }
            margins[k] += MARGINS[k][4];
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

    private static void assertOptimum(Fit fit, double[][] weightsOfClasses, double[] intercept) {
        INDArray weights = fit.model().weights();
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 4; j++) {
                double expected = weightsOfClasses[k][j];
                assertEquals(expected, weights.getDouble(j, k), 1e-4 * Math.abs(expected), "class " + k + ", " + j);
            }
            assertEquals(intercept[k], fit.model().intercept().getDouble(0, k), 1e-4 * Math.abs(intercept[k]));
        }
    }

    @Test
    void withoutPenalty() {
        Fit fit = SoftmaxRegression.withDefaults()
                .withLambda(0)
                .withTolerance(1e-9)
                .fit(dataset);
        assertOptimum(
                fit,
                new double[][] {
                    {0.25097204, -0.039163, 0.14766513, 0.36810432},
                    {-0.33275538, 0.88937573, -0.2306943, -0.44423026},
                    {0.08178334, -0.85021273, 0.08302917, 0.07612595}
                },
                new double[] {-2.24493324, 0.3778921, 1.86704114});
        assertEquals(0.98821637576, fit.logLoss(), 1e-10);
    }

    @Test
    void withRidge() {
        Fit fit = SoftmaxRegression.withDefaults()
                .withLambda(0.1)
                .withTolerance(1e-9)
                .fit(dataset);
        assertOptimum(
                fit,
                new double[][] {
                    {0.15714316, 0.01993018, 0.12429756, 0.22129697},
                    {-0.1974606, 0.27763545, -0.18695006, -0.25101422},
                    {0.04031744, -0.29756563, 0.0626525, 0.02971725}
                },
                new double[] {-1.65486024, 1.12965024, 0.52520999});
        assertEquals(1.03053553781, fit.objective(), 1e-10);
        assertEquals(1.01060937463, fit.logLoss(), 1e-8);
    }
}
