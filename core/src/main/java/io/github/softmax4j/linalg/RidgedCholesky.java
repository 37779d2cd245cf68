package io.github.softmax4j.linalg;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cholesky factors of matrices that rounding, or columns that depend on each other, may have made singular. */
public final class RidgedCholesky {
    private static final Logger LOG = LoggerFactory.getLogger(RidgedCholesky.class);

    /** In rounding errors. */
    private static final double FIRST_RIDGE = 10;

    private static final double RIDGE_GROWTH = 100;
    private static final double LARGEST_RIDGE = 1;

    private RidgedCholesky() {}

    /**
     * Factorises, with a ridge on the diagonals that grows until a factor exists.
     *
     * @param matrices n x n, or several, each n x n, dense in c order; their diagonals get the ridge
     * @param unit what the ridge is counted in: the usual size of a diagonal
     * @param epsilon a rounding error of the values that the matrices were summed from, relative
     * @return the factors, or empty if even a ridge of one unit does not help
     */
    public static Optional<Cholesky> of(INDArray matrices, double unit, double epsilon) {
        INDArray diagonals = diagonals(matrices);
        double before = 0;
        for (double ridge = FIRST_RIDGE * epsilon; ridge <= LARGEST_RIDGE; ridge *= RIDGE_GROWTH) {
            diagonals.addi((ridge - before) * unit);
            before = ridge;
            Optional<Cholesky> factors = Cholesky.of(matrices);
            if (factors.isPresent()) {
                return factors;
            }
            LOG.debug("a matrix is not positive definite with a ridge of {}", ridge);
        }
        return Optional.empty();
    }

    /**
     * The diagonals of matrices.
     *
     * @param matrices n x n, or several, each n x n, dense in c order
     * @return a view, matrices x n
     */
    public static INDArray diagonals(INDArray matrices) {
        long size = matrices.size(-1);
        return matrices.reshape('c', matrices.length() / (size * size), size * size)
                .get(NDArrayIndex.all(), NDArrayIndex.interval(0, size + 1, size * size));
    }
}
