package io.github.softmax4j.newton;

import io.github.softmax4j.math.PenaltyTerm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Kronecker approximation I (x) H of the Hessian, H shared by the classes, in the optimiser's coordinates, and its
 * inverse.
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
sealed interface KroneckerHessian extends Preconditioner, AutoCloseable
        permits DenseKroneckerHessian, DiagonalKroneckerHessian, DualKroneckerHessian {
    /**
     * Computes H at a point.
     *
     * @param point (features + 1) x classes
     */
    void linearizeAt(INDArray point);

    /**
     * Overwrites each row with H^-1 times it.
     *
     * @param rows any number x (features + 1), such as the classes of a point, each a row; DOUBLE, or the type of the
     *     features
     */
    @Override
    void applyInverse(INDArray rows);

    /**
     * The same sum over the rows under another penalty, which reads no row.
     *
     * @param penalty the other penalty
     * @return a curvature of its own, to be closed by the caller
     */
    KroneckerHessian withPenalty(PenaltyTerm penalty);

    @Override
    void close();
}
