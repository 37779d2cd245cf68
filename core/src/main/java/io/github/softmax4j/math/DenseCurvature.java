package io.github.softmax4j.math;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The curvature with all its products of features: (features + 1)^2 numbers, and its inverse as a matrix.
 *
 * <p>It is summed and applied in the type of the features, and factorised in double, on a ridge that grows until the factor
 * exists: columns may be sums of others.
 */
public final class DenseCurvature implements Curvature {
    private static final Logger LOG = LoggerFactory.getLogger(DenseCurvature.class);

    /** In rounding errors of the type of the features. */
    private static final double FIRST_RIDGE = 10;

    private static final double RIDGE_GROWTH = 100;
    private static final double LARGEST_RIDGE = 1;

    /** Where some coordinates are fixed, the rest is solved for by iteration, about: the next step makes up for it. */
    private static final double TOLERANCE = 1e-3;

    private static final int MOST_ITERATIONS = 100;

    private final CurvatureSample sample;
    private final PenaltyTerm penalty;
    private final long size;
    private final INDArray matrix;
    private final INDArray inverse;
    private final INDArray result;
    private final Operation product = Operation.product();

    /**
     * Makes ready; {@link #update} must come before {@link #applyInverse}.
     *
     * @param sample the rows; closed with this
     * @param penalty of the objective
     */
    public DenseCurvature(CurvatureSample sample, PenaltyTerm penalty) {
        this.sample = sample;
        this.penalty = penalty;
        this.size = sample.features() + 1;
        this.matrix = Nd4j.create(sample.type(), new long[] {size, size}, 'c');
        this.inverse = matrix.ulike();
        this.result = Nd4j.create(sample.type(), new long[] {size, sample.classes()}, 'c');
    }

    @Override
    public void update(INDArray at) {
        try (INDArray whole = sum(at)) {
            matrix.assign(whole);
            factorize(whole);
        }
    }

    private INDArray sum(INDArray at) {
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
        INDArray whole = assemble(inner, border, corner[0]);
        Operation.close(inner, border);
        return whole;
    }

    private INDArray assemble(INDArray inner, INDArray border, double corner) {
        long features = sample.features();
        INDArray whole = Nd4j.create(DataType.DOUBLE, new long[] {size, size}, 'f');
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

    private void factorize(INDArray whole) {
        double mean = Nd4j.diag(whole).meanNumber().doubleValue();
        double first = FIRST_RIDGE * ColumnStatistics.epsilon(sample.type());
        for (double ridge = first; ridge <= LARGEST_RIDGE; ridge *= RIDGE_GROWTH) {
            try (INDArray factor = whole.dup('f')) {
                for (long j = 0; j < size; j++) {
                    factor.putScalar(j, j, factor.getDouble(j, j) + ridge * mean);
                }
                if (Cholesky.factorize(factor)) {
                    try (INDArray result = Cholesky.inverse(factor)) {
                        inverse.assign(result);
                    }
                    return;
                }
            }
            LOG.debug("the curvature is not positive definite with a ridge of {}", ridge);
        }
        LOG.warn("the curvature has no Cholesky factor; descent goes on without it");
        inverse.assign(Nd4j.eye(size));
    }

    @Override
    public void applyInverse(INDArray vector) {
        multiply(inverse, vector);
    }

    @Override
    public void applyInverse(INDArray vector, INDArray free) {
        try (INDArray diagonal = eachClass(Nd4j.diag(matrix))) {
            new ConjugateGradients(
                            direction -> {
                                multiply(matrix, direction);
                                direction.muli(free);
                            },
                            residual -> residual.divi(diagonal),
                            TOLERANCE,
                            MOST_ITERATIONS)
                    .solve(vector);
        }
    }

    /** A number for each feature, once for each class, as long as a point. */
    private INDArray eachClass(INDArray numbers) {
        INDArray column = numbers.castTo(DataType.DOUBLE).reshape(size, 1);
        return column.repeat(1, sample.classes()).dup('c').reshape(size * sample.classes());
    }

    private void multiply(INDArray left, INDArray vector) {
        INDArray right = vector.reshape('c', size, sample.classes());
        if (right.dataType() == sample.type()) {
            product.run(left, right, result);
        } else {
            try (INDArray converted = right.castTo(sample.type())) {
                product.run(left, converted, result);
            }
        }
        right.assign(result);
    }

    @Override
    public void close() {
        sample.close();
        Operation.close(matrix, inverse, result);
    }
}
