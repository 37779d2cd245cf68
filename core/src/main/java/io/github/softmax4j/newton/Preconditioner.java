package io.github.softmax4j.newton;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A symmetric positive definite matrix that is about the inverse of a Hessian. */
interface Preconditioner {
    /**
     * Multiplies vectors by it.
     *
     * @param rows the matrices [V | v]' of any number of models, classes x (features + 1), one under the other;
     *     overwritten; dense, in the type of the features
     */
    void applyInverse(INDArray rows);
}
