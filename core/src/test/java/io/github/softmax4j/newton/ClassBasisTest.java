package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.math.PlainSoftmax;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassBasisTest {
    private static final int CLASSES = 5;
    private static final double[][] PROBABILITIES =
            PlainSoftmax.probabilities(PlainSoftmax.gaussian(40, CLASSES, 2, 3));
    private static final double[] WEIGHTS =
            IntStream.range(0, 40).mapToDouble(i -> i % 4).toArray();

    private static double[] column(double[][] basis, int contrast) {
        return Arrays.stream(basis).mapToDouble(row -> row[contrast]).toArray();
    }

    /** u' (diag(p) - p p') v of a row. */
    private static double covariance(double[] p, double[] u, double[] v) {
        double both = 0;
        double left = 0;
        double right = 0;
        for (int k = 0; k < p.length; k++) {
            both += p[k] * u[k] * v[k];
            left += p[k] * u[k];
            right += p[k] * v[k];
        }
        return both - left * right;
    }

    @Test
    void contrastsAreOrthonormalAndUncorrelatedOnAverage() {
        double[][] basis = ClassBasis.of(PROBABILITIES, WEIGHTS).vectors();
        for (int a = 0; a < CLASSES; a++) {
            for (int b = 0; b < CLASSES; b++) {
                double[] u = column(basis, a);
                double[] v = column(basis, b);
                double product = IntStream.range(0, CLASSES)
                        .mapToDouble(k -> u[k] * v[k])
                        .sum();
                assertEquals(a == b ? 1 : 0, product, 1e-12);
                double covariance = IntStream.range(0, WEIGHTS.length)
                        .mapToDouble(i -> WEIGHTS[i] * covariance(PROBABILITIES[i], u, v))
                        .sum();
                assertEquals(0, a == b ? 0 : covariance, 1e-10);
            }
        }
    }

    @Test
    void curvatureIsTheVarianceOfAContrast() {
        ClassBasis contrasts = ClassBasis.of(PROBABILITIES, WEIGHTS);
        for (int a = 0; a < CLASSES; a++) {
            double[] u = column(contrasts.vectors(), a);
            double[] curvatures = contrasts.curvatures(a, PROBABILITIES, WEIGHTS);
            for (int i = 0; i < WEIGHTS.length; i++) {
                assertEquals(WEIGHTS[i] * covariance(PROBABILITIES[i], u, u), curvatures[i], 1e-12);
            }
        }
    }

    /** To add the same to all logits changes nothing. */
    @Test
    void oneContrastHasNoCurvature() {
        ClassBasis contrasts = ClassBasis.of(PROBABILITIES, WEIGHTS);
        double least = IntStream.range(0, CLASSES)
                .mapToDouble(a -> Arrays.stream(contrasts.curvatures(a, PROBABILITIES, WEIGHTS))
                        .sum())
                .min()
                .orElseThrow();
        assertEquals(0, least, 1e-12);
    }
}
