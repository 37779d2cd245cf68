package io.github.softmax4j.math;

import org.nd4j.linalg.api.ndarray.INDArray;

/** In ND4J's operations, which read the matrices whole. */
final class ArraySymmetricProducts implements SymmetricProducts {
    private final INDArray matrices;
    private final StackedProduct product = StackedProduct.of(1);

    ArraySymmetricProducts(INDArray matrices) {
        this.matrices = matrices;
    }

    @Override
    public long count() {
        return matrices.size(0);
    }

    @Override
    public void multiply(INDArray vectors, INDArray products) {
        product.run(vectors, matrices, products);
    }

    @Override
    public void close() {
        matrices.close();
    }
}
