package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.RidgedCholesky;
import io.github.softmax4j.math.PenaltyTerm;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * H by its rows, where they are fewer than the features: all that is inverted is as large as the rows are many.
 *
 * <pre>
 *   H    = A'A + S,   A_i = sqrt(c_i / sum w) [x_i; 1],   S the penalties
 *   H^-1 = S^-1 - S^-1 A' (I + A S^-1 A')^-1 A S^-1
 * </pre>
 *
 * <p>Woodbury's identity: Golub and Van Loan, Matrix Computations (2013), 2.1.4. Where there is no penalty S is a small
 * share of the usual curvature. Summed, factorised and applied in double.
 */
final class DualKroneckerHessian implements KroneckerHessian {
    /** Of the usual curvature of a column, in place of no penalty: small, and far above rounding errors. */
    private static final double LEAST_SHARE = 1e-7;

    private final KroneckerSample sample;
    private final PenaltyTerm penalty;
    /** A, rows x (features + 1). */
    private final INDArray rows;
    /** 1 / S. */
    private final INDArray inverseStrengths;

    /** Of the c_i: the usual curvature of a column of unit variance. */
    private double average;
    /** (I + A S^-1 A')^-1. */
    private INDArray inverse;

    private final Operation product = Operation.product();
    private final Operation timesTransposed = Operation.product(false, true, 1, 0);

    /**
     * Nothing is summed yet; {@link #linearizeAt} must come before {@link #applyInverse}.
     *
     * @param sample the rows; closed by its owner
     * @param penalty of the objective
     */
    DualKroneckerHessian(KroneckerSample sample, PenaltyTerm penalty) {
        this.sample = sample;
        this.penalty = penalty;
        this.rows = Nd4j.create(DataType.DOUBLE, new long[] {sample.rows(), sample.features() + 1}, 'c');
        this.inverseStrengths = Nd4j.create(DataType.DOUBLE, new long[] {1, sample.features() + 1}, 'c');
    }

    @Override
    public void linearizeAt(INDArray point) {
        var first = new long[1];
        var corner = new double[1];
        double root = Math.sqrt(sample.weightSum());
        sample.forEachBlock(point, (block, rootWeights) -> {
            var range = NDArrayIndex.interval(first[0], first[0] + block.rows());
            rows.get(range, NDArrayIndex.interval(0, sample.features())).assign(block);
            if (sample.hasIntercept()) {
                rows.get(range, NDArrayIndex.interval(sample.features(), sample.features() + 1))
                        .assign(rootWeights);
            }
            double norm = rootWeights.norm2Number().doubleValue();
            corner[0] += norm * norm;
            first[0] += block.rows();
        });
        rows.divi(root);
        average = corner[0] / sample.weightSum();
        invert();
    }

    private void invert() {
        double[] strengths = penalty.strengths();
        double[] missing = sample.missingVariance();
        // the average of rows that are all sure of their classes underflows
        double least = Math.max(Float.MIN_NORMAL, LEAST_SHARE * average);
        for (int j = 0; j <= strengths.length; j++) {
            double strength = j < strengths.length ? strengths[j] + missing[j] * average : 0;
            inverseStrengths.putScalar(0, j, 1 / Math.max(strength, least));
        }
        try (INDArray scaled = rows.mulRowVector(inverseStrengths);
                INDArray whole = Nd4j.create(DataType.DOUBLE, new long[] {rows.rows(), rows.rows()}, 'c')) {
            timesTransposed.run(scaled, rows, whole);
            for (int i = 0; i < rows.rows(); i++) {
                whole.putScalar(i, i, whole.getDouble(i, i) + 1);
            }
            double unit = whole.maxNumber().doubleValue();
            Operation.close(inverse);
            inverse = RidgedCholesky.of(whole, unit, Math.ulp(1.0))
                    .orElseThrow(() -> new IllegalStateException("I + A S^-1 A' has no Cholesky factor"))
                    .inverse();
        }
    }

    @Override
    public void applyInverse(INDArray vectors) {
        long count = vectors.rows();
        try (INDArray scaled = Nd4j.create(DataType.DOUBLE, new long[] {count, vectors.columns()}, 'c');
                INDArray images = Nd4j.create(DataType.DOUBLE, new long[] {count, rows.rows()}, 'c');
                INDArray solved = images.ulike();
                INDArray correction = scaled.ulike()) {
            scaled.assign(vectors).muliRowVector(inverseStrengths);
            timesTransposed.run(scaled, rows, images);
            product.run(images, inverse, solved);
            product.run(solved, rows, correction);
            vectors.assign(scaled.subi(correction.muliRowVector(inverseStrengths)));
        }
    }

    @Override
    public KroneckerHessian withPenalty(PenaltyTerm other) {
        var changed = new DualKroneckerHessian(sample, other);
        changed.rows.assign(rows);
        changed.average = average;
        changed.invert();
        return changed;
    }

    @Override
    public void close() {
        Operation.close(rows, inverseStrengths, inverse);
    }
}
