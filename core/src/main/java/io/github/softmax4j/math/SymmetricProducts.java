package io.github.softmax4j.math;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some symmetric matrices, each to be multiplied by vectors of its own. There are few vectors, and reading the matrices
 * is what takes time.
 */
public interface SymmetricProducts extends AutoCloseable {
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
