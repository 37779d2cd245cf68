package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowOrderTest {
    private static final int BATCH = 7;

    private static int[] epoch(RowOrder order) {
        var rows = new int[order.rows()];
        int filled = 0;
        while (filled < rows.length) {
            int[] next = order.next(BATCH);
            assertEquals(Math.min(BATCH, rows.length - filled), next.length);
            System.arraycopy(next, 0, rows, filled, next.length);
            filled += next.length;
        }
        return rows;
    }

    /** In memory, in a file with room for many runs, for few, and for hardly a row. */
    @ParameterizedTest
    @CsvSource({"1000, 1000, 10", "1000, 300, 3", "1003, 250, 50", "1000, 1, 10", "5, 5, 100", "1, 1, 1"})
    void everyEpochHasAllRowsOnceInAnotherOrder(int rows, int poolRows, int runRows) {
        var order = new RowOrder(rows, poolRows, runRows, 3);
        int[] all = IntStream.range(0, rows).toArray();
        int[] first = epoch(order);
        int[] second = epoch(order);
        assertArrayEquals(all, Arrays.stream(first).sorted().toArray());
        assertArrayEquals(all, Arrays.stream(second).sorted().toArray());
        assertFalse(rows > 5 && (Arrays.equals(first, second) || Arrays.equals(first, all)));
        assertArrayEquals(first, epoch(new RowOrder(rows, poolRows, runRows, 3)));
    }

    /** While a pool has its turn, only as many rows are touched as may be in memory, and they come from all over the file. */
    @ParameterizedTest
    @CsvSource({"10000, 1000, 10", "10000, 1500, 4", "9999, 2000, 20"})
    void aPoolHasRunsFromAllOver(int rows, int poolRows, int runRows) {
        int[] epoch = epoch(new RowOrder(rows, poolRows, runRows, 5));
        int pool = poolRows / runRows * runRows;
        for (int start = 0; start + pool < rows; start += pool) {
            int[] members = Arrays.stream(epoch, start, start + pool).sorted().toArray();
            long runs =
                    Arrays.stream(members).map(row -> row / runRows).distinct().count();
            assertTrue(runs <= pool / runRows + 1, runs + " runs"); // the last run of the file may be short
            int inFirstHalf =
                    (int) Arrays.stream(members).filter(row -> row < rows / 2).count();
            assertEquals(0.5, (double) inFirstHalf / pool, 0.25);
            int[] asTheyCome = Arrays.copyOfRange(epoch, start, start + pool);
            assertFalse(Arrays.equals(members, asTheyCome));
        }
    }
}
