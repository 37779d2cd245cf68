package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.RidgedCholesky;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.math.HeapRows;
import io.github.softmax4j.math.HostArrays;
import io.github.softmax4j.optim.DampedModel;
import io.github.softmax4j.optim.Prediction;
import io.github.softmax4j.optim.ProximalTerms;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A quadratic model whose Hessian is there as a matrix: minimised by Cholesky, with terms that are not smooth by
 * {@link CompositeModel} and Cholesky on the coordinates that are free.
 *
 * <p>Systems are scaled by the diagonal of H, so that units do not matter: H = D C D, C with a diagonal of 1.
 */
final class DenseModel implements BlockHessian {
    private static final Logger LOG = LoggerFactory.getLogger(DenseModel.class);

    /** Rounding errors of the sums that H is made of. */
    private static final double RIDGE = 1e-13;

    /** As {@link RidgedCholesky} has it. */
    private static final double RIDGE_GROWTH = 100;

    private static final int MOST_ROUNDS = 100;
    private static final int SWEEPS_A_ROUND = 5;

    /** Of the largest change: nothing moves any more. */
    private static final double SETTLED = 1e-9;

    /** Where groups are solved by steps only, the next model makes up for what is left. */
    private static final double GROUPS_SETTLED = 1e-5;

    private final int classes;
    private final int size;
    /** H, row by row. */
    private final double[] hessian;
    /** D. */
    private final double[] scale;

    private final double[] image;
    private double multiplyAdds;

    /**
     * Takes a matrix.
     *
     * @param hessian H, row by row, symmetric, of the coordinates (features + 1) x classes; not copied
     * @param classes how many coordinates a row of the point has
     */
    DenseModel(double[] hessian, int classes) {
        this.classes = classes;
        this.size = (int) Math.round(Math.sqrt(hessian.length));
        this.hessian = hessian;
        this.image = new double[size];
        this.scale = new double[size];
        for (int i = 0; i < size; i++) {
            double diagonal = hessian[i * size + i];
            scale[i] = diagonal > 0 ? Math.sqrt(diagonal) : 1; // a coordinate held at 0, whatever stands here
        }
    }

    /**
     * Minimises a model at the point of this Hessian.
     *
     * @param model takes the solution
     * @param gradient of the model, exactly
     * @param means what each row of a smooth model's step is on average over the classes, which H hardly tells
     */
    void minimize(DampedModel model, double[] gradient, double[] means) {
        double[] point = Vectors.toArray(model.point());
        double[] end = model.terms().isNone()
                ? smoothEnd(model, point, gradient, means)
                : compositeEnd(model, point, gradient);
        double[] step = Vectors.difference(end, point);
        double slope = 0;
        for (int i = 0; i < size; i++) {
            slope += gradient[i] * step[i];
        }
        double decrease = -slope - curvature(step) / 2 - model.terms().change(point, end);
        model.solved(end, new Prediction(decrease, true));
    }

    private double[] smoothEnd(DampedModel model, double[] point, double[] gradient, double[] means) {
        double[] step = solve(IntStream.range(0, size).toArray(), gradient, model.damping());
        var end = new double[size];
        for (int row = 0; row < means.length; row++) {
            double mean = 0;
            for (int k = 0; k < classes; k++) {
                mean += step[row * classes + k] / classes;
            }
            for (int i = row * classes; i < (row + 1) * classes; i++) {
                end[i] = point[i] + step[i] + means[row] - mean;
            }
        }
        return end;
    }

    private double[] compositeEnd(DampedModel model, double[] point, double[] gradient) {
        ProximalTerms terms = model.terms();
        var composite = new CompositeModel(this, terms, point, gradient, damping(model.damping()));
        if (!terms.groups().isEmpty()) {
            composite.descend(GROUPS_SETTLED, MOST_ROUNDS * SWEEPS_A_ROUND);
            return composite.end();
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (composite.descend(SETTLED, SWEEPS_A_ROUND)) {
                break;
            }
            double[] exact = onFreeCoordinates(terms, point, gradient, composite.end(), model.damping());
            if (exact != null) {
                return exact;
            }
        }
        return composite.end();
    }

    private double[] damping(double factor) {
        return Arrays.stream(scale).map(root -> factor * root * root).toArray();
    }

    /**
     * The minimum if the coordinates that are at 0 or at a bound stay there, and signs hold; null if they do not.
     */
    private double[] onFreeCoordinates(
            ProximalTerms terms, double[] point, double[] gradient, double[] end, double damping) {
        int[] free =
                IntStream.range(0, size).filter(j -> terms.isFree(j, end[j])).toArray();
        if (free.length == 0) {
            return null;
        }
        double[] held = Vectors.difference(end, point);
        for (int j : free) {
            held[j] = 0;
        }
        double[] right = times(held);
        for (int j = 0; j < size; j++) {
            right[j] += gradient[j];
        }
        for (int j : free) {
            right[j] += terms.slopeAt(j, end[j]);
        }
        double[] solution = solve(free, right, damping);
        double[] result = end.clone();
        for (int j : free) {
            result[j] = point[j] + solution[j];
            if (!terms.isSameSide(j, end[j], result[j])) {
                return null;
            }
        }
        return isOptimal(terms, point, gradient, result, free, damping) ? result : null;
    }

