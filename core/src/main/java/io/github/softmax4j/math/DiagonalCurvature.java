package io.github.softmax4j.math;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The diagonal of the curvature alone, where there are too many features for all their products. */
public final class DiagonalCurvature implements Curvature {
    private final CurvatureSample sample;
    private final PenaltyTerm penalty;
    private final INDArray diagonal;

    /**
     * Makes ready; {@link #update} must come before {@link #applyInverse}.
     *
     * @param sample the rows; closed by its owner
     * @param penalty of the objective
     */
    public DiagonalCurvature(CurvatureSample sample, PenaltyTerm penalty) {
        this.sample = sample;
        this.penalty = penalty;
        this.diagonal = Nd4j.ones(DataType.DOUBLE, sample.features() + 1, 1);
    }

    @Override
    public void update(INDArray at) {
        long features = sample.features();
        INDArray squares = Nd4j.create(DataType.DOUBLE, 1, features);
        var corner = new double[1];
        Operation product = Operation.product();
        Operation multiply = Operation.multiply();
        sample.forEachBlock(at, (rows, rootWeights) -> {
            multiply.run(rows, rows, rows);
            try (INDArray ones = Nd4j.ones(sample.type(), 1, rows.rows());
                    INDArray sums = Nd4j.create(sample.type(), new long[] {1, features}, 'c')) {
                product.run(ones, rows, sums);
                squares.addi(sums.castTo(DataType.DOUBLE));
            }
            double norm = rootWeights.castTo(DataType.DOUBLE).norm2Number().doubleValue();
            corner[0] += norm * norm;
        });
        double[] numbers = squares.divi(sample.weightSum()).toDoubleVector();
        double[] strengths = penalty.strengths();
        double average = corner[0] / sample.weightSum();
        double[] missing = sample.missingVariance();
        for (int j = 0; j < features; j++) {
            diagonal.putScalar(j, 0, positive(numbers[j] + strengths[j] + missing[j] * average));
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
    public void applyInverse(INDArray rows, INDArray free) {
        applyInverse(rows);
    }

    @Override
    public Curvature withPenalty(PenaltyTerm other) {
        var curvature = new DiagonalCurvature(sample, other);
        double[] before = penalty.strengths();
        double[] after = other.strengths();
        for (int j = 0; j < sample.features(); j++) {
            curvature.diagonal.putScalar(j, 0, positive(diagonal.getDouble(j, 0) + after[j] - before[j]));
        }
        curvature.diagonal.putScalar(sample.features(), 0, diagonal.getDouble(sample.features(), 0));
        return curvature;
    }

    @Override
    public void close() {
        diagonal.close();
    }
}
