package io.github.softmax4j.linalg;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The Cholesky factors L of symmetric positive definite matrices A = L L', as their inverses.
 *
 * <pre>
 *   A = [A1 B'; B C],   X = L1^-1,   M = B X',   S = C - M M',   Y = LS^-1        L^-1 = [X 0; -Y M X  Y]
 * </pre>
 *
 * <p>Halved again and again, all the work but that on the smallest squares is products of matrices, which every backend
 * of ND4J does alike and fast, for all matrices in one call; the smallest squares are done on the host, in double.
 * Golub and Van Loan, Matrix Computations (2013), 4.2.
 */
public final class Cholesky {
    /** Of several at once: more levels make more copies, fewer more loops, and neither matters much. */
    private static final int SMALL = 64;

    /** One matrix has no company to share the calls with, and waits for no other threads in loops. */
    private static final int SMALL_ALONE = 512;

    private final INDArray inverseFactors;
    private final boolean isOne;

    private Cholesky(INDArray inverseFactors, boolean isOne) {
        this.inverseFactors = inverseFactors;
        this.isOne = isOne;
    }

    /**
     * Factorises.
     *
     * @param matrices A, n x n, or several, each n x n, FLOAT or DOUBLE, dense in c order; only read
     * @return the factors, or empty if a matrix is not positive definite
     */
    public static Optional<Cholesky> of(INDArray matrices) {
        boolean isOne = matrices.rank() == 2;
        long size = matrices.size(-1);
        INDArray stack = isOne ? matrices.reshape('c', 1, size, size) : matrices;
        return inverseFactors(stack).map(factors -> new Cholesky(factors, isOne));
    }

    private static Optional<INDArray> inverseFactors(INDArray matrices) {
        long count = matrices.size(0);
        long size = matrices.size(1);
        if (size <= (count == 1 ? SMALL_ALONE : SMALL)) {
            return onHost(matrices);
        }
        long half = size / 2;
        INDArrayIndex upper = NDArrayIndex.interval(0, half);
        INDArrayIndex lower = NDArrayIndex.interval(half, size);
        Optional<INDArray> first;
        try (INDArray a1 = part(matrices, upper, upper)) {
            first = inverseFactors(a1);
        }
        if (first.isEmpty()) {
            return first;
        }
        try (INDArray x = first.get();
                INDArray b = part(matrices, lower, upper);
                INDArray m = b.ulike();
                INDArray s = part(matrices, lower, lower)) {
            StackedProduct.leftTimesTransposed(1, 0).run(b, x, m);
            StackedProduct.leftTimesTransposed(-1, 1).run(m, m, s);
            Optional<INDArray> second = inverseFactors(s);
            if (second.isEmpty()) {
                return second;
            }
            INDArray whole = Nd4j.create(matrices.dataType(), new long[] {count, size, size}, 'c');
            try (INDArray y = second.get();
                    INDArray mx = b.ulike();
                    INDArray ymx = b.ulike()) {
                StackedProduct.of(1).run(m, x, mx);
                StackedProduct.of(-1).run(y, mx, ymx);
                whole.get(NDArrayIndex.all(), upper, upper).assign(x);
                whole.get(NDArrayIndex.all(), lower, lower).assign(y);
                whole.get(NDArrayIndex.all(), lower, upper).assign(ymx);
            }
            return Optional.of(whole);
        }
    }

    /** A copy: ND4J 1.0.0-M2.1 takes a view of a view for FLOAT. */
    private static INDArray part(INDArray matrices, INDArrayIndex rows, INDArrayIndex columns) {
        return matrices.get(NDArrayIndex.all(), rows, columns).dup('c');
    }

    private static Optional<INDArray> onHost(INDArray matrices) {
        int size = Math.toIntExact(matrices.size(1));
        double[] all;
        try (INDArray copy = matrices.dup('c')) {
            all = copy.data().asDouble();
        }
        boolean positive = IntStream.range(0, Math.toIntExact(matrices.size(0)))
                .parallel()
                .allMatch(i -> invertOnHost(all, i * size * size, size));
        if (!positive) {
            return Optional.empty();
        }
        INDArray factors = matrices.ulike();
        try (INDArray values = Nd4j.createFromArray(all)) {
            factors.assign(values.reshape('c', matrices.shape()));
        }
        return Optional.of(factors);
    }

    /** Overwrites A, which stands at a place of an array, with L^-1; false if it is not positive definite. */
    private static boolean invertOnHost(double[] values, int at, int size) {
        var rows = new double[size][];
        for (int i = 0; i < size; i++) { // much faster than ND4J's toDoubleMatrix
            rows[i] = Arrays.copyOfRange(values, at + i * size, at + (i + 1) * size);
        }
        if (!invertOnHost(rows)) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            System.arraycopy(rows[i], 0, values, at + i * size, size);
        }
        return true;
    }

    /** Overwrites A with L^-1; false if a pivot is not above 0. Loops run along rows, where they can be vectorised. */
    private static boolean invertOnHost(double[][] a) {
        var column = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            if (!(a[k][k] > 0)) {
                return false;
            }
            double root = Math.sqrt(a[k][k]);
            a[k][k] = root;
            for (int i = k + 1; i < a.length; i++) {
                a[i][k] /= root;
                column[i] = a[i][k];
            }
            for (int i = k + 1; i < a.length; i++) {
                subtract(a[i], column[i], column, k + 1, i + 1);
            }
        }
        invertTriangle(a);
        return true;
    }

    /** Row i of L^-1 is (e_i - sum_k<i L_ik row_k) / L_ii. */
    private static void invertTriangle(double[][] l) {
        for (int i = 0; i < l.length; i++) {
            double[] row = new double[l.length];
            for (int k = 0; k < i; k++) {
                subtract(row, l[i][k], l[k], 0, k + 1);
            }
            row[i] = 1;
            for (int j = 0; j <= i; j++) {
                row[j] /= l[i][i];
            }
            l[i] = row;
        }
    }

    /** row[from, to) -= factor other[from, to) */
    private static void subtract(double[] row, double factor, double[] other, int from, int to) {
        for (int j = from; j < to; j++) {
            row[j] -= factor * other[j];
        }
    }

    /**
     * The smallest pivot: the square of the least element of the diagonals of all L.
     *
     * @return next to 0 where an A is next to singular
     */
    public double smallestPivot() {
        double largest = IntStream.range(0, Math.toIntExact(inverseFactors.size(0)))
                .mapToDouble(i -> Nd4j.diag(inverseFactors.slice(i)).maxNumber().doubleValue())
                .max()
                .orElseThrow();
        return 1 / (largest * largest);
    }

    /**
     * A^-1 = (L^-1)' L^-1; spends the factors.
     *
     * @return as many as were given
     */
    public INDArray inverse() {
        try (inverseFactors) {
            INDArray inverses = inverseFactors.ulike();
            StackedProduct.transposedTimesRight().run(inverseFactors, inverseFactors, inverses);
            if (!isOne) {
                return inverses;
            }
            try (inverses) { // a view could not be closed
                return inverses.slice(0).dup('c');
            }
        }
    }
}
