package io.github.softmax4j.math;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some rows, and the probabilities P that several models gave them at the point where it is linearised. The one
 * place where products with the Hessian come from; which implementation that is, is {@link PassKernel}'s matter. Not
 * thread-safe.
 */
public interface HessianProducts extends AutoCloseable {
    /**
     * Computes P.
     *
     * @param points [W | b]' of all models one under the other, (models classes) x (features + 1), dense in c order
     */
    void linearizeAt(INDArray points);

    /**
     * The same rows with some of the models, as they were at the point where it is linearised; this one is closed.
     *
     * @param models their numbers, ascending
     * @return what takes this one's place
     */
    HessianProducts keep(int[] models);

    /**
     * Multiplies [V | v]' by the Hessian, without dividing by the sum of the weights: X' diag(w) (P o (Z - (P o Z) 1
     * 1')), Z = X V + v.
     *
     * @param directions [V | v]' of all models, as the points above
     * @param images overwritten, of the same shape, dense in c order
     */
    void multiply(INDArray directions, INDArray images);

    @Override
    void close();
}
