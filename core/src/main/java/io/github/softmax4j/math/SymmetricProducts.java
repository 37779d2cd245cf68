package io.github.softmax4j.math;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some symmetric matrices, each to be multiplied by vectors of its own. There are few vectors, and reading the matrices is what takes
 * time.
 */
public interface SymmetricProducts extends AutoCloseable {
    /**
     * Makes ready.
     *
     * @param stacks at least one, each of some matrices, matrices x n x n, FLOAT or DOUBLE, dense in c order, of which only one triangle may be
     *     read; closed by this
     * @return the fastest form
     */
    static SymmetricProducts of(List<INDArray> stacks) {
        return PassKernels.first(kernel -> kernel.symmetricProducts(stacks))
                .orElseGet(() -> new ArraySymmetricProducts(stacks));
    }

    /**
     * Multiplies.
     *
     * @param vectors matrices of all stacks x vectors x n, dense in c order, in the type of the matrices
     * @param products of the same shape; overwritten
     */
    void multiply(INDArray vectors, INDArray products);

    @Override
    void close();
}
