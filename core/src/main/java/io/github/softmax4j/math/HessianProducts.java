package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of a {@link SampledHessian}, and the probabilities P that several models gave them at the last look. The one
 * place where products with the Hessian come from; which implementation that is, is {@link PassKernel}'s matter. Not
 * thread-safe.
 */
public interface HessianProducts extends AutoCloseable {
    /**
     * Makes ready.
     *
     * @param batches the rows, whose arrays stay open as long as this is used; weights, where there are any, are rows x 1, and
     *     count for all models
     * @param shape of the products
     * @return the fastest form for this shape
     */
    static HessianProducts of(List<Batch> batches, PassShape shape) {
        return PassKernels.first(kernel -> kernel.hessianProducts(batches, shape))
                .orElseGet(() -> new ArrayHessianProducts(batches, shape));
    }

    /**
     * Computes P.
     *
     * @param points [W | b]' of all models one under the other, (models classes) x (features + 1), dense in c order
     */
    void look(INDArray points);

    /**
     * The same rows with some of the models, as they were at the last look; this one is closed.
     *
     * @param models their numbers, ascending
     * @return what takes this one's place
     */
    HessianProducts keep(int[] models);

    /**
     * Multiplies [V | v]' by the Hessian, without dividing by the sum of the weights: X' diag(w) (P o (Z - (P o Z) 1 1')),
     * Z = X V + v.
     *
     * @param directions [V | v]' of all models, as the points above
     * @param images overwritten, of the same shape, dense in c order
     */
    void multiply(INDArray directions, INDArray images);

    @Override
    void close();
}
