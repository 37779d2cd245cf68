package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Random;
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
        Table table = Tables.readTraining(images.toString(), TRAINING.withLabelFile(labels));
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
        ReadOptions otherClasses = Expecting.matching(
                        TRAINING, List.of("x0", "x1", "x2", "x3"), ClassLabels.of(List.of("0", "1")))
                .withIdx(scaled(255));
        assertTrue(assertThrows(InputException.class, () -> Tables.readTest(images.toString(), fewer))
                .getMessage()
                .contains("images must have 1 values as in the training, but have 4"));
        assertTrue(assertThrows(InputException.class, () -> Tables.readTest(images.toString(), otherClasses))
                .getMessage()
                .contains("label 0: the label must be one of the classes of the training, 0, 1, but is '7'"));
    }

    private static IdxOptions scaled(double scale) {
        return IdxOptions.standard().withPixelScale(scale);
    }

    private static ReadOptions modelOf(Table table) {
        return TRAINING.withoutLabels()
                .expecting(new ReadOptions.Expected(
                        table.featureNames(), Optional.empty(), table.reading().settings(), Optional.empty()));
    }

    private static void assertProblem(String expected, Path file, ReadOptions options) {
        InputException e = assertThrows(InputException.class, () -> Tables.readTest(file.toString(), options));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    private static double[][] matrix(Table table) {
        return table.features().castTo(DataType.DOUBLE).toDoubleMatrix();
    }

    /** The same images, as bytes or divided, in any format, are the same rows to a model of bytes. */
    @Test
    void aModelOfImagesSaysHowPixelsAreScaled() throws IOException {
        Path images = write("x-images-idx3-ubyte", images());
        write("x-labels-idx1-ubyte", labels());
        int[] pixels = {0, 255, 51, 102, 1, 2, 3, 4, 5, 6, 7, 8};
        var bytes = new byte[pixels.length];
        var floats = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            bytes[i] = (byte) pixels[i];
            floats[i] = pixels[i] / 255.0;
        }
        Path raw = write("raw.npy", NpyReaderTest.npy("|u1", false, "(3, 2, 2)", bytes));
        Path divided =
                write("div.npy", NpyReaderTest.npy("<f8", false, "(3, 4)", NpyReaderTest.elements("<f8", floats)));
        Path undivided = write(
                "raw.f8.npy",
                NpyReaderTest.npy(
                        "<f8",
                        false,
                        "(3, 4)",
                        NpyReaderTest.elements(
                                "<f8", Arrays.stream(pixels).asDoubleStream().toArray())));
        Path table = Files.writeString(directory.resolve("raw.csv"), "x0,x1,x2,x3\n0,255,51,102\n1,2,3,4\n5,6,7,8\n");
        for (double scale : new double[] {255, 1, 256, 100 / 3.0}) {
            Table trained = Tables.readTraining(images.toString(), TRAINING.withIdx(scaled(scale)));
            assertEquals(PixelScale.text(scale), trained.reading().settings().get("pixel-scale"));
            ReadOptions model = modelOf(trained);
            assertArrayEquals(matrix(trained), matrix(Tables.readTest(images.toString(), model)));
            assertArrayEquals(matrix(trained), matrix(Tables.readTest(raw.toString(), model)));
            assertProblem("ReadOptions.withPixelScale cannot be 7", images, model.withIdx(scaled(7)));
            if (scale > 1) {
                assertProblem(
                        "values are from 0 to 255, but the model was trained on bytes divided by", undivided, model);
                assertProblem("values are from 0 to 255, but the model was trained on bytes divided by", table, model);
            } else {
                assertArrayEquals(matrix(trained), matrix(Tables.readTest(undivided.toString(), model)));
                assertArrayEquals(matrix(trained), matrix(Tables.readTest(table.toString(), model)));
            }
        }
        Table usual = Tables.readTraining(images.toString(), TRAINING);
        assertEquals("255", usual.reading().settings().get("pixel-scale"));
        assertEquals(
                "bytes of pixels are divided by 255 (ReadOptions.withPixelScale)",
                usual.reading().notes().get(1));
        assertArrayEquals(matrix(usual), matrix(Tables.readTest(divided.toString(), modelOf(usual))));
        ReadOptions other = Expecting.matchingFeatures(TRAINING, List.of("x0", "x1", "x2", "x3"));
        assertProblem("the model does not say what bytes of images were divided by", images, other);
        assertArrayEquals(matrix(usual), matrix(Tables.readTest(images.toString(), other.withIdx(scaled(255)))));
    }

    @Test
    void valuesALittleBeyondThePixelsAreToldOf() throws IOException {
        Path images = write("x-images-idx3-ubyte", images());
        write("x-labels-idx1-ubyte", labels());
        ReadOptions model = modelOf(Tables.readTraining(images.toString(), TRAINING));
        Path noisy = write(
                "n.npy", NpyReaderTest.npy("<f8", false, "(1, 4)", NpyReaderTest.elements("<f8", 0, -0.2, 1.1, 1)));
        List<String> warnings =
                Tables.readTest(noisy.toString(), model).reading().warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("values are from -0.2"), warnings.get(0));
        Path fine =
                write("f.npy", NpyReaderTest.npy("<f8", false, "(1, 4)", NpyReaderTest.elements("<f8", 0, 0, 1, 1)));
        assertEquals(
                List.of(), Tables.readTest(fine.toString(), model).reading().warnings());
    }

    @Test
    void filesOfAPatternAreOneTable() throws IOException {
        write("1-images-idx3-ubyte", images());
        write("1-labels-idx1-ubyte", labels());
        write("0-images-idx3-ubyte.gz", idx(BYTES, new int[] {1, 4}, 9, 9, 9, 9));
        write("0-labels-idx1-ubyte", idx(BYTES, new int[] {1}, 5));
        Table table = Tables.readTraining(directory + "/*-images-idx3-ubyte*", TRAINING);
        assertEquals(Optional.of(List.of("5", "7", "0", "7")), table.labels());
        assertEquals(4, table.matrix().rows());
        Path all = write("all", idx(BYTES, new int[] {4}, 1, 2, 3, 4));
        assertEquals(
                Optional.of(List.of("1", "2", "3", "4")),
                Tables.readTraining(directory + "/*-images-idx3-ubyte*", TRAINING.withLabelFile(all))
                        .labels());
        write("2-images-idx3-ubyte", idx(BYTES, new int[] {1, 3}, 9, 9, 9));
        InputException e = assertThrows(
                InputException.class, () -> Tables.readTraining(directory + "/*-images-idx3-ubyte*", TRAINING));
        assertTrue(e.getMessage().contains("all files must have images of 4 values"), e.getMessage());
    }

    /** A file may be packed well, but not to a thousandth, as zeros are. */
    @Test
    void whatUnpacksToFarTooMuchIsRefused() throws IOException {
        var noise = new byte[2_000_000];
        new Random(1).nextBytes(noise);
        var out = new ByteArrayOutputStream();
        out.writeBytes(idx(BYTES, new int[] {1200, 1000, 1000}));
        out.writeBytes(noise);
        assertProblem("would unpack to 1.2 GB", write("bomb-images-idx3-ubyte.gz", out.toByteArray()), TRAINING);
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
