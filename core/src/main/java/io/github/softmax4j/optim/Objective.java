package io.github.softmax4j.optim;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A function to be minimised. */
@FunctionalInterface
public interface Objective {
    /**
     * Evaluates value and gradient together; nothing else computes either.
     *
     * @param point where; not to be changed
     * @param gradient overwritten; shape and type of the point
     * @return the value; NaN or infinite where the function has none
     */
    double evaluate(INDArray point, INDArray gradient);
}
