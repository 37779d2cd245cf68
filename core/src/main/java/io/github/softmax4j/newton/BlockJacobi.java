package io.github.softmax4j.newton;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.linalg.Cholesky;
import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.RidgedCholesky;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.math.PassKernels;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.SymmetricProducts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Block Jacobi preconditioner in the eigenbasis of the mean class covariance ({@link ClassBasis}), in which the Hessian
 * is nearly block diagonal: one matrix of features per class direction, in the optimiser's coordinates, and their
 * inverses.
 *
 * <pre>
 *   H_u = sum_i c_iu [x_i; 1][x_i; 1]' / sum w + diag(s + unseen, 0)    c_iu the curvature of row i along u
 *   inverse = (U (x) I) diag(H_u^-1) (U (x) I)'
 * </pre>
 *
 * <p>As in George and others, Fast approximate natural gradient descent in a Kronecker-factored eigenbasis (EKFAC,
 * 2018), but with a matrix for each direction instead of a diagonal. Summed over some of the rows, drawn by their c_iu,
 * and with a tenth of the mean over all directions in place of a tenth of each ({@link BlockJacobiSums}); a ridge is
 * added where there is no inverse.
 *
 * <p>It knows which classes are confused, and which rows tell of it, where a {@link KroneckerHessian} knows neither:
 * conjugate gradients need fewer products (docs/decisions, 5). It costs as much as a number of passes. Not thread-safe.
 */
final class BlockJacobi implements Preconditioner, AutoCloseable {
    /**
     * In rounding errors, and of the curvature of a row: below, what rounding leaves in a gradient becomes a large part
     * of a step, and descents in float stop earlier than without this.
     */
    private static final double LEAST_PIVOT = 1000;

    /**
     * Matrices are inverted so many elements at a time, or one by one if they have more, which takes several times
     * their memory.
     */
    private static final long ELEMENTS_AT_A_TIME = 2_000_000;

    /** The matrices, their factors, and what these are made of. */
    private static final long MATRICES_OF_INVERSION = 5;

    private final long classes;
    private final long size;
    private final DataType type;
    /** U', class directions x classes. */
    private final INDArray toBasis;

    private final INDArray toClasses;
    /** H_u^-1 of all class directions. */
    private final SymmetricProducts inverses;

    private boolean isReliable = true;
    private final Operation product = Operation.product();

    /**
     * Sums and inverts.
     *
     * @param batches the rows, in the optimiser's coordinates
     * @param hasIntercept whether there is one, or its place is held at 0
     * @param at the point, (features + 1) x classes
     * @param penalty of the objective
     * @param unseenCurvature one per feature, what is added to it whatever the rows say
     */
    BlockJacobi(List<Batch> batches, boolean hasIntercept, INDArray at, PenaltyTerm penalty, double[] unseenCurvature) {
        this.classes = at.columns();
        this.size = at.rows();
        this.type = batches.get(0).features().dataType();
        var diagonal = Arrays.copyOf(penalty.strengths(), Math.toIntExact(size));
        for (int j = 0; j < unseenCurvature.length; j++) {
            diagonal[j] += unseenCurvature[j];
        }
        int atATime = (int) Math.max(1, ELEMENTS_AT_A_TIME / (size * size));
        try (var sums = BlockJacobiSums.at(batches, hasIntercept, at)) {
            this.toClasses = Nd4j.createFromArray(sums.basis().vectors()).castTo(type);
            this.toBasis = toClasses.transpose().dup('c');
            double unit = sums.unit();
            List<INDArray> stacks = IntStream.iterate(0, first -> first < classes, first -> first + atATime)
                    .mapToObj(first -> {
                        try (INDArray matrices = sums.matrices(first, (int) Math.min(classes, first + atATime))) {
                            return inverses(matrices, diagonal, unit);
                        }
                    })
                    .toList();
            this.inverses = PassKernels.first(kernel -> kernel.symmetricProducts(stacks));
        }
    }

    private INDArray inverses(INDArray matrices, double[] diagonal, double unit) {
        INDArray diagonals = RidgedCholesky.diagonals(matrices);
        diagonals.addiRowVector(Nd4j.createFromArray(diagonal).castTo(type));
        diagonals.addi(diagonals.lte(0).castTo(type)); // a coordinate held at 0 may have anything there but 0
        double epsilon = Vectors.epsilon(type);
        Optional<Cholesky> factors = RidgedCholesky.of(matrices, unit, epsilon);
        isReliable &= factors.isPresent() && factors.get().smallestPivot() > LEAST_PIVOT * epsilon * unit;
        return factors.map(Cholesky::inverse).orElseGet(() -> matrices.dup('c'));
    }

    /**
     * How many rows each matrix is summed over, at most about.
     *
     * @param features their number
     * @return rows
     */
    static long rows(long features) {
        return BlockJacobiSums.rows(features);
    }

    /** A matrix of features per class, and what is there while some of them are inverted. */
    static long bytes(long features, long classes, int width) {
        long square = (features + 1) * (features + 1);
        long atATime = Math.max(square, ELEMENTS_AT_A_TIME);
        return (square * classes + MATRICES_OF_INVERSION * atATime) * width;
    }

    /**
     * Whether the number type can tell the inverse.
     *
     * @return false where the matrices are so badly conditioned that this does more harm than good
     */
    boolean isReliable() {
        return isReliable;
    }

    /**
     * Rows are the matrices [V | v]' of some models, classes x (features + 1), one under the other, in the type of the
     * features.
     */
    @Override
    public void applyInverse(INDArray rows) {
        long models = rows.rows() / classes;
        INDArray byClass = Nd4j.create(type, new long[] {classes, models, size}, 'c');
        INDArray rotated = byClass.ulike();
        try (byClass;
                rotated) {
            INDArray byModel = rows.reshape('c', models, classes, size).permute(1, 0, 2);
            INDArray columns = byClass.reshape('c', classes, models * size);
            INDArray rotatedColumns = rotated.reshape('c', classes, models * size);
            byClass.assign(byModel);
            product.run(toBasis, columns, rotatedColumns);
            inverses.multiply(rotated, byClass);
            product.run(toClasses, columns, rotatedColumns);
            byModel.assign(rotated);
        }
    }

    @Override
    public void close() {
        Operation.close(toBasis, toClasses);
        inverses.close();
    }
}
