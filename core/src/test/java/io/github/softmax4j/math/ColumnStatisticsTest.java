package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.data.Dataset;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ColumnStatisticsTest {
    private static Dataset dataset(DataType type, double[]... rows) {
        return Dataset.of(PlainSoftmax.array(type, rows), Collections.nCopies(rows.length, "a"));
    }

    @Test
    void weightsCountAsRepeatedRows() {
        Dataset weighted = dataset(DataType.DOUBLE, new double[] {1, 5}, new double[] {4, 7})
                .withWeights(2, 1);
        ColumnStatistics statistics = ColumnStatistics.of(weighted.batches(1));
        assertEquals(2, statistics.mean()[0], 1e-15);
        assertEquals(Math.sqrt(2), statistics.deviation()[0], 1e-15);
        assertEquals(17.0 / 3, statistics.mean()[1], 1e-15);
    }

    /** Rounding must not make a constant column look like one that varies. */
    @Test
    void constantColumnsHaveNoDeviation() {
        var rows = new double[1001][2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {0.1, i == 500 ? 1 : 0};
        }
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            ColumnStatistics statistics =
                    ColumnStatistics.of(dataset(type, rows).batches(64));
            assertEquals(0, statistics.deviation()[0], type.name());
            assertEquals(Math.sqrt(1.0 / 1001 * (1 - 1.0 / 1001)), statistics.deviation()[1], 1e-8);
        }
    }

    /** Squares of 1e30 are infinite in float, and those of 1e-30 are 0; deviations are neither. */
    @Test
    void extremeColumnsHaveDeviationsInFloat() {
        Dataset extreme = dataset(DataType.FLOAT, new double[] {1e30, 1e-30, 0, 1}, new double[] {3e30, 3e-30, 0, 3});
        ColumnStatistics statistics = ColumnStatistics.of(extreme.batches(2));
        assertEquals(1, statistics.deviation()[0] / 1e30, 1e-6);
        assertEquals(2, statistics.mean()[0] / 1e30, 1e-6);
        assertEquals(1, statistics.deviation()[1] / 1e-30, 1e-6);
        assertEquals(0, statistics.deviation()[2]);
        assertEquals(1, statistics.deviation()[3], 1e-6);
    }

    @Test
    void squaresAreTakenAroundAnyCenter() {
        ColumnStatistics statistics = ColumnStatistics.of(Dataset.of(
                        Nd4j.createFromArray(new double[][] {{1}, {3}}), Collections.nCopies(2, "a"))
                .batches(2));
        assertEquals(5, statistics.meanSquareAround(0)[0], 1e-14);
        assertEquals(1, statistics.meanSquareAround(2)[0], 1e-14);
    }
}
