package io.github.softmax4j.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class MappedFileTest {
    @TempDir
    private Path directory;

    /** Values at the end of a file that is empty before them, and takes no room on disk. */
    private Path ending(long values, DataType type, double... last) throws IOException {
        Path file = directory.resolve("features");
        ByteBuffer bytes = ByteBuffer.allocate(last.length * type.width()).order(ByteOrder.nativeOrder());
        for (double number : last) {
            if (type == DataType.FLOAT) {
                bytes.putFloat((float) number);
            } else {
                bytes.putDouble(number);
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(bytes.flip(), (values - last.length) * type.width());
        }
        return file;
    }

    private static INDArray map(Path file, DataType type, long rows, long columns) throws IOException {
        return Backend.map(file, type, rows, columns).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void isAMatrixLikeAnyOther(DataType type) throws IOException {
        INDArray matrix = map(ending(6, type, 1, 2, 3, 4, 5, 6), type, 3, 2);
        assertArrayEquals(
                new double[][] {{1, 2}, {3, 4}, {5, 6}},
                matrix.castTo(DataType.DOUBLE).toDoubleMatrix());
        assertEquals(21, matrix.sumNumber().doubleValue());
    }

    /** More values than an int counts: the last rows lie behind 8 GB of nothing. */
    @Test
    void isLargerThanAnInt() throws IOException {
        long columns = 1024;
        long rows = (1L << 31) / columns + 2;
        INDArray matrix = map(ending(rows * columns, DataType.FLOAT, 7, 8), DataType.FLOAT, rows, columns);
        INDArray last = matrix.get(NDArrayIndex.interval(rows - 1, rows), NDArrayIndex.all());
        assertEquals(15, last.sumNumber().doubleValue());
    }

    /** The pass by hand finds its rows behind 2 GB, too, where the bytes are too many for a buffer of Java. */
    @Test
    void thePassGoesBeyondTwoGigabytes() throws IOException {
        int columns = 512;
        int rows = (1 << 30) / columns + 8;
        var values = new double[2 * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 13 - 6) / 10.0;
        }
        INDArray matrix = map(ending((long) rows * columns, DataType.FLOAT, values), DataType.FLOAT, rows, columns);
        INDArray end = matrix.get(NDArrayIndex.interval(rows - 2, rows), NDArrayIndex.all());
        assertEquals(loss(end.dup('c')), loss(end), 1e-6);
    }

    private static double loss(INDArray features) {
        Dataset dataset = Dataset.of(features, List.of("a", "b"), ClassLabels.of(List.of("a", "b")));
        return SoftmaxRegression.withDefaults().withLambda(0.1).fit(dataset).objective();
    }

    /** A view keeps the whole mapped. */
    @Test
    void staysWhileAViewIsThere() throws IOException, InterruptedException {
        Path file = ending(1 << 20, DataType.FLOAT, 1, 2);
        INDArray view = map(file, DataType.FLOAT, 1 << 10, 1 << 10)
                .get(NDArrayIndex.interval((1 << 10) - 1, 1 << 10), NDArrayIndex.all());
        Files.delete(file);
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
            assertEquals(3, view.sumNumber().doubleValue());
        }
    }

    /** What nobody refers to is given back. */
    @Test
    void goesWhenNobodyRefersToIt() throws IOException, InterruptedException {
        Path maps = Path.of("/proc/self/maps");
        Assumptions.assumeTrue(Files.isReadable(maps), "the system does not tell what is mapped");
        String name = directory.toRealPath().toString();
        assertEquals(
                3,
                map(ending(1 << 20, DataType.FLOAT, 1, 2), DataType.FLOAT, 1 << 10, 1 << 10)
                        .sumNumber()
                        .doubleValue());
        boolean isMapped = true;
        for (int i = 0; i < 100 && isMapped; i++) {
            System.gc();
            Thread.sleep(20);
            isMapped = Files.readString(maps).contains(name);
        }
        assertFalse(isMapped);
    }

    @Test
    void tooShortAFileIsRefused() throws IOException {
        Path file = ending(4, DataType.FLOAT, 1, 2);
        assertThrows(IOException.class, () -> map(file, DataType.FLOAT, 3, 2));
    }
}
