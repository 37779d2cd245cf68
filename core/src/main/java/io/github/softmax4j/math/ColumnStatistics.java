package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.Vectors;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Mean and deviation of the columns, rows counting by their weights.
 *
 * <pre>
 *   mean_j = sum_i w_i x_ij / sum w,   deviation_j^2 = sum_i w_i (x_ij - mean_j)^2 / sum w
 * </pre>
 *
 * <p>Blocks are summed in the type of the features, the blocks in double.
 *
 * @param mean one per column
 * @param deviation one per column, 0 for a constant one
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
public record ColumnStatistics(double[] mean, double[] deviation) {
    /** A deviation below so many rounding errors of the mean is that of a constant column. */
    private static final double ROUNDING_ERRORS = 10;

    private static final double LARGE = 1e15;
    private static final double SMALL = 1e-15;

    /** Some tens of microseconds of Java, as much as some operations of ND4J. */
    private static final int FEW_VALUES = 1 << 15;

    /** The range of double, in steps of 1e15. */
    private static final int MOST_ROUNDS = 21;

    /**
     * Statistics of the columns of rows that all count once.
     *
     * @param features rows x features
     * @return their statistics, without the center
     */
    public static ColumnStatistics of(FeatureMatrix features) {
        int blockRows = BlockSize.rows(features.columns(), 0, features.type());
        try (Blocks<Batch> batches =
                features.blocks(blockRows).map((number, block) -> new Batch(block, null, null, null, block.rows()))) {
            return of(batches);
        }
    }

    /**
     * Statistics of the columns of batches.
     *
     * @param batches the rows; weights of the first model count
     * @return their statistics
     */
    public static ColumnStatistics of(List<Batch> batches) {
        var factors = new double[batches.get(0).features().columns()];
        Arrays.fill(factors, 1);
        ColumnStatistics statistics = of(batches, factors);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] next = statistics.factorsOfExtremeColumns(factors);
            if (Arrays.equals(next, factors)) {
                break;
            }
            factors = next;
            statistics = of(batches, factors);
        }
        return statistics;
    }

    /** The statistics by way of columns that are multiplied with a factor each. */
    private static ColumnStatistics of(List<Batch> batches, double[] factors) {
        double[] means = weightedMean(batches, factors, null);
        double[] deviations = weightedMean(batches, factors, means);
        double epsilon = Vectors.epsilon(batches.get(0).features().dataType());
        for (int j = 0; j < means.length; j++) {
            double deviation = Math.sqrt(Math.max(0, deviations[j]));
            boolean isConstant = deviation <= ROUNDING_ERRORS * epsilon * Math.abs(means[j]);
            deviations[j] = isConstant ? 0 : deviation / factors[j];
            means[j] /= factors[j];
        }
        return new ColumnStatistics(means, deviations);
    }

    /**
     * Squares of values from about 1e19 are infinite in float, and those below 1e-19 are 0; in double from 1e154 and
     * 1e-154.
     */
    private double[] factorsOfExtremeColumns(double[] before) {
        var factors = new double[mean.length];
        for (int j = 0; j < factors.length; j++) {
            double size = (Math.abs(mean[j]) + deviation[j]) * before[j];
            boolean isLarge = !(size < LARGE);
            boolean isSmall = size > 0 && size < SMALL;
            factors[j] = before[j] * (isLarge ? SMALL : isSmall ? LARGE : 1);
        }
        return factors;
    }

    /**
     * sum_i w_i (x_ij - center_j)^2 / sum w.
     *
     * @param center one per column
     * @return one per column
     */
    public double[] meanSquareAround(double... center) {
        var squares = new double[mean.length];
        for (int j = 0; j < mean.length; j++) {
            double distance = mean[j] - center[j];
            squares[j] = deviation[j] * deviation[j] + distance * distance;
        }
        return squares;
    }

    /** The mean of the columns, or of their squared differences from a center, which may be null. */
    private static double[] weightedMean(List<Batch> batches, double[] factors, double[] center) {
        boolean areFew = batches.size() == 1 && batches.get(0).rows() * factors.length <= FEW_VALUES;
        return areFew
                ? weightedMeanOnHeap(batches.get(0), factors, center)
                : weightedMeanInBlocks(batches, factors, center);
    }

    /** In double, whatever the type of the features: ND4J's operations would take longer than their work. */
    private static double[] weightedMeanOnHeap(Batch batch, double[] factors, double[] center) {
        int columns = factors.length;
        double[] values = Vectors.toArray(batch.features());
        double[] weights =
                batch.weights() == null ? null : Vectors.toArray(batch.weights().getColumn(0));
        var mean = new double[columns];
        double weightSum = 0;
        for (int i = 0; i < batch.rows(); i++) {
            double weight = weights == null ? 1 : weights[i];
            weightSum += weight;
            for (int j = 0; j < columns; j++) {
                double value = values[i * columns + j] * factors[j];
                double distance = center == null ? 0 : value - center[j];
                mean[j] += weight * (center == null ? value : distance * distance);
            }
        }
        for (int j = 0; j < columns; j++) {
            mean[j] /= weightSum;
        }
        return mean;
    }

    private static double[] weightedMeanInBlocks(List<Batch> batches, double[] factors, double[] center) {
        DataType type = batches.get(0).features().dataType();
        long columns = factors.length;
        INDArray factorRow = Nd4j.createFromArray(factors).castTo(type).reshape(1, columns);
        boolean isScaled = Arrays.stream(factors).anyMatch(factor -> factor != 1);
        INDArray shift = center == null
                ? null
                : Nd4j.createFromArray(center).castTo(type).neg();
        INDArray sum = Nd4j.create(DataType.DOUBLE, 1, columns);
        Operation product = Operation.product();
        Operation addToEachRow = Operation.addToEachRow();
        Operation multiply = Operation.multiply();
        double weightSum = 0;
        boolean isTransformed = isScaled || center != null;
        // One buffer for all: fresh memory of that size costs more than what is computed in it.
        INDArray buffer = isTransformed ? Nd4j.create(type, new long[] {mostRows(batches), columns}, 'c') : null;
        for (Batch batch : batches) {
            INDArray weights = rowWeights(batch);
            weightSum += weights.castTo(DataType.DOUBLE).sumNumber().doubleValue();
            INDArray blockSum = Nd4j.create(type, new long[] {1, columns}, 'c');
            INDArray transformed = batch.features();
            if (isTransformed) {
                INDArray rows = buffer.get(NDArrayIndex.interval(0, batch.rows()), NDArrayIndex.all());
                if (isScaled) {
                    multiply.run(transformed, factorRow, rows);
                    transformed = rows;
                }
                if (center != null) {
                    addToEachRow.run(transformed, shift, rows);
                    multiply.run(rows, rows, rows);
                    transformed = rows;
                }
            }
            product.run(weights, transformed, blockSum);
            sum.addi(blockSum.castTo(DataType.DOUBLE));
            Operation.close(weights, blockSum);
        }
        Operation.close(buffer);
        return Vectors.toArray(sum.divi(weightSum));
    }

    private static long mostRows(List<Batch> batches) {
        return batches.stream().mapToLong(Batch::rows).max().orElseThrow();
    }

    /** 1 x rows, a copy. */
    private static INDArray rowWeights(Batch batch) {
        DataType type = batch.features().dataType();
        return batch.weights() == null
                ? Nd4j.ones(type, 1, batch.rows())
                : batch.weights().getColumn(0).dup('c').reshape(1, batch.rows());
    }
}
