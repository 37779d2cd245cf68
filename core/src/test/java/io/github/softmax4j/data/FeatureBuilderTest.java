package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class FeatureBuilderTest {
    /** A chunk is a million values: some chunks, the last not full. */
    private static final int ROWS = 30_000;

    private static final int COLUMNS = 100;

    /** What a few chunks are more than. */
    private static final FeatureStorage SMALL = FeatureStorage.inMemory().withBudget(1 << 20);

    @TempDir
    private Path directory;

    private static double number(int row, int column) {
        return row % 1000 + column / 128.0;
    }

    private static FeatureMatrix build(FeatureBuilder builder) {
        var row = new double[COLUMNS];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                row[j] = number(i, j);
            }
            builder.add(row);
        }
        assertEquals(ROWS, builder.rows());
        return builder.build();
    }

    private static void assertWhole(FeatureMatrix matrix) {
        assertEquals(ROWS, matrix.rows());
        for (int i : new int[] {0, 1, 10_485, 10_486, 20_970, 20_971, ROWS - 1}) {
            assertEquals(number(i, 0), matrix.original().getDouble(i, 0), 1e-3);
            assertEquals(number(i, COLUMNS - 1), matrix.original().getDouble(i, COLUMNS - 1), 1e-3);
        }
    }

    /** None expected, too few, all, some more, far too many. */
    @ParameterizedTest
    @CsvSource({"FLOAT, 0", "FLOAT, 15000", "FLOAT, 30000", "FLOAT, 31000", "FLOAT, 90000", "DOUBLE, 0", "DOUBLE, 30000"
    })
    void rowsAreTheSameHoweverManyWereExpected(DataType type, int expected) {
        var builder = new FeatureBuilder(COLUMNS, type);
        builder.expect(expected);
        assertWhole(build(builder));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void rowsBeyondTheBudgetLieInAFileWithoutAName(DataType type) throws IOException {
        FeatureMatrix matrix = build(new FeatureBuilder(COLUMNS, type, SMALL.withDirectory(Optional.of(directory))));
        assertTrue(matrix.isInFile());
        assertWhole(matrix);
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }

    /** The file takes what was in memory before: chunks, and the array for those expected. */
    @Test
    void rowsInMemoryMoveIntoTheFile() {
        long budget = 25_000L * COLUMNS * Float.BYTES;
        for (int expected : new int[] {0, 20_000}) {
            var builder = new FeatureBuilder(COLUMNS, DataType.FLOAT, SMALL.withBudget(budget));
            builder.expect(expected);
            FeatureMatrix matrix = build(builder);
            assertTrue(matrix.isInFile());
            assertWhole(matrix);
        }
    }

    @Test
    void partsOfAFileAreFilesIfTheyAreLarge() {
        FeatureMatrix matrix = build(new FeatureBuilder(COLUMNS, DataType.FLOAT, SMALL));
        FeatureMatrix reversed =
                matrix.subset(IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray());
        assertTrue(reversed.isInFile());
        assertEquals(number(ROWS - 1, 7), reversed.original().getDouble(0, 7), 1e-3);
        assertEquals(number(0, 7), reversed.original().getDouble(ROWS - 1, 7), 1e-3);
        assertTrue(!matrix.subset(1, 2).isInFile());
    }

    @Test
    void whatCannotBeKeptIsTold() {
        FeatureStorage nowhere = SMALL.withDirectory(Optional.of(directory.resolve("missing")));
        var builder = new FeatureBuilder(COLUMNS, DataType.FLOAT, nowhere);
        assertThrows(UncheckedIOException.class, () -> build(builder));
        var infinite = new FeatureBuilder(2, DataType.FLOAT, SMALL.withBudget(1));
        infinite.add(new double[] {1, Double.NaN});
        assertThrows(IllegalArgumentException.class, infinite::build);
    }
}
