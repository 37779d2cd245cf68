package io.github.softmax4j.newton;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.math.ColumnStatistics;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.ForwardPass;
import io.github.softmax4j.math.Parameters;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The rows that Kronecker approximations are summed over, block by block, in the optimiser's coordinates.
 *
 * <p>Columns of mean 0 and deviation 1 are summed without harm by rounding, also in float. Buffers are kept from one
 * refresh to the next.
 */
final class KroneckerSample implements AutoCloseable {
    private final Blocks<Batch> batches;
    private final Coordinates coordinates;
    private final long classes;
    private final DataType type;
    private final long features;
    private final INDArray shift;
    private final INDArray rate;
    private final Map<Long, Buffers> buffers = new HashMap<>();
    private double[] missingVariance;

    /** What is wanted of a block. */
    @FunctionalInterface
    interface BlockReader {
        /**
         * Reads a block.
         *
         * @param rows rows x features, scaled with the root of c_i
         * @param rootWeights sqrt(c_i), rows x 1
         */
        void read(INDArray rows, INDArray rootWeights);
    }

    /** Memory of one block, and the operations on it. */
    private record Buffers(ForwardPass forward, INDArray rows) implements AutoCloseable {
        @Override
        public void close() {
            forward.close();
            rows.close();
        }
    }

    /**
     * A sample.
     *
     * @param batches blocks that stand for all rows; weights of the first model count; closed with this
     * @param coordinates the optimiser's
     * @param classes the number of classes, at least 2
     */
    KroneckerSample(Blocks<Batch> batches, Coordinates coordinates, long classes) {
        this.batches = batches;
        this.coordinates = coordinates;
        this.classes = classes;
        INDArray first = batches.get(0).features();
        this.type = first.dataType();
        this.features = first.columns();
        double[] negative = coordinates.shift();
        for (int j = 0; j < negative.length; j++) {
            negative[j] = -negative[j];
        }
        this.shift = Nd4j.createFromArray(negative).castTo(type);
        this.rate = Nd4j.createFromArray(coordinates.rate()).castTo(type).reshape(1, features);
    }

    DataType type() {
        return type;
    }

    long features() {
        return features;
    }

    long rows() {
        return batches.stream().mapToLong(Batch::rows).sum();
    }

    long classes() {
        return classes;
    }

    boolean hasIntercept() {
        return coordinates.hasIntercept();
    }

    /**
     * What these rows lack of each column's variance of 1: a column that is 0 in nearly all rows may be 0 in all of
     * these, and must not pass for one without curvature.
     *
     * @return one value per feature, 0 to 1; 0 where these are all rows
     */
    double[] missingVariance() {
        if (missingVariance == null) {
            missingVariance = new double[Math.toIntExact(features)];
            double[] deviation = ColumnStatistics.of(batches).meanSquareAround(coordinates.shift());
            double[] rates = coordinates.rate();
            for (int j = 0; j < missingVariance.length; j++) {
                missingVariance[j] = Math.max(0, 1 - deviation[j] * rates[j] * rates[j]);
            }
        }
        return missingVariance.clone();
    }

    double weightSum() {
        return batches.stream().mapToDouble(Batch::weightSum).sum();
    }

    /** Goes through all blocks at a point. */
    void forEachBlock(INDArray at, BlockReader reader) {
        Operation shiftRows = Operation.addToEachRow();
        Operation multiply = Operation.multiply();
        try (INDArray matrix = coordinates.toParameters(at);
                INDArray pointMatrix = matrix.castTo(type).dup('c')) {
            Parameters point = Parameters.of(pointMatrix);
            for (Batch batch : batches) {
                Buffers memory = buffers.computeIfAbsent(batch.rows(), this::newBuffers);
                memory.forward.run(point, batch.features());
                INDArray rows = memory.rows;
                try (INDArray rootWeights = rootWeights(memory.forward.probabilities(), batch)) {
                    shiftRows.run(batch.features(), shift, rows);
                    multiply.run(rows, rate, rows);
                    multiply.run(rows, rootWeights, rows);
                    reader.read(rows, rootWeights);
                }
            }
        }
    }

    private Buffers newBuffers(long rows) {
        return new Buffers(
                new ForwardPass(rows, classes, 1, type), Nd4j.create(type, new long[] {rows, features}, 'c'));
    }

    /** sqrt(c_i), rows x 1; P is overwritten. */
    private INDArray rootWeights(INDArray probabilities, Batch batch) {
        probabilities.muli(probabilities);
        INDArray weights = probabilities.sum(true, 1).rsubi(1).divi(classes - 1);
        if (batch.weights() != null) {
            weights.muliColumnVector(batch.weights().getColumn(0, true));
        }
        return Nd4j.math().sqrt(Nd4j.math().max(weights, Nd4j.zerosLike(weights)));
    }

    @Override
    public void close() {
        batches.close();
        buffers.values().forEach(Buffers::close);
        Operation.close(shift, rate);
    }
}
