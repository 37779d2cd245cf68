package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.Cholesky;
import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.RidgedCholesky;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.math.PenaltyTerm;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * H with all its products of features: (features + 1)^2 elements, and its inverse as a matrix.
 *
 * <p>It is summed and applied in the type of the features, and factorised in double, on a ridge that grows until the
 * factor exists: columns may be sums of others.
 */
final class DenseKroneckerHessian implements KroneckerHessian {
    private static final Logger LOG = LoggerFactory.getLogger(DenseKroneckerHessian.class);

    private final KroneckerSample sample;
    private final PenaltyTerm penalty;
    private final long size;
    private final INDArray matrix;
    private final INDArray inverse;
    private final Operation product = Operation.product();
    private INDArray converted;
    private INDArray result;

    /**
     * Nothing is summed yet; {@link #linearizeAt} must come before {@link #applyInverse}.
     *
     * @param sample the rows; closed by its owner
     * @param penalty of the objective
     */
    DenseKroneckerHessian(KroneckerSample sample, PenaltyTerm penalty) {
        this.sample = sample;
        this.penalty = penalty;
        this.size = sample.features() + 1;
        this.matrix = Nd4j.create(sample.type(), new long[] {size, size}, 'c');
        this.inverse = matrix.ulike();
    }

    @Override
    public void linearizeAt(INDArray at) {
        try (INDArray whole = sum(sample, penalty, at)) {
            take(whole);
        }
    }

    private void take(INDArray whole) {
        matrix.assign(whole);
        factorize(whole);
    }

    /**
     * H itself.
     *
     * @param sample the rows
     * @param penalty of the objective
     * @param at the point, (features + 1) x classes
     * @return (features + 1) x (features + 1), DOUBLE
     */
    static INDArray sum(KroneckerSample sample, PenaltyTerm penalty, INDArray at) {
        long features = sample.features();
        Operation addTransposedProduct = Operation.addTransposedProduct();
        INDArray inner = Nd4j.create(sample.type(), new long[] {features, features}, 'c');
        INDArray border = Nd4j.create(sample.type(), new long[] {1, features}, 'c');
        var corner = new double[1];
        sample.forEachBlock(at, (rows, rootWeights) -> {
            addTransposedProduct.run(rows, rows, inner);
            addTransposedProduct.run(rootWeights, rows, border);
            double norm = rootWeights.castTo(DataType.DOUBLE).norm2Number().doubleValue();
            corner[0] += norm * norm;
        });
        INDArray whole = assemble(sample, penalty, inner, border, corner[0]);
        Operation.close(inner, border);
        return whole;
    }

    private static INDArray assemble(
            KroneckerSample sample, PenaltyTerm penalty, INDArray inner, INDArray border, double corner) {
        long features = sample.features();
        long size = features + 1;
        INDArray whole = Nd4j.create(DataType.DOUBLE, new long[] {size, size}, 'c');
        var all = NDArrayIndex.interval(0, features);
        whole.get(all, all).assign(inner);
        if (sample.hasIntercept()) {
            whole.get(NDArrayIndex.point(features), all).assign(border.reshape(features));
            whole.get(all, NDArrayIndex.point(features)).assign(border.reshape(features));
            whole.putScalar(features, features, corner);
        }
        whole.divi(sample.weightSum());
        double average = corner / sample.weightSum();
        double[] missing = sample.missingVariance();
        double[] strengths = penalty.strengths();
        for (int j = 0; j < size; j++) {
            double diagonal = whole.getDouble(j, j) + (j < features ? strengths[j] + missing[j] * average : 0);
            whole.putScalar(j, j, diagonal > 0 ? diagonal : 1); // a coordinate held at 0, whatever stands here
        }
        return whole;
    }

    /**
     * Scaled by its diagonal first (Jacobi): a ridge is relative to 1 in every row then, however strong some penalties
     * are in these coordinates. H^-1 = S (S H S)^-1 S, S = diag(H)^-1/2. Higham, Accuracy and stability of numerical
     * algorithms (2002), 10.1.
     */
    private void factorize(INDArray whole) {
        try (INDArray roots = Nd4j.math().sqrt(Nd4j.diag(whole)).rdivi(1);
                INDArray scale = roots.reshape(size, 1).mmul(roots.reshape(1, size))) {
            whole.muli(scale);
            Optional<Cholesky> factor = RidgedCholesky.of(whole, 1, Vectors.epsilon(sample.type()));
            if (factor.isEmpty()) {
                LOG.warn("the Kronecker approximation has no Cholesky factor; descent goes on with its diagonal");
                inverse.assign(Nd4j.eye(size).muli(scale));
                return;
            }
            try (INDArray result = factor.get().inverse()) {
                inverse.assign(result.muli(scale));
            }
        }
    }

    /** rows = rows H^-1, which is symmetric. */
    @Override
    public void applyInverse(INDArray rows) {
        if (result == null || result.rows() != rows.rows()) {
            Operation.close(converted, result);
            converted = Nd4j.create(sample.type(), new long[] {rows.rows(), size}, 'c');
            result = converted.ulike();
        }
        converted.assign(rows);
        product.run(converted, inverse, result);
        rows.assign(result);
    }

    @Override
    public KroneckerHessian withPenalty(PenaltyTerm other) {
        var changed = new DenseKroneckerHessian(sample, other);
        double[] before = penalty.strengths();
        double[] after = other.strengths();
        try (INDArray whole = matrix.castTo(DataType.DOUBLE).dup('c')) {
            for (int j = 0; j < before.length; j++) {
                whole.putScalar(j, j, whole.getDouble(j, j) + after[j] - before[j]);
            }
            changed.take(whole);
        }
        return changed;
    }

    @Override
    public void close() {
        Operation.close(matrix, inverse, converted, result);
    }
}
