package io.github.softmax4j.math;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * The optimum of small problems with a ridge, by damped Newton steps on the exact Hessian in plain double Java: columns
 * are standardised, systems are scaled by their diagonals, steps are halved until the objective falls. Boyd and
 * Vandenberghe, Convex optimization (2004), algorithm 9.5.
 */
public final class PlainNewton {
    private static final int MOST_STEPS = 200;

    private final double[][] rows;
    private final int[] labels;
    private final int classes;
    private final int features;
    private final double[] strengths;
    private double[][] point;

    private PlainNewton(double[][] features, int[] labels, int classes, double lambda) {
        this.labels = labels;
        this.classes = classes;
        this.features = features[0].length;
        this.strengths = new double[this.features];
        this.rows = Arrays.stream(features).map(double[]::clone).toArray(double[][]::new);
        for (int j = 0; j < this.features; j++) {
            standardise(j, lambda);
        }
        this.point = new double[this.features + 1][classes];
    }

    private void standardise(int column, double lambda) {
        double mean = Arrays.stream(rows)
                .mapToDouble(row -> row[column] / rows.length)
                .sum();
        double largest = Arrays.stream(rows)
                .mapToDouble(row -> Math.abs(row[column] - mean))
                .max()
                .orElseThrow();
        double meanSquare = Arrays.stream(rows)
                .mapToDouble(row -> (row[column] - mean) / largest)
                .map(value -> value * value / rows.length)
                .sum();
        double deviation = largest * Math.sqrt(meanSquare);
        for (double[] row : rows) {
            row[column] = (row[column] - mean) / deviation;
        }
        strengths[column] = lambda / deviation / deviation;
    }

    /**
     * The lowest mean loss with its penalty, lambda / 2 times the squares of the weights in the units of the features.
     *
     * @param features rows x features, of finite deviations above 0
     * @param labels one per row
     */
    public static double optimum(double[][] features, int[] labels, int classes, double lambda) {
        var newton = new PlainNewton(features, labels, classes, lambda);
        double value = newton.objective(newton.point);
        for (int i = 0; i < MOST_STEPS; i++) {
            double lower = newton.step(value);
            if (!(lower < value)) {
                return value;
            }
            value = lower;
        }
        throw new IllegalStateException("no optimum after " + MOST_STEPS + " steps");
    }

    private double objective(double[][] at) {
        var ones = new double[rows.length];
        Arrays.fill(ones, 1);
        double value = PlainSoftmax.sum(at, rows, labels, ones).loss() / rows.length;
        for (int j = 0; j < features; j++) {
            for (double weight : at[j]) {
                value += strengths[j] / 2 * weight * weight;
            }
        }
        return value;
    }

    /** Moves the point if the objective falls. */
    private double step(double value) {
        double[] direction = direction();
        double[][] start = point;
        for (double length = 1; length > 1e-12; length /= 2) {
            var trial = new double[features + 1][classes];
            for (int j = 0; j <= features; j++) {
                for (int k = 0; k < classes; k++) {
                    trial[j][k] = start[j][k] + length * direction[j * classes + k];
                }
            }
            double there = objective(trial);
            if (there < value) {
                point = trial;
                return there;
            }
        }
        return value;
    }

    /** -H^-1 g, both scaled by the diagonal of H; a ridge of some rounding errors for what all classes share. */
    private double[] direction() {
        int size = (features + 1) * classes;
        var hessian = new double[size][size];
        var gradient = new double[size];
        double[][] probabilities = PlainSoftmax.probabilities(PlainSoftmax.logits(point, rows));
        for (int i = 0; i < rows.length; i++) {
            addRow(rows[i], probabilities[i], labels[i], hessian, gradient);
        }
        for (int j = 0; j < features; j++) {
            for (int k = 0; k < classes; k++) {
                hessian[j * classes + k][j * classes + k] += strengths[j];
                gradient[j * classes + k] += strengths[j] * point[j][k];
            }
        }
        var scale = new double[size];
        for (int a = 0; a < size; a++) {
            scale[a] = hessian[a][a] > 0 ? 1 / Math.sqrt(hessian[a][a]) : 1;
        }
        for (int a = 0; a < size; a++) {
            gradient[a] *= -scale[a];
            for (int b = 0; b < size; b++) {
                hessian[a][b] *= scale[a] * scale[b];
            }
            hessian[a][a] += 1e-13;
        }
        double[] solution = new LUDecomposition(new Array2DRowRealMatrix(hessian, false), 0)
                .getSolver()
                .solve(new ArrayRealVector(gradient, false))
                .toArray();
        for (int a = 0; a < size; a++) {
            solution[a] *= scale[a];
        }
        return solution;
    }

    private void addRow(double[] row, double[] p, int label, double[][] hessian, double[] gradient) {
        for (int j = 0; j <= features; j++) {
            double left = (j < features ? row[j] : 1) / rows.length;
            for (int k = 0; k < classes; k++) {
                gradient[j * classes + k] += left * (p[k] - (k == label ? 1 : 0));
                for (int l = 0; l <= features; l++) {
                    double product = left * (l < features ? row[l] : 1) * p[k];
                    for (int m = 0; m < classes; m++) {
                        hessian[j * classes + k][l * classes + m] += product * ((k == m ? 1 : 0) - p[m]);
                    }
                }
            }
        }
    }
}
