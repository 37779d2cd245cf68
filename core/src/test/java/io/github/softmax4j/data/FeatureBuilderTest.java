package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        FeatureMatrix matrix = builder.build();
        assertEquals(rows, matrix.rows());
        assertEquals(columns, matrix.columns());
        assertEquals(type, matrix.type());
        INDArray features = matrix.original();
        for (int i = 0; i < rows; i++) {
            assertEquals(columns == 1 ? i + 0.25 : i + 0.5, features.getDouble(i, 0));
            assertEquals(i + 0.25, features.getDouble(i, columns - 1));
        }
    }

    /** Seconds since 1970 lose their digits in float, unless they are kept as differences. */
    @Test
    void farColumnsKeepTheirDigitsInFloat() {
        var builder = new FeatureBuilder(3, DataType.FLOAT);
        for (int i = 0; i < 1000; i++) {
            builder.add(new double[] {1.6e9 + i + 0.5, i % 2, 7});
        }
        FeatureMatrix matrix = builder.build();
        assertTrue(matrix.isCentered());
        assertEquals(0, matrix.center()[1], "a column near 0 stays");
        for (int i = 0; i < 1000; i++) {
            assertEquals(1.6e9 + i + 0.5, matrix.original().getDouble(i, 0), 1e-4);
            assertEquals(i % 2, matrix.values().getDouble(i, 1));
            assertEquals(7, matrix.original().getDouble(i, 2));
        }
        FeatureMatrix converted = FeatureMatrix.of(matrix.original()).withType(DataType.FLOAT);
        assertEquals(1.6e9 + 999.5, converted.original().getDouble(999, 0), 1e-4);
    }

    @Test
    void refusesRaggedRowsAndNone() {
        var builder = new FeatureBuilder(2, DataType.FLOAT);
        assertThrows(IllegalArgumentException.class, () -> builder.add(new double[3]));
        assertThrows(IllegalStateException.class, builder::build);
    }
}
