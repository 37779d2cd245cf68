package io.github.softmax4j.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.math.PlainSoftmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CholeskyTest {
    /** G'G / rows + ridge I, which no rounding can make indefinite. */
    private static INDArray positiveDefinite(int size, double ridge) {
        INDArray random = Nd4j.createFromArray(PlainSoftmax.gaussian(2 * size, size, 1, size));
        return random.transpose()
                .mmul(random)
                .divi(2 * size)
                .addi(Nd4j.eye(size).castTo(DataType.DOUBLE).mul(ridge));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 97, 512, 513, 1100})
    void matrixTimesItsInverseIsTheIdentity(int size) {
        INDArray matrix = positiveDefinite(size, 0.01);
        INDArray before = matrix.dup();
        INDArray inverse = Cholesky.of(matrix).orElseThrow().inverse();
        assertEquals(before, matrix, "the matrix is only read");
        INDArray difference = matrix.mmul(inverse).subi(Nd4j.eye(size));
        assertEquals(0, difference.amaxNumber().doubleValue(), 1e-11);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 48, 600})
    void indefiniteMatricesHaveNone(int size) {
        for (int negative : new int[] {0, size / 2, size - 1}) {
            INDArray matrix = positiveDefinite(size, 0.01);
            matrix.putScalar(negative, negative, -0.1);
            assertTrue(Cholesky.of(matrix).isEmpty(), "row " + negative);
        }
        INDArray without = positiveDefinite(size, 0.01);
        without.putScalar(size - 1, size - 1, Double.NaN);
        assertTrue(Cholesky.of(without).isEmpty(), "not a number");
    }

    /** Below and above what is done on the host, in both types. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 150, 300})
    void severalAreAsOneByOne(int size) {
        INDArray one = positiveDefinite(size, 0.1);
        INDArray other = positiveDefinite(size, 0.5).mul(3);
        INDArray stack = Nd4j.stack(0, one, other, one).dup('c');
        INDArray inverses = Cholesky.of(stack).orElseThrow().inverse();
        INDArray inFloat =
                Cholesky.of(stack.castTo(DataType.FLOAT)).orElseThrow().inverse();
        assertEquals(DataType.FLOAT, inFloat.dataType());
        for (int i = 0; i < 3; i++) {
            INDArray expected = Cholesky.of(i == 1 ? other : one).orElseThrow().inverse();
            assertEquals(0, inverses.slice(i).sub(expected).amaxNumber().doubleValue(), 1e-11);
            INDArray difference = inFloat.slice(i).castTo(DataType.DOUBLE).sub(expected);
            assertEquals(0, difference.amaxNumber().doubleValue(), 1e-4);
        }
        other.putScalar(size - 1, size - 1, -0.1);
        assertTrue(Cholesky.of(Nd4j.stack(0, one, other)).isEmpty(), "one of them has no factor");
    }

    /** Two columns that are nearly the same: the pivot is what the second has of its own. */
    @Test
    void smallestPivotTellsHowNearToSingular() {
        double own = 1e-9;
        INDArray matrix = Nd4j.createFromArray(new double[][] {{4, 2, 0}, {2, 1 + own, 0}, {0, 0, 1}});
        assertEquals(own, Cholesky.of(matrix).orElseThrow().smallestPivot(), 1e-14);
    }
}
