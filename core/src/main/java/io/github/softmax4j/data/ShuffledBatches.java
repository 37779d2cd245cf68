package io.github.softmax4j.data;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An endless run of mini-batches: every epoch visits each row once, in a new order (see {@link RowOrder}); the last
 * batch of an epoch takes what is left.
 *
 * <p>Rows are gathered into one buffer, so a batch is valid until the next one is asked for.
 *
 * <p>For example:
 *
 * <pre>{@code
 * long seen = 0;
 * try (ShuffledBatches batches = new ShuffledBatches(training, 16, 1)) {
 *     for (int i = 0; i < batches.batchesPerEpoch(); i++) {
 *         Batch batch = batches.next(); // valid until the next one
 *         seen += batch.rows();
 *     }
 * }
 * }</pre>
 */
public final class ShuffledBatches implements AutoCloseable {
    private final int batchRows;
    private final RowOrder order;
    private final RowGather features;
    /** Of the labels, or of the targets: the other is null. */
    private final RowGather labels;

    private final RowGather targets;
    /** Null where all rows count once. */
    private final RowGather weights;
    /** Batches are scaled by the weight that so many rows have on average: their expected mean is the data set's. */
    private final double averageWeight;

    /**
     * Starts before the first epoch.
     *
     * @param dataset the rows
     * @param batchRows rows per batch, at least 1; more than there are means all of them
     * @param seed the same seed gives the same orders
     */
    public ShuffledBatches(Dataset dataset, int batchRows, long seed) {
        Objects.requireNonNull(dataset, "dataset must not be null");
        this.batchRows = (int) Math.min(batchRows, dataset.rows());
        this.order = new RowOrder(dataset.featureMatrix(), seed);
        this.averageWeight = dataset.weightSum() / dataset.rows();
        INDArray targetMatrix = dataset.targetsInType();
        this.features = dataset.featureMatrix().gather(this.batchRows);
        this.labels = targetMatrix == null ? gather(Nd4j.createFromArray(dataset.labels())) : null;
        this.targets = gather(targetMatrix);
        this.weights = gather(dataset.weightColumn());
    }

    private RowGather gather(INDArray from) {
        return from == null ? null : new ArrayGather(from, batchRows);
    }

    /**
     * The number of batches in an epoch.
     *
     * @return at least 1
     */
    public int batchesPerEpoch() {
        return (order.rows() + batchRows - 1) / batchRows;
    }

    /**
     * Gathers the next batch.
     *
     * @return rows that the batches of this epoch have not had yet
     */
    public Batch next() {
        int[] indices = order.next(batchRows);
        return new Batch(
                features.take(indices),
                take(labels, indices),
                take(targets, indices),
                take(weights, indices),
                indices.length * averageWeight);
    }

    /**
     * Passes batches over, without gathering their rows.
     *
     * @param count how many, 0 or more
     */
    public void skip(long count) {
        for (long i = 0; i < count; i++) {
            order.next(batchRows);
        }
    }

    private static INDArray take(RowGather gather, int[] rows) {
        return gather == null ? null : gather.take(rows);
    }

    @Override
    public void close() {
        for (RowGather gather : new RowGather[] {features, labels, targets, weights}) {
            if (gather != null) {
                gather.close();
            }
        }
    }
}
