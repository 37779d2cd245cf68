package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class BlockSizeTest {
    @Test
    void blocksFitTheCacheWithinTheirBounds() {
        assertEquals(512, BlockSize.rows(100_000, 1000, DataType.DOUBLE));
        assertEquals(1 << 14, BlockSize.rows(1, 1, DataType.FLOAT));
        assertEquals((1 << 29) / (4024 * 4), BlockSize.rowsWithin(1 << 29, 1024, 1000, DataType.FLOAT));
        assertEquals(512, BlockSize.rowsWithin(1 << 20, 1024, 1000, DataType.FLOAT));
        int rows = BlockSize.rows(784, 10, DataType.FLOAT);
        assertTrue(rows * (784 + 3 * 10) * 4 <= 8 << 20, rows + " rows");
    }
}
