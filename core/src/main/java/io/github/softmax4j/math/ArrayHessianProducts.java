package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.linalg.Operation;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Products with the Hessian in operations of ND4J, which every backend has. */
final class ArrayHessianProducts implements HessianProducts {
    private final PassShape shape;
    private final List<ArrayHessianBlock> blocks;
    private final INDArray stack;
    private final Parameters sums;

    ArrayHessianProducts(List<Batch> batches, PassShape shape) {
        this(
                shape,
                batches.stream()
                        .map(batch -> new ArrayHessianBlock(batch, shape))
                        .toList());
    }

    private ArrayHessianProducts(PassShape shape, List<ArrayHessianBlock> blocks) {
        this.shape = shape;
        this.blocks = blocks;
        this.stack = Parameters.zeroMatrix(shape.features(), shape.columns(), shape.type());
        this.sums = Parameters.gradientSums(shape.features(), shape.columns(), shape.type());
    }

    @Override
    public void linearizeAt(INDArray points) {
        Parameters parameters = parameters(points);
        blocks.forEach(block -> block.linearizeAt(parameters));
    }

    /** A copy in the order that products are fast in. */
    private Parameters parameters(INDArray transposed) {
        stack.assign(transposed.transpose());
        return Parameters.of(stack);
    }

    @Override
    public HessianProducts keep(int[] models) {
        closeStack();
        return new ArrayHessianProducts(
                shape.ofModels(models.length),
                blocks.stream().map(block -> block.keep(models)).toList());
    }

    @Override
    public void multiply(INDArray directions, INDArray images) {
        Parameters parameters = parameters(directions);
        sums.clear();
        blocks.forEach(block -> block.addProduct(parameters, sums));
        images.get(NDArrayIndex.all(), NDArrayIndex.interval(0, shape.features()))
                .assign(sums.weights().transpose());
        images.getColumn(shape.features()).assign(sums.intercept().reshape(shape.columns()));
    }

    private void closeStack() {
        Operation.close(stack);
        sums.close();
    }

    @Override
    public void close() {
        closeStack();
        blocks.forEach(ArrayHessianBlock::close);
    }
}
