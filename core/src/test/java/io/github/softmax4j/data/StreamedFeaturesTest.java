package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.StackedLoss;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows of a file that are read block by block; backends that compute on the host map them instead, but can do this,
 * too.
 */
class StreamedFeaturesTest {
    private static final int ROWS = 103;
    private static final int COLUMNS = 7;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        Backend.start();
    }

    private static float number(long row, int column) {
        return row + column / 16f;
    }

    private Path file(DataType type) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(ROWS * COLUMNS * type.width()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                if (type == DataType.FLOAT) {
                    bytes.putFloat(number(i, j));
                } else {
                    bytes.putDouble(number(i, j));
                }
            }
        }
        return Files.write(directory.resolve("numbers"), bytes.array());
    }

    private FileRows rows(DataType type) throws IOException {
        Path file = file(type);
        FileRows rows = FileRows.open(file, type, ROWS, COLUMNS);
        Files.delete(file);
        return rows;
    }

    private static void assertRows(INDArray found, int... rows) {
        assertArrayEquals(new long[] {rows.length, COLUMNS}, found.shape());
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                assertEquals(number(rows[i], j), found.getDouble(i, j), "row " + rows[i] + ", column " + j);
            }
        }
    }

    private static void assertBlock(Blocks<FeatureBlock> blocks, int number, int firstRow, int count) {
        FeatureBlock block = blocks.get(number);
        assertEquals(count, block.rows());
        assertRows(block.features(), IntStream.range(firstRow, firstRow + count).toArray());
    }

    /** Some blocks with a rest and without, two, one that is larger than all. */
    @ParameterizedTest
    @CsvSource({"FLOAT, 10", "DOUBLE, 10", "FLOAT, 103", "FLOAT, 52", "DOUBLE, 102", "FLOAT, 1", "DOUBLE, 1000"})
    void everyPassSeesAllRowsInOrder(DataType type, int blockRows) throws IOException {
        try (Blocks<FeatureBlock> blocks = rows(type).blocks(blockRows, 1)) {
            assertEquals((ROWS + blockRows - 1) / blockRows, blocks.size());
            for (int pass = 0; pass < 3; pass++) {
                for (int block = 0; block < blocks.size(); block++) {
                    int first = block * blockRows;
                    assertBlock(blocks, block, first, Math.min(blockRows, ROWS - first));
                }
            }
        }
    }

    @Test
    void blocksMayBeAskedForInAnyOrderAndAgain() throws IOException {
        try (Blocks<FeatureBlock> blocks = rows(DataType.FLOAT).blocks(10, 1)) {
            var order = new ArrayList<>(
                    IntStream.range(0, 100).mapToObj(i -> i % 10).toList());
            Collections.shuffle(order, new Random(1));
            for (int block : order) {
                assertBlock(blocks, block, 10 * block, 10);
                assertBlock(blocks, block, 10 * block, 10);
            }
        }
    }

    /** Of so many rows each: Java maps a large file in several pieces. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10, 51, 103})
    void piecesOfAFileAreOneMatrix(int pieceRows) throws IOException {
        Path file = file(DataType.FLOAT);
        FileRows rows = FileRows.open(file, DataType.FLOAT, ROWS, COLUMNS, (long) pieceRows * COLUMNS * Float.BYTES);
        assertRows(rows.copyAll(), IntStream.range(0, ROWS).toArray());
        assertRows(rows.copy(3, 102, 4, 50, 51), 3, 102, 4, 50, 51);
        try (Blocks<FeatureBlock> blocks = rows.blocks(10, 1)) {
            for (int block = 0; block < 10; block++) {
                assertBlock(blocks, block, 10 * block, 10);
            }
        }
    }

    @Test
    void someBlocksAreFromAllOver() throws IOException {
        FileRows rows = rows(DataType.FLOAT);
        try (Blocks<FeatureBlock> blocks = rows.blocks(5, 4)) {
            assertEquals(6, blocks.size());
            for (int i = 0; i < 5; i++) {
                assertBlock(blocks, i, 20 * i, 5);
            }
            assertBlock(blocks, 5, 100, 3);
        }
    }

    /** Who reads the same rows at the same time has buffers of its own. */
    @Test
    void readersDoNotDisturbEachOther() throws IOException {
        FileRows rows = rows(DataType.DOUBLE);
        try (Blocks<FeatureBlock> one = rows.blocks(10, 1);
                Blocks<FeatureBlock> other = rows.blocks(25, 1)) {
            INDArray ofOne = one.get(3).features();
            assertBlock(other, 1, 25, 25);
            assertBlock(other, 2, 50, 25);
            assertRows(ofOne, IntStream.range(30, 40).toArray());
        }
    }

    @Test
    void closedBlocksBeginAnew() throws IOException {
        Blocks<FeatureBlock> blocks = rows(DataType.FLOAT).blocks(10, 1);
        assertBlock(blocks, 2, 20, 10);
        blocks.close();
        blocks.close();
        assertBlock(blocks, 2, 20, 10);
        blocks.close();
    }

    /**
     * The gradient is the last to read a block: it is wrong if the next one came too early. Devices compute later than
     * they are told.
     */
    @Test
    void lossesAndGradientsAreThoseOfRowsInMemory() throws IOException {
        var random = new Random(3);
        int rows = 5000;
        int columns = 64;
        float[][] features = new float[rows][columns];
        ByteBuffer bytes = ByteBuffer.allocate(rows * columns * Float.BYTES).order(ByteOrder.nativeOrder());
        var labels = new ArrayList<String>();
        for (float[] row : features) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextFloat();
                bytes.putFloat(row[j]);
            }
            labels.add(Integer.toString(random.nextInt(10)));
        }
        Path file = Files.write(directory.resolve("rows"), bytes.array());
        FeatureMatrix matrix = FeatureMatrix.checked(
                FileRows.open(file, DataType.FLOAT, rows, columns), null, FeatureStorage.inMemory());
        Dataset inMemory = Dataset.of(features, labels.toArray(String[]::new));
        Dataset streamed = Dataset.of(matrix, labels, inMemory.classes());
        INDArray point = Nd4j.createFromArray(
                random.doubles((columns + 1) * 10L).map(x -> x - 0.5).toArray());
        try (var loss = new StackedLoss(
                        new PassShape(rows, columns, 10, 1, DataType.FLOAT), 0, Coordinates.unchanged(columns, true));
                Blocks<Batch> present = inMemory.batches(300);
                Blocks<Batch> coming = streamed.batches(300)) {
            for (int pass = 0; pass < 5; pass++) {
                assertEquals(evaluate(loss, point, present), evaluate(loss, point, coming));
            }
        }
    }

    /** The loss and the gradient, number by number. */
    private static List<Double> evaluate(StackedLoss loss, INDArray point, Blocks<Batch> batches) {
        INDArray matrix = point.reshape('c', new long[] {point.length() / 10, 10});
        INDArray gradient = Nd4j.create(DataType.DOUBLE, matrix.shape(), 'c');
        double[] sums = loss.evaluate(
                List.of(matrix),
                batches,
                new double[] {1},
                List.of(new PenaltyTerm(new double[matrix.rows() - 1])),
                List.of(gradient));
        return DoubleStream.concat(
                        DoubleStream.of(sums),
                        DoubleStream.of(gradient.dup('c').data().asDouble()))
                .boxed()
                .toList();
    }

    /** A fit is cancelled in other ways; who is interrupted for another reason reads on, and stays interrupted. */
    @Test
    void interruptedThreadsReadOn() throws IOException {
        try (Blocks<FeatureBlock> blocks = rows(DataType.FLOAT).blocks(10, 1)) {
            Thread.currentThread().interrupt();
            for (int block = 0; block < 10; block++) {
                assertBlock(blocks, block, 10 * block, 10);
            }
            assertTrue(Thread.interrupted());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void rowsAreGatheredInTheOrderWanted(DataType type) throws IOException {
        FileRows rows = rows(type);
        assertRows(rows.copy(102, 0, 51, 51), 102, 0, 51, 51);
        try (RowGather gather = rows.gather(3)) {
            assertRows(gather.take(5, 4, 77), 5, 4, 77);
            assertRows(gather.take(100), 100);
        }
    }

    @Test
    void filesThatAreTooShortAreRefused() throws IOException {
        Path file = file(DataType.FLOAT);
        IOException thrown = assertThrows(IOException.class, () -> FileRows.open(file, DataType.DOUBLE, ROWS, COLUMNS));
        assertTrue(thrown.getMessage().contains("5768 bytes were expected, but there are 2884"), thrown.getMessage());
    }

    private static FeatureMatrix read(Path file, FeatureMatrix.Shape shape, FeatureStorage storage) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return FeatureMatrix.read(channel, shape, Optional.of(new double[] {100, 0, 0, 0, 0, 0, 0}), storage);
        }
    }

    /** What is within the budget is in memory; what is beyond it in a file, but not in that which was read. */
    @Test
    void valuesAreReadIntoMemoryOrAFileOfTheirOwn() throws IOException {
        var shape = new FeatureMatrix.Shape(DataType.FLOAT, ROWS, COLUMNS);
        Path file = file(DataType.FLOAT);
        boolean mapsFiles = Backend.map(file, DataType.FLOAT, ROWS, COLUMNS).isPresent();
        FeatureStorage large = FeatureStorage.inMemory();
        FeatureMatrix inBudget = read(file, shape, large);
        FeatureMatrix beyond = read(file, shape, large.withBudget(500));
        Files.write(file, new byte[0]);
        assertFalse(inBudget.isInFile());
        assertRows(inBudget.values(), IntStream.range(0, ROWS).toArray());
        assertTrue(beyond.isInFile());
        assertEquals(!mapsFiles, beyond.isStreamed());
        if (beyond.isStreamed()) {
            assertThrows(IllegalStateException.class, beyond::values);
        }
        for (FeatureMatrix matrix : List.of(inBudget, beyond, beyond.withType(DataType.DOUBLE))) {
            assertEquals(number(50, 0) + 100, matrix.original().getDouble(50, 0));
            assertEquals(number(50, 1), matrix.original().getDouble(50, 1));
        }
        assertEquals(DataType.DOUBLE, beyond.withType(DataType.DOUBLE).type());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 500, Long.MAX_VALUE})
    void valuesThatAreMissingOrNotFiniteAreRefused(long budget) throws IOException {
        FeatureStorage storage = FeatureStorage.inMemory().withBudget(budget);
        var tooLarge = new FeatureMatrix.Shape(DataType.FLOAT, ROWS + 1, COLUMNS);
        Path file = file(DataType.FLOAT);
        assertThrows(EOFException.class, () -> read(file, tooLarge, storage));
        var shape = new FeatureMatrix.Shape(DataType.FLOAT, ROWS, COLUMNS);
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            byte[] values = Files.readAllBytes(file);
            ByteBuffer.wrap(values).order(ByteOrder.nativeOrder()).putFloat(values.length - Float.BYTES, wrong);
            Path damaged = Files.write(directory.resolve("damaged"), values);
            assertThrows(IllegalArgumentException.class, () -> read(damaged, shape, storage));
        }
    }
}
