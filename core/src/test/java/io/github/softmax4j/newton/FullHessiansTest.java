package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.PlainSoftmax;
import io.github.softmax4j.optim.Minimizer;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.Objective;
import io.github.softmax4j.optim.ProximalTerms;
import io.github.softmax4j.optim.StopRule;
import io.github.softmax4j.optim.Task;
import io.github.softmax4j.optim.TrustRegionNewton;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Newton steps with full Hessians, held against optimality in plain double Java. */
class FullHessiansTest {
    private static final int ROWS = 120;
    private static final int FEATURES = 4;
    private static final int CLASSES = 3;
    private static final double LAMBDA = 1e-3;

    /** The objective in plain Java, weights of the rows included. */
    private static Objective objective(double[][] x, int[] labels, double[] weights) {
        double weightSum = Arrays.stream(weights).sum();
        return (point, gradient) -> {
            double[][] matrix = point.toDoubleMatrix();
            PlainSoftmax.LossAndGradient sum = PlainSoftmax.sum(matrix, x, labels, weights);
            double value = sum.loss() / weightSum;
            for (int j = 0; j <= FEATURES; j++) {
                for (int k = 0; k < CLASSES; k++) {
                    double strength = j < FEATURES ? LAMBDA : 0;
                    value += strength / 2 * matrix[j][k] * matrix[j][k];
                    gradient.putScalar(j, k, sum.gradient()[j][k] / weightSum + strength * matrix[j][k]);
                }
            }
            return value;
        };
    }

    private static ProximalTerms terms(double strength) {
        int size = (FEATURES + 1) * CLASSES;
        var s = new double[size];
        Arrays.fill(s, 0, FEATURES * CLASSES, strength);
        var l = new double[size];
        var u = new double[size];
        Arrays.fill(l, Double.NEGATIVE_INFINITY);
        Arrays.fill(u, Double.POSITIVE_INFINITY);
        return new ProximalTerms(s, l, u);
    }

    private static Minimum newton(Dataset dataset, double[] rowWeights, Objective objective, ProximalTerms terms) {
        var hessians = new FullHessians(new HessianRows(dataset, Coordinates.unchanged(FEATURES, true), 1));
        var strengths = new double[FEATURES];
        Arrays.fill(strengths, LAMBDA);
        hessians.begin(0, new PenaltyTerm(strengths), rowWeights);
        INDArray start = Nd4j.zeros(DataType.DOUBLE, FEATURES + 1, CLASSES);
        var optimizer = new TrustRegionNewton(1e-15, hessians, terms, false);
        StopRule rule = StopRule.exactPredictionAtMost(1e-15).or(StopRule.iterationsAtMost(50));
        return Minimizer.minimize(objective, new Task(optimizer, start, rule, step -> {}));
    }

    private static Dataset dataset(double[][] x, int[] labels, DataType type) {
        String[] names = Arrays.stream(labels).mapToObj(k -> "c" + k).toArray(String[]::new);
        return Dataset.of(x, names).withType(type);
    }

    /** With the right Hessian the last steps square what is left: few steps, and a gradient of rounding errors. */
    @ParameterizedTest
    @CsvSource({"DOUBLE, false", "DOUBLE, true", "FLOAT, true"})
    void convergesAsNewtonsMethodDoes(DataType type, boolean isWeighted) {
        double[][] x = PlainSoftmax.gaussian(ROWS, FEATURES, 2, 1);
        int[] labels = PlainSoftmax.labels(ROWS, CLASSES, 2);
        double[] weights =
                new Random(3).doubles(ROWS, isWeighted ? 0 : 1, 1.0000001).toArray();
        Minimum minimum =
                newton(dataset(x, labels, type), isWeighted ? weights : null, objective(x, labels, weights), terms(0));
        assertTrue(minimum.convergence().gradientNorm() < 1e-8, minimum.convergence() + "");
        assertTrue(minimum.convergence().iterations() <= 12, minimum.convergence() + "");
    }

    /** Zeros are exact, and no coordinate would rather move. */
    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.02, 0.05, 1})
    void l1ConditionsHold(double strength) {
        double[][] x = PlainSoftmax.gaussian(ROWS, FEATURES, 2, 1);
        int[] labels = PlainSoftmax.labels(ROWS, CLASSES, 2);
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        Objective objective = objective(x, labels, ones);
        Minimum minimum = newton(dataset(x, labels, DataType.DOUBLE), null, objective, terms(strength));
        INDArray gradient = minimum.point().ulike();
        objective.evaluate(minimum.point(), gradient);
        for (int j = 0; j < FEATURES; j++) {
            for (int k = 0; k < CLASSES; k++) {
                double weight = minimum.point().getDouble(j, k);
                double slope = gradient.getDouble(j, k);
                if (weight == 0) {
                    assertTrue(Math.abs(slope) <= strength + 1e-8, j + ", " + k + ": " + slope);
                } else {
                    assertEquals(0, slope + strength * Math.signum(weight), 1e-7, j + ", " + k);
                }
            }
        }
    }
}
