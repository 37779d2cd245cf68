package io.github.softmax4j.math;

import org.nd4j.linalg.api.blas.BlasException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The inverse of a symmetric positive definite matrix by its Cholesky factor, with LAPACK and BLAS, in double. */
final class Cholesky {
    /** "The diagonal is not all ones" in CBLAS's own number, since ND4J 1.0.0-M2.1 hands a letter on untranslated. */
    private static final char CBLAS_NON_UNIT = 131;

    private Cholesky() {}

    /**
     * Overwrites the lower triangle with L, where the matrix is L L'.
     *
     * @param matrix n x n, DOUBLE, f order; spoilt where this fails
     * @return false if the matrix is not positive definite
     */
    static boolean factorize(INDArray matrix) {
        try {
            Nd4j.getBlasWrapper().lapack().potrf(matrix, true);
            return true;
        } catch (BlasException e) {
            return false;
        }
    }

    /** (L L')^-1 by two triangular solves on the identity; ND4J 1.0.0-M2.1 solves square right-hand sides only. */
    static INDArray inverse(INDArray factor) {
        INDArray inverse = Nd4j.create(DataType.DOUBLE, factor.shape(), 'f');
        for (long j = 0; j < factor.rows(); j++) {
            inverse.putScalar(j, j, 1);
        }
        var blas = Nd4j.getBlasWrapper().level3();
        blas.trsm('f', 'L', 'L', 'N', CBLAS_NON_UNIT, 1, factor, inverse);
        blas.trsm('f', 'L', 'L', 'T', CBLAS_NON_UNIT, 1, factor, inverse);
        return inverse;
    }
}
