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

    /** In memory the order of any epoch is a shuffle of the whole. */
    @ParameterizedTest
    @CsvSource({"1797, 400", "15120, 19000", "299, 5"})
    void inMemoryNeighboursAreStrangers(int rows, int runRows) {
        var order = new RowOrder(rows, rows, runRows, 3);
        for (int epoch = 0; epoch < 3; epoch++) {
            int[] last = Arrays.stream(epoch(order)).skip(rows - 60).sorted().toArray();
            assertTrue(last[last.length - 1] - last[0] > rows / 2, "the last rows come from all over the data");
        }
    }

    /**
     * While a pool has its turn, only about as many rows are touched as may be in memory, and they come from all over
     * the file.
     */
    @ParameterizedTest
    @CsvSource({"10000, 1000, 10", "10000, 1500, 4", "9999, 2000, 20", "101000, 100000, 1000"})
    void aPoolHasRunsFromAllOver(int rows, int poolRows, int runRows) {
        int[] epoch = epoch(new RowOrder(rows, poolRows, runRows, 5));
        int pools = (rows + poolRows - 1) / poolRows;
        int runs = (rows + runRows - 1) / runRows;
        for (int pool = 0; pool < pools; pool++) {
            int start = Math.min(rows, runs * pool / pools * runRows);
            int end = Math.min(rows, runs * (pool + 1) / pools * runRows);
            int[] members = Arrays.stream(epoch, start, end).sorted().toArray();
            long touched =
                    Arrays.stream(members).map(row -> row / runRows).distinct().count();
            assertTrue(touched <= runs / pools + 3, touched + " runs"); // the last run of the file may be short
            long inFirstHalf =
                    Arrays.stream(members).filter(row -> row < rows / 2).count();
            assertEquals(0.5, (double) inFirstHalf / members.length, 0.25);
            assertFalse(Arrays.equals(members, Arrays.copyOfRange(epoch, start, end)));
        }
    }
}
