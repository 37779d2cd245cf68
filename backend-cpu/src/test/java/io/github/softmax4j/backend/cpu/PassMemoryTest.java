package io.github.softmax4j.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.StackedLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PassMemoryTest {
    /**
     * After the first pass no array is made any more, so nothing of weight waits for the garbage collector. ND4J's own
     * views leave some three hundred bytes for each block; the smallest array of the pass would have five hundred.
     */
    @Test
    void passesMakeNoArrays() {
        Dataset dataset = Dataset.of(
                Nd4j.rand(DataType.FLOAT, 1000, 20),
                IntStream.range(0, 1000)
                        .mapToObj(row -> Integer.toString(row % 7))
                        .toList());
        List<Batch> blocks = dataset.batches(64);
        List<INDArray> points = points(2);
        List<INDArray> gradients = points(2);
        List<PenaltyTerm> penalties = List.of(new PenaltyTerm(new double[20]), new PenaltyTerm(new double[20]));
        var weightSums = new double[] {1000, 1000};
        var ones = new double[20];
        Arrays.fill(ones, 1);
        Coordinates standardised = Coordinates.of(ones, ones, true);
        try (var loss = new StackedLoss(new PassShape(1000, 20, 7, 2, DataType.FLOAT), 0, standardised)) {
            loss.evaluate(points, blocks, weightSums, penalties, gradients);
            long before = Pointer.totalBytes();
            for (int i = 0; i < 20; i++) {
                loss.evaluate(points, blocks, weightSums, penalties, gradients);
            }
            long bytesPerBlock = (Pointer.totalBytes() - before) / (20L * blocks.size());
            assertTrue(bytesPerBlock < 500, bytesPerBlock + " bytes");
        }
    }

    private static List<INDArray> points(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Parameters.zeroMatrix(20, 7, DataType.DOUBLE))
                .toList();
    }
}
