package io.github.softmax4j.math;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The Cholesky factor L of a symmetric positive definite matrix A = L L', as its inverse, in double.
 *
 * <pre>
 *   A = [A1 B'; B C],   X = L1^-1,   M = B X',   S = C - M M',   Y = LS^-1        L^-1 = [X 0; -Y M X  Y]
 * </pre>
 *
 * <p>Halved again and again, all the work but that on the smallest squares is products of matrices, which every backend
 * of ND4J does alike and fast; the smallest squares are done on the host. Golub and Van Loan, Matrix Computations (2013), 4.2.
 */
final class Cholesky {
    /** Up to here plain loops are as fast as the calls of ND4J, and wait for no other threads. */
    private static final int SMALL = 512;

    private final INDArray inverseFactor;

    private Cholesky(INDArray inverseFactor) {
        this.inverseFactor = inverseFactor;
    }

    /**
     * Factorises.
     *
     * @param matrix A, n x n, DOUBLE; only read
     * @return the factor, or empty if the matrix is not positive definite
     */
    static Optional<Cholesky> of(INDArray matrix) {
        return inverseFactor(matrix).map(Cholesky::new);
    }

    private static Optional<INDArray> inverseFactor(INDArray matrix) {
        long size = matrix.rows();
        if (size <= SMALL) {
            double[][] numbers = numbers(matrix);
            return invertOnHost(numbers) ? Optional.of(Nd4j.createFromArray(numbers)) : Optional.empty();
        }
        long half = size / 2;
        INDArrayIndex upper = NDArrayIndex.interval(0, half);
        INDArrayIndex lower = NDArrayIndex.interval(half, size);
        Optional<INDArray> first;
        try (INDArray a1 = matrix.get(upper, upper).dup('c')) { // ND4J 1.0.0-M2.1 takes a view of a view for FLOAT
            first = inverseFactor(a1);
        }
        if (first.isEmpty()) {
            return first;
        }
        try (INDArray x = first.get();
                INDArray b = matrix.get(lower, upper).dup('c');
                INDArray m = b.mmul(x.transpose());
                INDArray square = m.mmul(m.transpose());
                INDArray s = matrix.get(lower, lower).sub(square)) {
            Optional<INDArray> second = inverseFactor(s);
            if (second.isEmpty()) {
                return second;
            }
            INDArray whole = Nd4j.create(DataType.DOUBLE, new long[] {size, size}, 'c');
            try (INDArray y = second.get();
                    INDArray mx = m.mmul(x);
                    INDArray ymx = y.mmul(mx)) {
                whole.get(upper, upper).assign(x);
                whole.get(lower, lower).assign(y);
                whole.get(lower, upper).assign(ymx.negi());
            }
            return Optional.of(whole);
        }
    }

    /** Row by row; ND4J's toDoubleMatrix asks for every number by its place, which takes as long as the factor. */
    private static double[][] numbers(INDArray matrix) {
        int size = matrix.rows();
        double[] all;
        try (INDArray copy = matrix.dup('c')) {
            all = copy.data().asDouble();
        }
        var rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = Arrays.copyOfRange(all, i * size, (i + 1) * size);
        }
        return rows;
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

    /** The smallest square of the diagonal of L: next to 0 where A is next to singular. */
    double smallestPivot() {
        double largest = Nd4j.diag(inverseFactor).maxNumber().doubleValue();
        return 1 / (largest * largest);
    }

    /** A^-1 = (L^-1)' L^-1; spends the factor. */
    INDArray inverse() {
        try (inverseFactor) {
            return inverseFactor.transpose().mmul(inverseFactor);
        }
    }
}
