package io.github.softmax4j.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.softmax4j.math.PassShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Which shapes the kernel takes. */
class VectorKernelTest {
    @Test
    void takesWhatItIsFasterFor() {
        assumeTrue(Lanes.areFast(), "this processor has no fast vectors");
        assertTrue(takesPass(60_000, 784, 10, 1));
        assertFalse(takesPass(60_000, 784, 10, 13));
        assertTrue(takesPass(60_000, 100, 10, 13));
        assertFalse(takesPass(3823, 64, 10, 1));
        assertFalse(takesPass(60_000, 4, 3, 1));
        assertTrue(takesPass(2_000_000, 4, 3, 1));
    }

    @Test
    void takesFloatsAndDoubles() {
        assumeTrue(Lanes.areFast(), "this processor has no fast vectors");
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16}) {
            var shape = new PassShape(60_000, 784, 10, 1, type);
            assertEquals(
                    type != DataType.FLOAT16,
                    new VectorKernel().crossEntropy(shape, 0).isPresent(),
                    type.name());
        }
    }

    @Test
    void takesTheSamplesItIsFasterFor() {
        assumeTrue(Lanes.areFast(), "this processor has no fast vectors");
        assertTrue(takesProducts(6000, 784, 10, 1));
        assertFalse(takesProducts(6000, 784, 10, 13));
        assertFalse(takesProducts(20_000, 100, 7, 1));
        assertTrue(takesProducts(1500, 100, 7, 1));
        assertFalse(takesProducts(1500, 4, 3, 1));
    }

    private static boolean takesPass(long rows, int features, int classes, int models) {
        var shape = new PassShape(rows, features, classes, models, DataType.FLOAT);
        return new VectorKernel().crossEntropy(shape, 0).isPresent();
    }

    private static boolean takesProducts(long rows, int features, int classes, int models) {
        var shape = new PassShape(rows, features, classes, models, DataType.FLOAT);
        return new VectorKernel().hessianProducts(List.of(), shape).isPresent();
    }
}
