package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

class IdxReaderTest {
    private static final ReadOptions TRAINING = ReadOptions.forTraining();
    private static final int BYTES = 0x08;

    @TempDir
    private Path directory;

    private static byte[] idx(int type, int[] dimensions, int... bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        var data = new DataOutputStream(out);
        data.writeShort(0);
        data.writeByte(type);
        data.writeByte(dimensions.length);
        for (int size : dimensions) {
            data.writeInt(size);
        }
        for (int number : bytes) {
            data.writeByte(number);
        }
        return out.toByteArray();
    }

    private static byte[] images() throws IOException {
        return idx(BYTES, new int[] {3, 2, 2}, 0, 255, 51, 102, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static byte[] labels() throws IOException {
        return idx(BYTES, new int[] {3}, 7, 0, 7);
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(content);
        }
        return file;
    }

    /** The labels are beside the images, each plain or gzip. */
    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, train-labels-idx1-ubyte",
        "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz",
        "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte",
        "train-images-idx3-ubyte, train-labels-idx1-ubyte.gz",
        "t10k-images.idx3-ubyte, t10k-labels.idx1-ubyte"
    })
    void readsImagesAndLabels(String imageName, String labelName) throws IOException {
        Path images = write(imageName, images());
        write(labelName, labels());
        Table table = Tables.readTraining(images.toString(), TRAINING);
        assertEquals(3, table.features().rows());
        assertEquals(4, table.features().columns());
        assertEquals(1, table.features().getDouble(0, 1));
        assertEquals(0.2, table.features().getDouble(0, 2), 1e-7);
        assertEquals(Optional.of(List.of("7", "0", "7")), table.labels());
        assertEquals(List.of("0", "7"), table.trainingSet().classes().names());
    }

    @Test
    void readsElementsOfOtherTypesAsTheyAre() throws IOException {
        Path images = write("a.idx", idx(0x0D, new int[] {1, 2}, 0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0));
        Path labels = write("b.idx", idx(0x0C, new int[] {1}, 0, 0, 1, 0));
        Table table = Tables.readTraining(images.toString(), TRAINING.withLabelFile(Optional.of(labels)));
        assertEquals(1, table.features().getDouble(0, 0));
        assertEquals(-2, table.features().getDouble(0, 1));
        assertEquals(Optional.of(List.of("256")), table.labels());
    }

    private void assertRefused(String expected, byte[] images, byte[] labels) throws IOException {
        Path file = write("x-images-idx3-ubyte", images);
        Path labelFile = write("x-labels-idx1-ubyte", labels);
        String message = assertThrows(InputException.class, () -> Tables.readTraining(file.toString(), TRAINING))
                .getMessage();
        assertTrue(message.startsWith(file.toString()) || message.startsWith(labelFile.toString()), message);
        assertTrue(message.contains(expected), message);
    }

    @Test
    void sizesMustMatchTheHeader() throws IOException {
        byte[] images = images();
        for (int length = 0; length < images.length; length++) {
            assertRefused("cut short", Arrays.copyOf(images, length), labels());
        }
        assertRefused("longer than its header says", Arrays.copyOf(images, images.length + 1), labels());
        assertRefused("cut short", images, Arrays.copyOf(labels(), 9));
        assertRefused("longer than its header says", images, Arrays.copyOf(labels(), 12));
    }

    @Test
    void headersMustMakeSense() throws IOException {
        assertRefused("is not an IDX file", "P6 2 2 255 abcdefgh".getBytes(StandardCharsets.UTF_8), labels());
        assertRefused("is not an IDX file", idx(0x0A, new int[] {3}, 1, 2, 3), labels());
        assertRefused("at least 1", idx(BYTES, new int[] {0, 2, 2}), labels());
        assertRefused("at least 1", idx(BYTES, new int[] {-3, 2, 2}), labels());
        assertRefused("3 labels as there are images, but there are 2", images(), idx(BYTES, new int[] {2}, 1, 2));
        assertRefused("one whole number each", images(), idx(BYTES, new int[] {3, 1}, 1, 2, 3));
    }

    /** Nothing is allocated for what a header claims. */
    @Test
    void hugeClaimsAreRefused() throws IOException {
        int huge = Integer.MAX_VALUE;
        assertRefused("an image must have", idx(BYTES, new int[] {huge, huge, huge}, 1, 2), labels());
        assertRefused("cut short", idx(BYTES, new int[] {huge, 2, 2}, 1, 2, 3, 4), labels());
        assertRefused("cut short", idx(BYTES, new int[] {2, 4096, 4096}, 1, 2, 3, 4), labels());
    }

    @Test
    void missingLabelsAreNamed() throws IOException {
        Path images = write("train-images-idx3-ubyte.gz", images());
        String message = assertThrows(InputException.class, () -> Tables.readTraining(images.toString(), TRAINING))
                .getMessage();
        assertTrue(message.contains("train-labels-idx1-ubyte.gz"), message);
    }

    @Test
    void testSetsMustMatch() throws IOException {
        Path images = write("x-images-idx3-ubyte", images());
        write("x-labels-idx1-ubyte", labels());
        ReadOptions fewer = Expecting.matching(TRAINING, List.of("x0"), ClassLabels.of(List.of("0", "7")));
        ReadOptions otherClasses =
                Expecting.matching(TRAINING, List.of("x0", "x1", "x2", "x3"), ClassLabels.of(List.of("0", "1")));
        assertTrue(assertThrows(InputException.class, () -> Tables.readTest(images.toString(), fewer))
                .getMessage()
                .contains("images must have 1 values as in the training, but have 4"));
        assertTrue(assertThrows(InputException.class, () -> Tables.readTest(images.toString(), otherClasses))
                .getMessage()
                .contains("label 0: the label must be one of the classes of the training, 0, 1, but is '7'"));
    }

    /** The published facts of the real data. */
    @Test
    void readsFashionMnist() throws IOException {
        Path folder = Path.of(System.getProperty("softmax4j.shared", "shared"), "data", "fashion-mnist");
        Assumptions.assumeTrue(Files.isDirectory(folder), "Fashion-MNIST is not in " + folder);
        Table table =
                Tables.readTest(folder.resolve("t10k-images-idx3-ubyte.gz").toString(), TRAINING);
        assertEquals(10_000, table.features().rows());
        assertEquals(784, table.features().columns());
        assertEquals(
                0.2868, table.features().castTo(DataType.DOUBLE).meanNumber().doubleValue(), 1e-4);
        assertEquals(
                1000, table.labels().orElseThrow().stream().filter("9"::equals).count());
    }
}
