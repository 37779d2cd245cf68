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
public sealed interface Curvature extends InverseApproximation, AutoCloseable
        permits DenseCurvature, DiagonalCurvature {
    /**
     * Computes H at a point.
     *
     * @param at the point, (features + 1) x classes
     */
    void update(INDArray at);

    /**
     * Overwrites each row with H^-1 times it.
     *
     * @param rows any number x (features + 1), such as the classes of a point, each a row; DOUBLE, or the type of the features
     */
    @Override
    void applyInverse(INDArray rows);

    /**
     * Overwrites v with x, where H x = v in the free coordinates and x = 0 in the fixed ones.
     *
     * @param rows v, as above; 0 in the fixed coordinates
     * @param free of the same shape: 1 in the free coordinates, 0 in the fixed ones
     */
    void applyInverse(INDArray rows, INDArray free);

    /**
     * The same sum over the rows under another penalty, which costs no look at the rows.
     *
     * @param penalty the other penalty
     * @return a curvature of its own, to be closed by the caller
     */
    Curvature withPenalty(PenaltyTerm penalty);

    @Override
    void close();
}
