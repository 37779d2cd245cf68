package io.github.softmax4j.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.softmax4j.math.PassKernels;
import io.github.softmax4j.math.SymmetricProducts;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class VectorSymmetricProductsTest {
    /** What stands above the diagonals must not matter. */
    @ParameterizedTest
    @CsvSource({"2, 160, 1", "3, 161, 2", "2, 175, 3", "10, 150, 1", "4, 200, 5"})
    void productsAreThoseOfPlainJava(int count, int size, int vectors) {
        var random = new Random(count + size);
        var matrices = new double[count][size][size];
        INDArray array = Nd4j.create(DataType.FLOAT, new long[] {count, size, size}, 'c');
        INDArray given = Nd4j.create(DataType.FLOAT, new long[] {count, vectors, size}, 'c');
        for (int m = 0; m < count; m++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    matrices[m][i][j] = (float) random.nextGaussian();
                    matrices[m][j][i] = matrices[m][i][j];
                    array.putScalar(new int[] {m, i, j}, matrices[m][i][j]);
                }
                for (int j = i + 1; j < size; j++) {
                    array.putScalar(new int[] {m, i, j}, Double.NaN);
                }
                for (int v = 0; v < vectors; v++) {
                    given.putScalar(new int[] {m, v, i}, random.nextGaussian());
                }
            }
        }
        var all = NDArrayIndex.all();
        INDArray first =
                array.get(NDArrayIndex.interval(0, count - 1), all, all).dup('c');
        INDArray second =
                array.get(NDArrayIndex.interval(count - 1, count), all, all).dup('c');
        INDArray products = given.ulike().assign(7);
        try (SymmetricProducts symmetric =
                PassKernels.first(kernel -> kernel.symmetricProducts(List.of(first, second)))) {
            assumeTrue(symmetric instanceof VectorSymmetricProducts, "this processor has no fast vectors");
            assertTrue(first.wasClosed() && second.wasClosed());
            symmetric.multiply(given, products);
            for (int m = 0; m < count; m++) {
                for (int v = 0; v < vectors; v++) {
                    double[] vector = given.slice(m).getRow(v).toDoubleVector();
                    var expected = new double[size];
                    for (int i = 0; i < size; i++) {
                        for (int j = 0; j < size; j++) {
                            expected[i] += matrices[m][i][j] * vector[j];
                        }
                    }
                    assertArrayEquals(
                            expected, products.slice(m).getRow(v).toDoubleVector(), 2e-5 * size, m + ", " + v);
                }
            }
        }
    }
}
