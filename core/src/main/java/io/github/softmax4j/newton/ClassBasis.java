package io.github.softmax4j.newton;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The eigenvectors of the mean class covariance, an orthonormal basis in which the Hessian is nearly block diagonal.
 *
 * <pre>
 *   A = sum_i w_i (diag(p_i) - p_i p_i') = U diag(a) U'              directions are the columns of U, one per class
 *   u' (diag(p_i) - p_i p_i') u = sum_k p_ik u_k^2 - (sum_k p_ik u_k)^2     the curvature of row i along u
 * </pre>
 *
 * <p>Of classes that are confused, one direction is their difference, which is curved, another their sum, which is not.
 */
final class ClassBasis {
    private final double[][] vectors;

    private ClassBasis(double[][] vectors) {
        this.vectors = vectors;
    }

    /**
     * Of some rows.
     *
     * @param probabilities p, one list per row
     * @param weights of the rows
     */
    static ClassBasis of(double[][] probabilities, double[] weights) {
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
        RealMatrix eigenvectors = new EigenDecomposition(new Array2DRowRealMatrix(sums, false)).getV();
        return new ClassBasis(eigenvectors.getData());
    }

    /** U, classes x directions. */
    double[][] vectors() {
        return vectors;
    }

    /** The curvature of each row along all directions together, 1 - sum_k p_ik^2, times the row's weight. */
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

    /** The curvature of each row along a direction, times the row's weight. */
    double[] curvatures(int direction, double[][] probabilities, double[] weights) {
        double[] u = Arrays.stream(vectors).mapToDouble(row -> row[direction]).toArray();
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
