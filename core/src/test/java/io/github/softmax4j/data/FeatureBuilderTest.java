package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class FeatureBuilderTest {
    /** One chunk, chunks that are just full, and chunks with a rest. */
    @ParameterizedTest
    @CsvSource({"1, 1, FLOAT", "3, 2, DOUBLE", "2, 524288, FLOAT", "4, 524288, DOUBLE", "5, 400000, FLOAT"})
    void keepsEveryNumber(int rows, int columns, DataType type) {
        var builder = new FeatureBuilder(columns, type);
        var row = new double[columns];
        for (int i = 0; i < rows; i++) {
            assertEquals(i, builder.rows());
            row[0] = i + 0.5;
            row[columns - 1] = i + 0.25;
            builder.add(row);
        }
        INDArray features = builder.build();
        assertEquals(rows, features.rows());
        assertEquals(columns, features.columns());
        assertEquals(type, features.dataType());
        for (int i = 0; i < rows; i++) {
            assertEquals(columns == 1 ? i + 0.25 : i + 0.5, features.getDouble(i, 0));
            assertEquals(i + 0.25, features.getDouble(i, columns - 1));
        }
    }

    @Test
    void refusesRaggedRowsAndNone() {
        var builder = new FeatureBuilder(2, DataType.FLOAT);
        assertThrows(IllegalArgumentException.class, () -> builder.add(new double[3]));
        assertThrows(IllegalStateException.class, builder::build);
    }
}
