package io.github.softmax4j.math;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of one model in every form that is asked for, each made once, when it is first wanted. Nothing here
 * changes after that; safe to share between threads.
 */
public final class ModelWeights {
    private final INDArray matrix;
    private final Once<Parameters> inDouble;
    private final Once<Parameters> inFloat;
    private final Once<HeapWeights> onHeap;
    private final Once<FloatWeights> onHeapInFloat;
    private final Once<Optional<RowProduct>> rowProduct;

    /**
     * Copies weights.
     *
     * @param matrix (features + 1) x classes, the last row the intercept, FLOAT or DOUBLE
     */
    public ModelWeights(INDArray matrix) {
        this.matrix = matrix.castTo(DataType.DOUBLE).dup('c');
        this.inDouble = new Once<>(() -> Parameters.of(this.matrix));
        this.inFloat = new Once<>(() -> Parameters.of(this.matrix.castTo(DataType.FLOAT)));
        this.onHeap = new Once<>(() -> HeapWeights.of(this.matrix));
        this.onHeapInFloat = new Once<>(() -> FloatWeights.of(this.matrix));
        this.rowProduct = new Once<>(() ->
                PassKernels.find(kernel -> kernel.rowProduct(onHeapInFloat.get().inBlocks())));
    }

    /**
     * Weights and intercept in one.
     *
     * @return (features + 1) x classes, DOUBLE, c order; not a copy, and not to be changed
     */
    public INDArray matrix() {
        return matrix;
    }

    /**
     * Weights and intercept in arrays.
     *
     * @param type FLOAT or DOUBLE
     * @return not a copy, and not to be changed or closed
     */
    public Parameters parameters(DataType type) {
        return type == DataType.DOUBLE ? inDouble.get() : inFloat.get();
    }

    /**
     * Weights and intercept on the Java heap.
     *
     * @return in double
     */
    public HeapWeights onHeap() {
        return onHeap.get();
    }

    /**
     * Weights and intercept on the Java heap.
     *
     * @return in float
     */
    public FloatWeights onHeapInFloat() {
        return onHeapInFloat.get();
    }

    /**
     * The product of single rows in float.
     *
     * @return empty where one in double ({@link #onHeap}) is as fast
     */
    public Optional<RowProduct> rowProduct() {
        return rowProduct.get();
    }
}
