package io.github.softmax4j.math;

import io.github.softmax4j.linalg.Operation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Weights and intercept of a softmax regression, or a gradient of the same shape.
 *
 * @param weights W, features x classes
 * @param intercept b, 1 x classes
 */
public record Parameters(INDArray weights, INDArray intercept) implements AutoCloseable {
    /**
     * Checks the settings.
     *
     * @param weights W, features x classes
     * @param intercept b, 1 x classes
     * @throws IllegalArgumentException if the two differ in type or in the number of classes
     */
    public Parameters {
        if (weights.columns() != intercept.length() || weights.dataType() != intercept.dataType()) {
            throw new IllegalArgumentException("intercept must be " + weights.dataType() + " of " + weights.columns()
                    + " classes, but is " + intercept.dataType() + " of " + intercept.length());
        }
    }

    /**
     * Looks at one matrix as parameters, without copying: optimisers see a point, the pass sees W and b.
     *
     * @param matrix (features + 1) x classes, c order; the last row is the intercept
     * @return views of the matrix
     */
    public static Parameters of(INDArray matrix) {
        long features = matrix.rows() - 1L;
        return new Parameters(
                matrix.get(NDArrayIndex.interval(0, features), NDArrayIndex.all()),
                matrix.get(NDArrayIndex.interval(features, features + 1), NDArrayIndex.all()));
    }

    /**
     * A matrix of zeros that {@link #of} can look at.
     *
     * @param features the number of features
     * @param classes the number of classes
     * @param type FLOAT or DOUBLE
     * @return (features + 1) x classes
     */
    public static INDArray zeroMatrix(long features, long classes, DataType type) {
        return Nd4j.create(type, new long[] {features + 1, classes}, 'c');
    }

    /**
     * Zeros in the layout that the gradient is summed in.
     *
     * <p>Weights are in f order, so that the product R'X writes classes x features row by row: faster than writing X'R
     * features x classes, most of all with few classes (docs/experiments/0010).
     *
     * @param features the number of features
     * @param classes the number of classes
     * @param type FLOAT or DOUBLE
     * @return zeros, to be closed by the caller
     */
    static Parameters gradientSums(long features, long classes, DataType type) {
        return new Parameters(
                Nd4j.create(type, new long[] {features, classes}, 'f'),
                Nd4j.create(type, new long[] {1, classes}, 'c'));
    }

    /**
     * The number of features.
     *
     * @return at least 1
     */
    public long features() {
        return weights.rows();
    }

    /**
     * The number of classes.
     *
     * @return at least 1
     */
    public long classes() {
        return weights.columns();
    }

    /**
     * The number type.
     *
     * @return FLOAT or DOUBLE
     */
    public DataType type() {
        return weights.dataType();
    }

    /** Overwrites with zeros. */
    void clear() {
        weights.assign(0);
        intercept.assign(0);
    }

    /** Overwrites with the values of other parameters, converting their type. */
    void assign(Parameters other) {
        weights.assign(other.weights);
        intercept.assign(other.intercept);
    }

    @Override
    public void close() {
        Operation.close(weights, intercept);
    }
}
