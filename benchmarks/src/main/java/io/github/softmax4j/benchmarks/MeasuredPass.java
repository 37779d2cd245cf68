package io.github.softmax4j.benchmarks;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.BlockSize;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.StackedLoss;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** One pass of loss and gradient as solvers make it, and the two bare products of the same size. */
final class MeasuredPass implements AutoCloseable {
    private final Dataset dataset;
    private final Blocks<Batch> blocks;
    private final StackedLoss loss;
    private final PenaltyTerm penalty;
    private final INDArray gradient;
    private final INDArray weights;
    private final INDArray logits;
    private final INDArray product;

    /** Of a data set in float or double, with a ridge penalty; the products are made with the weights of the point. */
    MeasuredPass(Dataset dataset, INDArray point, double lambda) {
        int rows = Math.toIntExact(dataset.rows());
        int features = dataset.featureMatrix().columns();
        int classes = dataset.classes().size();
        DataType type = dataset.featureMatrix().values().dataType();
        this.dataset = dataset;
        blocks = dataset.batches(Math.min(rows, BlockSize.rows(features, classes, type)));
        var asIs = Coordinates.of(doubles(features, 1), doubles(features, 0), true);
        loss = new StackedLoss(new PassShape(rows, features, classes, 1, type), 0, asIs);
        penalty = new PenaltyTerm(doubles(features, lambda));
        gradient = Parameters.zeroMatrix(features, classes, DataType.DOUBLE);
        weights = Parameters.of(point).weights().castTo(type).dup('c');
        logits = Nd4j.create(type, new long[] {rows, classes}, 'c');
        product = Nd4j.create(type, new long[] {classes, features}, 'c');
    }

    private static double[] doubles(int count, double value) {
        var elements = new double[count];
        Arrays.fill(elements, value);
        return elements;
    }

    /** The number of blocks that the library cuts the rows into. */
    int blockCount() {
        return blocks.size();
    }

    /** The objective at a point; its gradient is computed too. */
    double evaluate(INDArray point) {
        return loss.evaluate(
                        List.of(point),
                        blocks,
                        new double[] {dataset.weightSum()},
                        List.of(penalty),
                        List.of(gradient))[0];
    }

    /** The Euclidean length of the last gradient. */
    double gradientLength() {
        return gradient.norm2Number().doubleValue();
    }

    /** X W and R'X over all rows at once: the best that the machine does for these shapes. */
    void wholeProducts() {
        multiply(dataset.featureMatrix().values(), weights, logits, 0);
        multiply(logits, dataset.featureMatrix().values(), product, 1);
    }

    /** The same in the blocks of the pass. */
    void blockProducts() {
        for (Batch block : blocks) {
            INDArray out = logits.get(NDArrayIndex.interval(0, block.rows()), NDArrayIndex.all());
            multiply(block.features(), weights, out, 0);
            multiply(out, block.features(), product, 1);
        }
    }

    static void multiply(INDArray left, INDArray right, INDArray out, int transposeLeft) {
        Nd4j.getExecutioner()
                .exec(DynamicCustomOp.builder("matmul")
                        .addInputs(left, right)
                        .addOutputs(out)
                        .addIntegerArguments(transposeLeft, 0, 0)
                        .build());
    }

    @Override
    public void close() {
        loss.close();
        blocks.close();
        List.of(gradient, weights, logits, product).forEach(INDArray::close);
    }
}
