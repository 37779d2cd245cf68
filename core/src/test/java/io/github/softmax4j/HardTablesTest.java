package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.math.PlainNewton;
import io.github.softmax4j.math.PlainSoftmax;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Narrow tables that no curvature fits that all classes share: what says that it has converged is at the optimum, in
 * few Hessians.
 */
class HardTablesTest {
    private static final double[] LAMBDAS = {1e-2, 1e-4, 1e-6};
    private static final int MOST_EVALUATIONS = 150;
    private static final int MOST_HESSIANS = 60;

    /** Kinds of tables, each of two seeds. */
    private enum Kind {
        /** Classes of very few rows, columns of different units. */
        RARE_CLASSES {
            @Override
            MadeRows make(long seed) {
                int[] sizes = {400, 50, 12, 4, 2, 1};
                var random = new Random(seed);
                var labels = new int[Arrays.stream(sizes).sum()];
                var features = new double[labels.length][3];
                double[] units = {1, 100, 1e4};
                int row = 0;
                for (int k = 0; k < sizes.length; k++) {
                    for (int i = 0; i < sizes[k]; i++, row++) {
                        labels[row] = k;
                        for (int j = 0; j < units.length; j++) {
                            features[row][j] = (float) (units[j] * (random.nextGaussian() + 0.5 * k));
                        }
                    }
                }
                return new MadeRows(features, labels, sizes.length);
            }
        },
        /** Log-normal columns: some rows are a thousand times as large as others. */
        HEAVY_TAILS {
            @Override
            MadeRows make(long seed) {
                MadeRows logs = normal(seed, 600, 6, 3);
                for (double[] row : logs.features()) {
                    for (int j = 0; j < row.length; j++) {
                        row[j] = (float) Math.exp(3 * row[j]);
                    }
                }
                return logs;
            }
        },
        /** Counts, of which some are wrong by a thousand times. */
        OUTLIERS {
            @Override
            MadeRows make(long seed) {
                MadeRows rows = normal(seed, 500, 8, 3);
                var random = new Random(seed);
                for (double[] row : rows.features()) {
                    for (int j = 0; j < row.length; j++) {
                        row[j] = Math.round(Math.exp(row[j]));
                    }
                }
                for (int i = 0; i < 10; i++) {
                    rows.features()[random.nextInt(500)][random.nextInt(8)] += 5000;
                }
                return rows;
            }
        },
        /** Nearly all rows have one class, and the loss itself is next to nothing. */
        IMBALANCE {
            @Override
            MadeRows make(long seed) {
                var random = new Random(seed);
                var labels = new int[1500];
                var features = new double[labels.length][5];
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = i % 100 == 0 ? 1 : i % 200 == 3 ? 2 : 0;
                    for (int j = 0; j < 5; j++) {
                        features[i][j] = (float) (random.nextGaussian() + 3 * ((labels[i] * (j + 1)) % 3));
                    }
                }
                return new MadeRows(features, labels, 3);
            }
        };

        abstract MadeRows make(long seed);

        private static MadeRows normal(long seed, int rows, int columns, int classes) {
            var ones = new double[columns];
            Arrays.fill(ones, 1);
            return MadeRows.of(seed, rows, classes, ones, ones);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void convergedIsOptimal(Kind kind) {
        for (long seed = 1; seed <= 2; seed++) {
            MadeRows rows = kind.make(seed);
            for (double lambda : LAMBDAS) {
                double optimum = PlainNewton.optimum(rows.features(), rows.labels(), rows.classes(), lambda);
                for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
                    Fit fit =
                            SoftmaxRegression.withDefaults().withLambda(lambda).fit(rows.dataset(type));
                    String told =
                            kind + ", seed " + seed + ", lambda " + lambda + ", " + type + ": " + fit.convergence();
                    assertTrue(fit.stopReason().converged(), told);
                    double gap = (objective(fit, rows, lambda) - optimum) / optimum;
                    assertTrue(gap <= (type == DataType.FLOAT ? 1e-5 : 1e-6), told + ", gap " + gap);
                    assertTrue(fit.evaluations() <= MOST_EVALUATIONS, told);
                    assertTrue(hessians(fit, rows) <= MOST_HESSIANS, told);
                }
            }
        }
    }

    /** What is not an evaluation is a Hessian, of as many passes as its multiply-adds. */
    private static double hessians(Fit fit, MadeRows rows) {
        double size = (rows.features()[0].length + 1.0) * rows.classes();
        return (fit.history().get(fit.history().size() - 1).passes() - fit.evaluations()) / (size / 4);
    }

    /** At the weights of the model, in double. */
    private static double objective(Fit fit, MadeRows rows, double lambda) {
        double[][] matrix = fit.model().matrix().toDoubleMatrix();
        var ones = new double[rows.labels().length];
        Arrays.fill(ones, 1);
        double value =
                PlainSoftmax.sum(matrix, rows.features(), rows.labels(), ones).loss() / ones.length;
        for (int j = 0; j < matrix.length - 1; j++) {
            for (double weight : matrix[j]) {
                value += lambda / 2 * weight * weight;
            }
        }
        return value;
    }
}
