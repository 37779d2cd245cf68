package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class BlockSizeTest {
    @Test
    void blocksFitTheCacheWithinTheirBounds() {
        assertEquals(512, BlockSize.rows(100_000, 1000, DataType.DOUBLE, OptionalLong.empty()));
        assertEquals(1 << 14, BlockSize.rows(1, 1, DataType.FLOAT, OptionalLong.empty()));
        assertEquals((1 << 29) / (4024 * 4), BlockSize.rows(1024, 1000, DataType.FLOAT, OptionalLong.of(1 << 29)));
        assertEquals(512, BlockSize.rows(1024, 1000, DataType.FLOAT, OptionalLong.of(1 << 20)));
        int rows = BlockSize.rows(784, 10, DataType.FLOAT, OptionalLong.empty());
        assertTrue(rows * (784 + 3 * 10) * 4 <= 8 << 20, rows + " rows");
    }
}
