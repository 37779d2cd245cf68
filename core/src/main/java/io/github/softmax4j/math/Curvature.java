package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.List;
import org.nd4j.linalg.api.blas.BlasException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The curvature of the objective that all classes share, and its inverse.
 *
 * <pre>
 *   c_i = w_i (1 - sum_k P_ik^2) / (K - 1)                      weight of row i; w_i / K at W = 0
 *   H   = sum_i c_i [x_i; 1][x_i; 1]' / sum w + diag(lambda, ..., lambda, 0)
 * </pre>
 *
 * <p>At W = 0 the Hessian of the mean loss is exactly (1/K) (I - 11'/K) (x) X'X/N (Boehning, Multinomial logistic
 * regression algorithm, 1992), so H^-1 applied to each class gives Newton's step there; elsewhere c follows the
 * probabilities.
 *
 * <p>H is summed over some of the rows, on columns with mean 0 and deviation 1, where rounding does no harm; the change of
 * coordinates x~ = (x - mean) / deviation is taken into the inverse. The Cholesky factor is LAPACK's, in double, on a
 * growing ridge until it exists. Not thread-safe.
 */
public final class Curvature implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Curvature.class);

    /** Of correlations, in rounding errors of the type of the features. */
    private static final double FIRST_RIDGE = 10;

    private static final double RIDGE_GROWTH = 100;
    private static final double LARGEST_RIDGE = 1;

    /** "The diagonal is not all ones" in CBLAS's own number, since ND4J 1.0.0-M2.1 hands a letter on untranslated. */
    private static final char CBLAS_NON_UNIT = 131;

    private final List<Batch> sample;
    private final double weightSum;
    private final double lambda;
    private final int features;
    private final long classes;
    private final DataType type;
    private final INDArray mean;
    private final INDArray deviation;
    private final INDArray factor;
    private final INDArray inverse;

    /**
     * Looks at the columns; {@link #update} must come before {@link #applyInverse}.
     *
     * @param sample rows that stand for all of them
     * @param features the number of features; the matrices take 16 features^2 bytes, and as much again while they are made
     * @param classes the number of classes, at least 2
     * @param type the type of the features
     * @param lambda the strength of the penalty
     */
    public Curvature(List<Batch> sample, long features, long classes, DataType type, double lambda) {
        this.sample = sample;
        this.weightSum = sample.stream().mapToDouble(Batch::weightSum).sum();
        this.lambda = lambda;
        this.features = Math.toIntExact(features);
        this.classes = classes;
        this.type = type;
        this.mean = columnMeans();
        this.deviation = columnDeviations();
        this.factor = Nd4j.create(DataType.DOUBLE, new long[] {features + 1, features + 1}, 'f');
        this.inverse = factor.ulike();
    }

    private INDArray columnMeans() {
        INDArray sum = Nd4j.create(DataType.DOUBLE, 1, features);
        sample.forEach(batch -> addColumnSums(batch.features(), sum));
        return sum.divi(sampleRows());
    }

    /** Each block is summed in its own type, the blocks in double. */
    private void addColumnSums(INDArray rows, INDArray sum) {
        try (INDArray ones = Nd4j.ones(type, 1, rows.rows());
                INDArray blockSum = ones.mmul(rows)) {
            sum.addi(blockSum.castTo(DataType.DOUBLE));
        }
    }

    private long sampleRows() {
        return sample.stream().mapToLong(Batch::rows).sum();
    }

    private INDArray columnDeviations() {
        INDArray variances = Nd4j.create(DataType.DOUBLE, 1, features);
        INDArray shift = mean.castTo(type);
        for (Batch batch : sample) {
            try (INDArray centred = batch.features().subRowVector(shift)) {
                addColumnSums(centred.muli(centred), variances);
            }
        }
        variances.divi(sampleRows());
        INDArray deviations = Nd4j.create(DataType.DOUBLE, 1, features);
        for (int j = 0; j < features; j++) {
            double value = Math.sqrt(variances.getDouble(0, j));
            double rounding = Math.abs(mean.getDouble(0, j)) * epsilon() * 10;
            deviations.putScalar(0, j, value > rounding ? value : 1); // a constant column stays as it is
        }
        return deviations;
    }

    private double epsilon() {
        return type == DataType.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
    }

    /**
     * Computes H at a point, and its factor.
     *
     * @param at the point, (features + 1) x classes
     */
    public void update(INDArray at) {
        INDArray curvature = Nd4j.create(type, new long[] {features, features}, 'c');
        INDArray border = Nd4j.create(type, new long[] {1, features}, 'c');
        double corner = sum(at, curvature, border);
        try (INDArray assembled = assemble(curvature, border, corner)) {
            factorize(assembled);
        }
        Operation.close(curvature, border);
    }

    /** Adds sum c x~x~' and sum c x~; returns sum c. */
    private double sum(INDArray at, INDArray curvature, INDArray border) {
        Parameters point = Parameters.of(at.castTo(type));
        INDArray shift = mean.neg().castTo(type);
        INDArray scale = deviation.rdiv(1).castTo(type);
        Operation addTransposedProduct = Operation.addTransposedProduct();
        Operation shiftRows = Operation.addToEachRow();
        Operation multiply = Operation.multiply();
        double corner = 0;
        for (Batch batch : sample) {
            INDArray rows = Nd4j.create(type, new long[] {batch.rows(), features}, 'c');
            try (var forward = new ForwardPass(batch.rows(), classes, type)) {
                forward.run(point, batch.features());
                INDArray rootWeights = rootWeights(forward.probabilities(), batch);
                shiftRows.run(batch.features(), shift.reshape(features), rows);
                multiply.run(rows, scale, rows);
                multiply.run(rows, rootWeights, rows);
                addTransposedProduct.run(rows, rows, curvature);
                addTransposedProduct.run(rootWeights, rows, border);
                double norm = rootWeights.castTo(DataType.DOUBLE).norm2Number().doubleValue();
                corner += norm * norm;
                Operation.close(rootWeights);
            }
            Operation.close(rows);
        }
        return corner;
    }

    /** sqrt(c_i), rows x 1; P is overwritten. */
    private INDArray rootWeights(INDArray probabilities, Batch batch) {
        probabilities.muli(probabilities);
        INDArray weights = probabilities.sum(true, 1).rsubi(1).divi(classes - 1);
        if (batch.weights() != null) {
            weights.muli(batch.weights());
        }
        return Nd4j.math().sqrt(Nd4j.math().max(weights, Nd4j.zerosLike(weights)));
    }

    private INDArray assemble(INDArray curvature, INDArray border, double corner) {
        INDArray whole = Nd4j.create(DataType.DOUBLE, new long[] {features + 1L, features + 1L}, 'f');
        var inner = NDArrayIndex.interval(0, features);
        whole.get(inner, inner).assign(curvature);
        whole.get(NDArrayIndex.point(features), inner).assign(border.reshape(features));
        whole.get(inner, NDArrayIndex.point(features)).assign(border.reshape(features));
        whole.putScalar(features, features, corner);
        whole.divi(weightSum);
        for (int j = 0; j < features; j++) {
            double spread = deviation.getDouble(0, j);
            whole.putScalar(j, j, whole.getDouble(j, j) + lambda / (spread * spread));
        }
        return whole;
    }

    /** Cholesky, on a ridge that grows until it succeeds: columns may be constant, or sums of others. */
    private void factorize(INDArray whole) {
        double size = Nd4j.diag(whole).meanNumber().doubleValue();
        for (double ridge = FIRST_RIDGE * epsilon(); ridge <= LARGEST_RIDGE; ridge *= RIDGE_GROWTH) {
            factor.assign(whole);
            for (int j = 0; j <= features; j++) {
                factor.putScalar(j, j, factor.getDouble(j, j) + ridge * size);
            }
            try {
                Nd4j.getBlasWrapper().lapack().potrf(factor, true);
                invert();
                return;
            } catch (BlasException e) {
                LOG.debug("the curvature is not positive definite with a ridge of {}", ridge);
            }
        }
        LOG.warn("the curvature has no Cholesky factor; descent goes on without it");
        inverse.assign(Nd4j.eye(features + 1L));
    }

    /** L'^-1 L^-1, by two triangular solves on the identity; ND4J 1.0.0-M2.1 solves square right-hand sides only. */
    private void invert() {
        inverse.assign(Nd4j.eye(features + 1L));
        var blas = Nd4j.getBlasWrapper().level3();
        blas.trsm('f', 'L', 'L', 'N', CBLAS_NON_UNIT, 1, factor, inverse);
        blas.trsm('f', 'L', 'L', 'T', CBLAS_NON_UNIT, 1, factor, inverse);
    }

    /**
     * Overwrites a vector with H^-1 times it.
     *
     * @param vector (features + 1) x classes numbers, DOUBLE, row by row as a point has them
     */
    public void applyInverse(INDArray vector) {
        INDArray matrix = vector.reshape('c', features + 1L, classes);
        Parameters parts = Parameters.of(matrix);
        try (INDArray shift = mean.transpose().mmul(parts.intercept())) {
            parts.weights().subi(shift).diviColumnVector(deviation.transpose());
        }
        try (INDArray solved = inverse.mmul(matrix)) {
            matrix.assign(solved);
        }
        parts.weights().diviColumnVector(deviation.transpose());
        try (INDArray shift = mean.mmul(parts.weights())) {
            parts.intercept().subi(shift);
        }
    }

    @Override
    public void close() {
        Operation.close(mean, deviation, factor, inverse);
    }
}
