package io.github.softmax4j.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Short vectors and long ones take other operations. */
class VectorsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 99_999, 100_000, 250_001})
    void areThoseOfPlainJava(int length) {
        var random = new Random(1);
        double[] left = random.doubles(length, -1, 1).toArray();
        double[] right = random.doubles(length, -1, 1).toArray();
        try (INDArray x = Nd4j.createFromArray(left);
                INDArray y = Nd4j.createFromArray(right)) {
            double dot = IntStream.range(0, length)
                    .mapToDouble(i -> left[i] * right[i])
                    .sum();
            assertEquals(dot, Vectors.dot(x, y), 1e-10);
            Vectors.addScaled(x, -0.75, y);
            double[] expected = IntStream.range(0, length)
                    .mapToDouble(i -> left[i] - 0.75 * right[i])
                    .toArray();
            assertArrayEquals(expected, x.toDoubleVector(), 1e-15);
            assertArrayEquals(right, y.toDoubleVector());
            Vectors.scale(x, -0.5);
            assertArrayEquals(Arrays.stream(expected).map(value -> -0.5 * value).toArray(), x.toDoubleVector(), 1e-15);
        }
    }

    /** BLAS is handed addresses, which must be those of the part. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void mayBePartsOfAnArray(DataType type) {
        try (INDArray whole =
                Nd4j.createFromArray(new double[] {1, 2, 3, 4, 5, 6}).castTo(type)) {
            INDArray first = whole.get(NDArrayIndex.interval(0, 2));
            INDArray last = whole.get(NDArrayIndex.interval(4, 6));
            assertEquals(17, Vectors.dot(first, last));
            Vectors.scale(last, 2);
            Vectors.addScaled(first, 10, last);
            assertArrayEquals(new double[] {101, 122, 3, 4, 10, 12}, whole.toDoubleVector());
        }
    }
}
