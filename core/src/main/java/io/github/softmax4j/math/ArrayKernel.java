package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The pass in ND4J's operations, which every backend has: what is taken where no other kernel is faster. */
final class ArrayKernel implements PassKernel {
    @Override
    public Optional<CrossEntropy> crossEntropy(PassShape shape, double smoothing) {
        return Optional.of(new ArrayCrossEntropy(shape, smoothing));
    }

    @Override
    public Optional<ParameterStack> parameterStack(PassShape shape, Coordinates coordinates) {
        return Optional.of(new ArrayParameterStack(shape, coordinates));
    }

    @Override
    public Optional<HessianProducts> hessianProducts(List<Batch> batches, PassShape shape) {
        return Optional.of(new ArrayHessianProducts(batches, shape));
    }

    @Override
    public Optional<SymmetricProducts> symmetricProducts(List<INDArray> stacks) {
        return Optional.of(new ArraySymmetricProducts(stacks));
    }

    /** On the heap, where the rows are. */
    @Override
    public Optional<RowTile> rowTile(FloatWeights weights) {
        return Optional.of(new UprightRows(weights));
    }

    @Override
    public Optional<RowProduct> rowProduct(ClassBlocks blocks) {
        return HeapRowProduct.suits(blocks) ? Optional.of(HeapRowProduct.of(blocks)) : Optional.empty();
    }
}
