package io.github.softmax4j.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PenalizedLoss;
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
     * calls leave some sixty bytes for each block; the smallest array of the pass would have five hundred.
     */
    @Test
    void passesMakeNoArrays() {
        Dataset dataset = Dataset.of(
                Nd4j.rand(DataType.FLOAT, 1000, 20),
                IntStream.range(0, 1000)
                        .mapToObj(row -> Integer.toString(row % 7))
                        .toList());
        List<Batch> blocks = dataset.batches(64);
        INDArray point = Parameters.zeroMatrix(20, 7, DataType.DOUBLE);
        INDArray gradient = point.ulike();
        try (var loss = new PenalizedLoss(20, 7, DataType.FLOAT, 1e-3)) {
            loss.evaluate(point, blocks, 1000, gradient);
            long before = Pointer.totalBytes();
            for (int i = 0; i < 20; i++) {
                loss.evaluate(point, blocks, 1000, gradient);
            }
            long bytesPerBlock = (Pointer.totalBytes() - before) / (20L * blocks.size());
            assertTrue(bytesPerBlock < 100, bytesPerBlock + " bytes");
        }
    }
}
