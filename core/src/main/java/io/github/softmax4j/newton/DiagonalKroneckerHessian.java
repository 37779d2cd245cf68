package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.math.PenaltyTerm;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The diagonal of H alone, where there are too many features for all their products. */
final class DiagonalKroneckerHessian implements KroneckerHessian {
    private final KroneckerSample sample;
    private final PenaltyTerm penalty;
    private final INDArray diagonal;

    /**
     * Nothing is summed yet; {@link #linearizeAt} must come before {@link #applyInverse}.
     *
     * @param sample the rows; closed by its owner
     * @param penalty of the objective
     */
    DiagonalKroneckerHessian(KroneckerSample sample, PenaltyTerm penalty) {
        this.sample = sample;
        this.penalty = penalty;
        this.diagonal = Nd4j.ones(DataType.DOUBLE, sample.features() + 1, 1);
    }

    @Override
    public void linearizeAt(INDArray at) {
        long features = sample.features();
        INDArray squares = Nd4j.create(DataType.DOUBLE, 1, features);
        var corner = new double[1];
        Operation product = Operation.product();
        Operation multiply = Operation.multiply();
        sample.forEachBlock(at, (rows, rootWeights) -> {
            multiply.run(rows, rows, rows);
            try (INDArray ones = Nd4j.ones(sample.type(), 1, rows.rows());
                    INDArray blockSums = Nd4j.create(sample.type(), new long[] {1, features}, 'c')) {
                product.run(ones, rows, blockSums);
                squares.addi(blockSums.castTo(DataType.DOUBLE));
            }
            double norm = rootWeights.castTo(DataType.DOUBLE).norm2Number().doubleValue();
            corner[0] += norm * norm;
        });
        double[] sums = squares.divi(sample.weightSum()).toDoubleVector();
        double[] strengths = penalty.strengths();
        double average = corner[0] / sample.weightSum();
        double[] missing = sample.missingVariance();
        for (int j = 0; j < features; j++) {
            diagonal.putScalar(j, 0, positive(sums[j] + strengths[j] + missing[j] * average));
        }
        diagonal.putScalar(features, 0, positive(average));
    }

    /** A coordinate held at 0 may have anything here but 0. */
    private static double positive(double curvature) {
        return curvature > 0 ? curvature : 1;
    }

    @Override
    public void applyInverse(INDArray rows) {
        INDArray row = diagonal.castTo(rows.dataType());
        rows.diviRowVector(row.reshape(1, sample.features() + 1));
        if (row != diagonal) { // castTo makes no copy where the type is the same
            row.close();
        }
    }

    @Override
    public KroneckerHessian withPenalty(PenaltyTerm other) {
        var changed = new DiagonalKroneckerHessian(sample, other);
        double[] before = penalty.strengths();
        double[] after = other.strengths();
        for (int j = 0; j < sample.features(); j++) {
            changed.diagonal.putScalar(j, 0, positive(diagonal.getDouble(j, 0) + after[j] - before[j]));
        }
        changed.diagonal.putScalar(sample.features(), 0, diagonal.getDouble(sample.features(), 0));
        return changed;
    }

    @Override
    public void close() {
        diagonal.close();
    }
}
