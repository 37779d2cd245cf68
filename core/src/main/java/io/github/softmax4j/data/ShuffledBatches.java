package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An endless run of mini-batches: every epoch visits each row once, in a new order; the last batch of an epoch takes
 * what is left.
 *
 * <p>Rows are gathered into one buffer, so a batch is valid until the next one is asked for.
 */
public final class ShuffledBatches implements AutoCloseable {
    private final Dataset dataset;
    private final int batchRows;
    private final SplittableRandom random;
    private final int[] order;
    private final INDArray labels;
    private final INDArray targets;
    private final INDArray weights;
    private final INDArray featureBuffer;
    private final INDArray labelBuffer;
    private final INDArray targetBuffer;
    private final INDArray weightBuffer;
    /** Batches are scaled by the weight that so many rows have on average: their expected mean is the data set's. */
    private final double averageWeight;

    private int next;

    /**
     * Starts before the first epoch.
     *
     * @param dataset the rows
     * @param batchRows rows a batch, at least 1; more than there are means all of them
     * @param seed the same seed gives the same orders
     */
    public ShuffledBatches(Dataset dataset, int batchRows, long seed) {
        this.dataset = dataset;
        this.batchRows = (int) Math.min(batchRows, dataset.rows());
        this.random = new SplittableRandom(seed);
        this.order = Shuffle.permutation((int) dataset.rows(), random.nextLong());
        this.labels = Nd4j.createFromArray(dataset.labels());
        this.targets = dataset.targetsInType();
        this.weights = dataset.weightColumn();
        this.averageWeight = dataset.weightSum() / dataset.rows();
        DataType type = dataset.type();
        this.featureBuffer = Nd4j.create(
                type, new long[] {this.batchRows, dataset.featureMatrix().columns()}, 'c');
        this.labelBuffer = Nd4j.create(DataType.INT32, this.batchRows);
        this.targetBuffer =
                targets == null ? null : Nd4j.create(type, new long[] {this.batchRows, targets.columns()}, 'c');
        this.weightBuffer = weights == null ? null : Nd4j.create(type, new long[] {this.batchRows, 1}, 'c');
    }

    /**
     * The number of batches in an epoch.
     *
     * @return at least 1
     */
    public int batchesPerEpoch() {
        return (order.length + batchRows - 1) / batchRows;
    }

    /**
     * Gathers the next batch.
     *
     * @return rows that the batches of this epoch have not had yet
     */
    public Batch next() {
        if (next == order.length) {
            Shuffle.shuffle(order, random);
            next = 0;
        }
        int rows = Math.min(batchRows, order.length - next);
        var indices = Arrays.copyOfRange(order, next, next + rows);
        next += rows;
        try (INDArray rowsWanted = Nd4j.createFromArray(indices)) {
            gather(dataset.featureMatrix().values(), rowsWanted, head(featureBuffer, rows));
            gather(labels, rowsWanted, head(labelBuffer, rows));
            if (targets != null) {
                gather(targets, rowsWanted, head(targetBuffer, rows));
            }
            if (weights != null) {
                gather(weights, rowsWanted, head(weightBuffer, rows));
            }
        }
        return new Batch(
                head(featureBuffer, rows),
                targets == null ? head(labelBuffer, rows) : null,
                targets == null ? null : head(targetBuffer, rows),
                weights == null ? null : head(weightBuffer, rows),
                rows * averageWeight);
    }

    private INDArray head(INDArray buffer, int rows) {
        if (rows == batchRows) {
            return buffer;
        }
        var range = NDArrayIndex.interval(0, rows);
        return buffer.rank() == 1 ? buffer.get(range) : buffer.get(range, NDArrayIndex.all());
    }

    private static void gather(INDArray from, INDArray indices, INDArray to) {
        Nd4j.getExecutioner()
                .exec(DynamicCustomOp.builder("gather")
                        .addInputs(from, indices)
                        .addOutputs(to)
                        .addIntegerArguments(0)
                        .build());
    }

    @Override
    public void close() {
        labels.close();
        featureBuffer.close();
        labelBuffer.close();
        if (targets != null) {
            targetBuffer.close();
        }
        if (weights != null) {
            if (weights.closeable()) {
                weights.close();
            }
            weightBuffer.close();
        }
    }
}
