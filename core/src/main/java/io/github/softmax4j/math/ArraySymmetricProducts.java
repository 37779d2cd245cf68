package io.github.softmax4j.math;

import io.github.softmax4j.linalg.StackedProduct;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** In ND4J's operations, which read the matrices whole. */
final class ArraySymmetricProducts implements SymmetricProducts {
    private final List<INDArray> stacks;
    private final StackedProduct product = StackedProduct.of(1);

    ArraySymmetricProducts(List<INDArray> stacks) {
        this.stacks = stacks;
    }

    @Override
    public void multiply(INDArray vectors, INDArray products) {
        long first = 0;
        for (INDArray stack : stacks) {
            var part = NDArrayIndex.interval(first, first + stack.size(0));
            product.run(
                    vectors.get(part, NDArrayIndex.all(), NDArrayIndex.all()),
                    stack,
                    products.get(part, NDArrayIndex.all(), NDArrayIndex.all()));
            first += stack.size(0);
        }
    }

    @Override
    public void close() {
        stacks.forEach(INDArray::close);
    }
}
