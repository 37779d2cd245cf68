package io.github.softmax4j.math;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * An orthonormal basis of what can be said of classes, in which their logits have next to nothing to do with each other, on average.
 *
 * <pre>
 *   A = sum_i w_i (diag(p_i) - p_i p_i') = U diag(a) U'              contrasts are the columns of U, one a class
 *   u' (diag(p_i) - p_i p_i') u = sum_k p_ik u_k^2 - (sum_k p_ik u_k)^2        row i's curvature along a contrast u
 * </pre>
 *
 * <p>Of classes that are taken for each other, one contrast is their difference, which is curved, another their sum, which is not.
 */
final class ClassContrasts {
    private final double[][] basis;

    private ClassContrasts(double[][] basis) {
        this.basis = basis;
    }

    /**
     * Of some rows.
     *
     * @param probabilities p, one list a row
     * @param weights of the rows
     */
    static ClassContrasts of(double[][] probabilities, double[] weights) {
        int classes = probabilities[0].length;
        var sums = new double[classes][classes];
        for (int i = 0; i < probabilities.length; i++) {
            double[] p = probabilities[i];
            for (int k = 0; k < classes; k++) {
                double weight = weights[i] * p[k];
                sums[k][k] += weight;
                for (int j = 0; j <= k; j++) {
                    sums[k][j] -= weight * p[j];
                }
            }
        }
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < k; j++) {
                sums[j][k] = sums[k][j];
            }
        }
        RealMatrix vectors = new EigenDecomposition(new Array2DRowRealMatrix(sums, false)).getV();
        return new ClassContrasts(vectors.getData());
    }

    /** U, classes x contrasts. */
    double[][] basis() {
        return basis;
    }

    /** The curvature of each row along all contrasts together, 1 - sum_k p_ik^2, times the row's weight. */
    static double[] totals(double[][] probabilities, double[] weights) {
        var totals = new double[probabilities.length];
        for (int i = 0; i < totals.length; i++) {
            double squares = 0;
            for (double p : probabilities[i]) {
                squares += p * p;
            }
            totals[i] = weights[i] * Math.max(0, 1 - squares);
        }
        return totals;
    }

    /** The curvature of each row along a contrast, times the row's weight. */
    double[] curvatures(int contrast, double[][] probabilities, double[] weights) {
        double[] u = Arrays.stream(basis).mapToDouble(row -> row[contrast]).toArray();
        var curvatures = new double[probabilities.length];
        for (int i = 0; i < curvatures.length; i++) {
            double mean = 0;
            double square = 0;
            for (int k = 0; k < u.length; k++) {
                double part = probabilities[i][k] * u[k];
                mean += part;
                square += part * u[k];
            }
            curvatures[i] = weights[i] * Math.max(0, square - mean * mean);
        }
        return curvatures;
    }
}
