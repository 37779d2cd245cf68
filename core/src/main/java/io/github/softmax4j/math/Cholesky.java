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
    /** On the host this takes about as long as the calls of ND4J that would halve it. */
    private static final int SMALL = 48;

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
            double[][] numbers = matrix.dup('c').toDoubleMatrix();
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

    /** Overwrites A with L^-1; false if a pivot is not above 0. */
    private static boolean invertOnHost(double[][] a) {
        for (int j = 0; j < a.length; j++) {
            for (int i = j; i < a.length; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                if (i > j) {
                    a[i][j] = sum / a[j][j];
                } else if (sum > 0) {
                    a[j][j] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        invertTriangle(a);
        return true;
    }

    private static void invertTriangle(double[][] l) {
        for (int j = 0; j < l.length; j++) {
            Arrays.fill(l[j], j + 1, l.length, 0);
        }
        for (int j = 0; j < l.length; j++) {
            l[j][j] = 1 / l[j][j];
            for (int i = j + 1; i < l.length; i++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= l[i][k] * l[k][j];
                }
                l[i][j] = sum / l[i][i];
            }
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
