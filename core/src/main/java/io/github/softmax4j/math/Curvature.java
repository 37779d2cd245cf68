package io.github.softmax4j.math;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The curvature of the objective that all classes share, in the optimiser's coordinates, and its inverse.
 *
 * <pre>
 *   c_i = w_i (1 - sum_k P_ik^2) / (K - 1)                      weight of row i; w_i / K at W = 0
 *   H   = sum_i c_i [x_i; 1][x_i; 1]' / sum w + diag(s, 0)      x in the optimiser's coordinates, s of the penalty
 * </pre>
 *
 * <p>At W = 0 the Hessian of the mean loss is exactly (1/K) (I - 11'/K) (x) X'X/N (Boehning, Multinomial logistic
 * regression algorithm, 1992), so H^-1 applied to each class gives Newton's step there; elsewhere c follows the
 * probabilities. Not thread-safe.
 */
public sealed interface Curvature extends AutoCloseable permits DenseCurvature, DiagonalCurvature, SampledHessian {
    /**
     * Computes H at a point.
     *
     * @param at the point, (features + 1) x classes
     */
    void update(INDArray at);

    /**
     * Overwrites a vector with H^-1 times it.
     *
     * @param vector (features + 1) x classes numbers, row by row as a point has them; DOUBLE, or the type of the features
     */
    void applyInverse(INDArray vector);

    /**
     * Overwrites a vector v with x, where H x = v in the free coordinates and x = 0 in the fixed ones.
     *
     * @param vector as above; 0 in the fixed coordinates
     * @param free as long as the vector: 1 in the free coordinates, 0 in the fixed ones
     */
    void applyInverse(INDArray vector, INDArray free);

    @Override
    void close();
}