    /** Whether no coordinate that is held would rather move. */
    private boolean isOptimal(
            ProximalTerms terms, double[] point, double[] gradient, double[] end, int[] free, double damping) {
        var isFree = new boolean[size];
        for (int j : free) {
            isFree[j] = true;
        }
        double[] step = Vectors.difference(end, point);
        double[] images = times(step);
        double largest = 0;
        for (int j = 0; j < size; j++) {
            largest = Math.max(largest, Math.abs(gradient[j]) / scale[j]);
        }
        for (int j = 0; j < size; j++) {
            if (!isFree[j]) {
                double curvature = scale[j] * scale[j];
                double slope = gradient[j] + images[j] + damping * curvature * step[j];
                double move = terms.proximal(j, end[j] - slope / curvature, curvature) - end[j];
                if (Math.abs(move) * scale[j] > SETTLED * largest) {
                    return false;
                }
            }
        }
        return true;
    }

    /** -(H + damping D D)^-1 v on some coordinates, 0 in the others; v is as long as there are coordinates in all. */
    private double[] solve(int[] some, double[] vector, double damping) {
        int count = some.length;
        var matrix = new double[count * count];
        var right = new double[count];
        for (int a = 0; a < count; a++) {
            int row = some[a] * size;
            for (int b = 0; b < count; b++) {
                matrix[a * count + b] = hessian[row + some[b]] / (scale[some[a]] * scale[some[b]]);
            }
            matrix[a * count + a] = 1 + damping;
            right[a] = -vector[some[a]] / scale[some[a]];
        }
        double[] scaled = count <= HeapRows.MOST_SIZE ? solveOnHeap(matrix, right) : solve(matrix, right);
        var solution = new double[size];
        for (int a = 0; a < count; a++) {
            solution[some[a]] = scaled[a] / scale[some[a]];
        }
        return solution;
    }

    private static double[] solve(double[] matrix, double[] right) {
        int count = right.length;
        INDArray whole = HostArrays.matrix(matrix, count);
        INDArray vector = Nd4j.createFromArray(right).reshape(count, 1);
        try (INDArray inverse = RidgedCholesky.of(whole, 1, RIDGE / 10)
                        .orElseThrow(DenseModel::isIndefinite)
                        .inverse();
                INDArray product = Nd4j.create(DataType.DOUBLE, new long[] {count, 1}, 'c')) {
            inverse.mmuli(vector, product);
            return product.toDoubleVector();
        } finally {
            Operation.close(whole, vector);
        }
    }

    /** ND4J's calls would take longer than their work. */
    private static double[] solveOnHeap(double[] matrix, double[] right) {
        int count = right.length;
        for (double ridge = RIDGE; ridge <= 1; ridge *= RIDGE_GROWTH) {
            var rows = new double[count][];
            for (int i = 0; i < count; i++) {
                rows[i] = Arrays.copyOfRange(matrix, i * count, (i + 1) * count);
                for (int j = 0; j < i; j++) {
                    rows[j][i] = rows[i][j]; // products of matrices are symmetric but for rounding
                }
                rows[i][i] += ridge;
            }
            try {
                return new CholeskyDecomposition(new Array2DRowRealMatrix(rows, false), 0, 0)
                        .getSolver()
                        .solve(new ArrayRealVector(right, false))
                        .toArray();
            } catch (NonPositiveDefiniteMatrixException e) {
                LOG.debug("a matrix is not positive definite with a ridge of {}", ridge);
            }
        }
        throw isIndefinite();
    }

    private static IllegalStateException isIndefinite() {
        return new IllegalStateException("a scaled Hessian has no Cholesky factor");
    }

    /** H v. */
    private double[] times(double[] vector) {
        var product = new double[size];
        for (int j = 0; j < size; j++) {
            if (vector[j] != 0) {
                addRow(product, vector[j], j);
            }
        }
        return product;
    }

    /** d'H d. */
    private double curvature(double[] step) {
        double[] product = times(step);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += step[i] * product[i];
        }
        return sum;
    }

    private void addRow(double[] target, double factor, int row) {
        int start = row * size;
        for (int j = 0; j < size; j++) {
            target[j] += factor * hessian[start + j];
        }
    }

    @Override
    public int rows() {
        return size / classes;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public void begin() {
        Arrays.fill(image, 0);
    }

    @Override
    public double[] block(int row) {
        var block = new double[classes * classes];
        for (int k = 0; k < classes; k++) {
            System.arraycopy(hessian, (row * classes + k) * size + row * classes, block, k * classes, classes);
        }
        return block;
    }

    @Override
    public void image(int row, double[] target) {
        System.arraycopy(image, row * classes, target, 0, classes);
    }

    @Override
    public void move(int row, double[] change) {
        for (int k = 0; k < classes; k++) {
            if (change[k] != 0) {
                addRow(image, change[k], row * classes + k);
                multiplyAdds += size;
            }
        }
    }

    @Override
    public double multiplyAdds() {
        return multiplyAdds;
    }
}
