package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
        }
    }
}
