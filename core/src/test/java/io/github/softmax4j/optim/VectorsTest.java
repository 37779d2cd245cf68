package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class VectorsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 63, 64, 65, 1000, 1031})
    void agreeWithPlainJava(int size) {
        double[] a = new Random(1).doubles(size, -1, 1).toArray();
        double[] b = new Random(2).doubles(size, -1, 1).toArray();
        double dot = 0;
        double largest = 0;
        var sum = new double[size];
        for (int i = 0; i < size; i++) {
            dot += a[i] * b[i];
            largest = Math.max(largest, Math.abs(a[i]));
            sum[i] = b[i] - 0.25 * a[i];
        }
        INDArray x = Nd4j.createFromArray(a);
        INDArray y = Nd4j.createFromArray(b);
        assertEquals(dot, Vectors.dot(x, y), 1e-13);
        assertEquals(largest, Vectors.maxNorm(x));
        Vectors.addScaled(y, -0.25, x);
        assertArrayEquals(sum, y.toDoubleVector(), 1e-15);
    }

    @Test
    void flatVectorsShareTheirMemory() {
        INDArray matrix = Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}});
        Vectors.flat(matrix).putScalar(2, 7);
        assertEquals(7, matrix.getDouble(1, 0));
    }

    /** The largest absolute value alone would pass over a NaN. */
    @Test
    void normsDoNotHideNaN() {
        assertTrue(Double.isNaN(Vectors.maxNorm(Nd4j.createFromArray(new double[] {1, Double.NaN, 2}))));
        assertEquals(
                Double.POSITIVE_INFINITY,
                Vectors.maxNorm(Nd4j.createFromArray(new double[] {1, Double.NEGATIVE_INFINITY})));
    }
}
