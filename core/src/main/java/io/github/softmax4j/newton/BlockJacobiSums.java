package io.github.softmax4j.newton;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.linalg.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What rows say along each class direction: the matrices that a {@link BlockJacobi} inverts. */
final class BlockJacobiSums implements AutoCloseable {
    /**
     * Rows of the largest curvature are drawn with the largest probability, so that two per feature tell as much as all
     * (docs/experiments/0005).
     */
    private static final int ROWS_PER_FEATURE = 2;

    private static final int FEWEST_ROWS = 1000;

    /**
     * What the mean over all directions counts in each. That all logits grow alike has no curvature at all, and some
     * columns have next to none along some directions: what rounding in float leaves there must not become a step.
     */
    private static final double SHARE_OF_ALL = 0.1;

    private final List<Batch> batches;
    private final double[][] probabilities;
    private final double[] weights;
    private final double weightSum;
    private final boolean hasIntercept;
    private final ClassBasis basis;
    private final DataType type;
    private final int size;
    private final INDArray ofAll;
    private final Operation multiply = Operation.multiply();
    private final Operation product = Operation.product(true, false, 1, 0);

    /**
     * Sums the mean over all directions.
     *
     * @param batches the rows, in the optimiser's coordinates
     * @param hasIntercept whether rows have a 1 at their end, or a 0
     * @param at the point, (features + 1) x classes
     * @return to be closed
     */
    static BlockJacobiSums at(List<Batch> batches, boolean hasIntercept, INDArray at) {
        double[][] probabilities = RowProbabilities.of(batches, at);
        double[] weights = RowProbabilities.weights(batches);
        return new BlockJacobiSums(
                batches, hasIntercept, probabilities, weights, ClassBasis.of(probabilities, weights));
    }

    private BlockJacobiSums(
            List<Batch> batches, boolean hasIntercept, double[][] probabilities, double[] weights, ClassBasis basis) {
        this.batches = batches;
        this.hasIntercept = hasIntercept;
        this.probabilities = probabilities;
        this.weights = weights;
        this.weightSum = Arrays.stream(weights).sum();
        this.basis = basis;
        this.type = batches.get(0).features().dataType();
        this.size = Math.toIntExact(batches.get(0).features().columns() + 1);
        this.ofAll = Nd4j.create(type, new long[] {size, size}, 'c');
        int classes = probabilities[0].length;
        sum(ClassBasis.totals(probabilities, weights), classes, ofAll);
        ofAll.divi(classes - 1);
    }

    /** In which there is a matrix for each direction. */
    ClassBasis basis() {
        return basis;
    }

    static long rows(long features) {
        return Math.max(FEWEST_ROWS, ROWS_PER_FEATURE * features);
    }

    /** The mean of the diagonal of the mean over all directions: about the curvature of a row along a direction. */
    double unit() {
        return Nd4j.diag(ofAll).meanNumber().doubleValue();
    }

    /** Of directions from one up to another, without the penalty: directions x size x size. */
    INDArray matrices(int from, int to) {
        INDArray matrices = Nd4j.create(type, new long[] {to - from, size, size}, 'c');
        for (int direction = from; direction < to; direction++) {
            sum(basis.curvatures(direction, probabilities, weights), direction, matrices.slice(direction - from));
        }
        matrices.muli(1 - SHARE_OF_ALL);
        try (INDArray part = ofAll.mul(SHARE_OF_ALL)) {
            matrices.addi(part.reshape('c', 1, size, size));
        }
        return matrices;
    }

    private void sum(double[] curvatures, long seed, INDArray matrix) {
        var sample = ImportanceSample.of(curvatures, (int) rows(size), new SplittableRandom(seed));
        if (sample.places().length > 0) {
            try (INDArray rows = rows(sample)) {
                product.run(rows, rows, matrix);
            }
        }
    }

    /** [x_i; 1] times the root of what it counts. */
    private INDArray rows(ImportanceSample sample) {
        int count = sample.places().length;
        INDArray rows = Nd4j.create(type, new long[] {count, size}, 'c');
        double[] roots = Arrays.stream(sample.weights())
                .map(weight -> Math.sqrt(weight / weightSum))
                .toArray();
        INDArray factors = Nd4j.createFromArray(roots).castTo(type).reshape(count, 1);
        var features = NDArrayIndex.interval(0, size - 1);
        int done = 0;
        int start = 0;
        for (Batch batch : batches) {
            int end = start + (int) batch.rows();
            int[] places = between(sample.places(), start, end);
            if (places.length > 0) {
                try (INDArray some = Nd4j.pullRows(batch.features(), 1, places, 'c')) {
                    var part = NDArrayIndex.interval(done, done + places.length);
                    multiply.run(some, factors.get(part, NDArrayIndex.all()), rows.get(part, features));
                }
            }
            done += places.length;
            start = end;
        }
        if (hasIntercept) {
            rows.getColumn(size - 1, true).assign(factors);
        }
        return rows;
    }

    /** Counted from the start. */
    private static int[] between(int[] places, int start, int end) {
        return IntStream.of(places)
                .filter(place -> place >= start && place < end)
                .map(place -> place - start)
                .toArray();
    }

    @Override
    public void close() {
        ofAll.close();
    }
}
