package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.PlainNewton;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Columns in any units side by side: a fit that says that it has converged is at the optimum, which plain Newton steps find. */
@SuppressWarnings("ArrayRecordComponent")
class UnitsTest {
    private static final int ROWS = 400;
    private static final int CLASSES = 3;

    /** Rows of a softmax model whose columns are then given units. */
    private record Problem(double[][] features, int[] labels) {
        static Problem withUnits(long seed, double... units) {
            var random = new Random(seed);
            double[][] weights = gaussians(random, units.length, CLASSES);
            double[][] features = gaussians(random, ROWS, units.length);
            var labels = new int[ROWS];
            for (int i = 0; i < ROWS; i++) {
                labels[i] = sample(random, features[i], weights);
                for (int j = 0; j < units.length; j++) {
                    features[i][j] = (float) (features[i][j] * units[j]);
                }
            }
            return new Problem(features, labels);
        }

        private static double[][] gaussians(Random random, int rows, int columns) {
            var values = new double[rows][columns];
            Arrays.stream(values).forEach(row -> Arrays.setAll(row, j -> random.nextGaussian()));
            return values;
        }

        /** The largest of logits with Gumbel noise is a draw from their softmax. */
        private static int sample(Random random, double[] row, double[][] weights) {
            double[] logits = IntStream.range(0, CLASSES)
                    .mapToDouble(k -> IntStream.range(0, row.length)
                                    .mapToDouble(j -> 1.5 * row[j] * weights[j][k])
                                    .sum()
                            - Math.log(-Math.log(1 - random.nextDouble())))
                    .toArray();
            return IntStream.range(0, CLASSES)
                    .reduce((a, b) -> logits[b] > logits[a] ? b : a)
                    .getAsInt();
        }

        Dataset dataset(DataType type) {
            String[] names = Arrays.stream(labels).mapToObj(k -> "c" + k).toArray(String[]::new);
            return Dataset.of(features, names).withType(type);
        }

        double optimum(double lambda) {
            return PlainNewton.optimum(features, labels, CLASSES, lambda);
        }
    }

    private static void assertOptimal(Problem problem, double lambda) {
        double optimum = problem.optimum(lambda);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            Fit fit = SoftmaxRegression.withDefaults().withLambda(lambda).fit(problem.dataset(type));
            assertTrue(fit.stopReason().converged(), type + ": " + fit.cause());
            assertEquals(optimum, fit.objective(), 1e-6 * optimum, type + ": " + fit.cause());
        }
    }

    /** Farads, metres, ohms, hertz, volts: the penalty of the first holds its weights at 0, and is 1e18 times that of the others. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void siUnits(long seed) {
        assertOptimal(Problem.withUnits(seed, 1e-12, 1e-6, 1e5, 1e9, 1), 1e-4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void scalesOfTenToTheTenth(long seed) {
        assertOptimal(Problem.withUnits(seed, 1e10, 1e-10, 1e5, 1e-5, 1), 1e-4);
    }
}
