package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Headers as numpy.lib.format writes them; files of NumPy itself are read in the same way. */
class NpyReaderTest {
    private static final ReadOptions TRAINING = ReadOptions.forTraining().withType(DataType.DOUBLE);

    @TempDir
    private Path directory;

    static byte[] npy(String type, boolean fortran, String shape, byte[] data) {
        String text = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': "
                + shape + ", }";
        String padded = text + " ".repeat((64 - (text.length() + 11) % 64) % 64) + "\n";
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        out.write(padded.length() & 0xff);
        out.write(padded.length() >> 8);
        out.writeBytes(padded.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(data);
        return out.toByteArray();
    }

    static byte[] elements(String type, double... values) {
        int size = type.charAt(2) - '0';
        ByteBuffer bytes = ByteBuffer.allocate(size * values.length)
                .order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type.substring(1)) {
                case "f8" -> bytes.putDouble(value);
                case "f4" -> bytes.putFloat((float) value);
                case "i8", "u8" -> bytes.putLong((long) value);
                case "i4", "u4" -> bytes.putInt((int) (long) value);
                case "i2", "u2" -> bytes.putShort((short) (long) value);
                default -> bytes.put((byte) (long) value);
            }
        }
        return bytes.array();
    }

    private Table read(byte[] features, byte[] labels) throws IOException {
        Path file = Files.write(directory.resolve("x.npy"), features);
        Files.write(directory.resolve("y.npy"), labels);
        return Tables.readTraining(file.toString(), TRAINING);
    }

    private static final byte[] TWO_LABELS = npy("<i8", false, "(2,)", elements("<i8", 3, 1));

    @ParameterizedTest
    @CsvSource({"<f8", ">f8", "<f4", ">f4", "<i8", "<i4", ">i4", "<i2", ">i2", "|i1"})
    void readsEveryTypeOfNumber(String type) throws IOException {
        double[] values = {1, -2, 3, 100, 0, -7};
        Table table = read(npy(type, false, "(2, 3)", elements(type, values)), TWO_LABELS);
        assertArrayEquals(
                new double[][] {{1, -2, 3}, {100, 0, -7}}, table.features().toDoubleMatrix());
        assertEquals(Optional.of(List.of("3", "1")), table.labels());
        assertEquals(List.of("x0", "x1", "x2"), table.featureNames());
        Table transposed = read(npy(type, true, "(2, 3)", elements(type, 1, 100, -2, 0, 3, -7)), TWO_LABELS);
        assertEquals(table.features(), transposed.features());
    }

    @Test
    void unsignedNumbersAreNotNegative() throws IOException {
        for (String type : List.of("|u1", "<u2", "<u4")) {
            double largest = Math.pow(2, 8 * (type.charAt(2) - '0')) - 1;
            Table table = read(npy(type, false, "(2, 1)", elements(type, largest, 1)), TWO_LABELS);
            assertArrayEquals(new double[] {largest, 1}, table.features().toDoubleVector(), type);
        }
        Table table = read(npy("<u8", false, "(2,)", elements("<u8", -1, 5)), TWO_LABELS);
        assertArrayEquals(new double[] {0x1p64, 5}, table.features().toDoubleVector());
        Table flags = read(npy("|b1", false, "(2, 2)", new byte[] {1, 0, 0, 1}), TWO_LABELS);
        assertArrayEquals(new double[][] {{1, 0}, {0, 1}}, flags.features().toDoubleMatrix());
    }

    /** IEEE 754's own examples of binary16. */
    @Test
    void readsHalfPrecision() throws IOException {
        int[] bits = {0x3c00, 0xc000, 0x7bff, 0x0400, 0x03ff, 0x0001, 0x3555, 0x8000};
        double[] values = {1, -2, 65504, 0x1p-14, 0x1p-14 - 0x1p-24, 0x1p-24, 0.333251953125, -0.0};
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(bits).forEach(b -> data.putShort((short) b));
        Table table = read(npy("<f2", false, "(2, 4)", data.array()), TWO_LABELS);
        assertArrayEquals(values, table.features().reshape(8).toDoubleVector());
    }

    @Test
    void moreAxesAreOneRow() throws IOException {
        Table table =
                read(npy("|u1", false, "(2, 2, 3)", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}), TWO_LABELS);
        assertArrayEquals(
                new double[] {7, 8, 9, 10, 11, 12}, table.features().getRow(1).toDoubleVector());
    }

    @Test
    void labelsMayBeText() throws IOException {
        byte[] features = npy("<f8", false, "(2, 1)", elements("<f8", 1, 2));
        ByteBuffer wide = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        "cat".chars().forEach(wide::putInt);
        "\u00e4\uD83D\uDE00".codePoints().forEach(wide::putInt);
        assertEquals(
                Optional.of(List.of("cat", "\u00e4\uD83D\uDE00")),
                read(features, npy("<U3", false, "(2,)", wide.array())).labels());
        assertEquals(
                Optional.of(List.of("yes", "no")),
                read(features, npy("|S3", false, "(2,)", "yesno\0".getBytes(StandardCharsets.US_ASCII)))
                        .labels());
        assertEquals(
                Optional.of(List.of("2", "-1")),
                read(features, npy("<f4", false, "(2, 1)", elements("<f4", 2, -1)))
                        .labels());
    }

    private static Path npz(Path file, Map<String, byte[]> members) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> member : new TreeMap<>(members).entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey() + ".npy"));
                zip.write(member.getValue());
            }
        }
        return file;
    }

    @Test
    void readsMembersOfAnArchive() throws IOException {
        byte[] features = npy("<f4", false, "(2, 2)", elements("<f4", 1, 2, 3, 4));
        byte[] turned = npy("<f4", true, "(2, 2)", elements("<f4", 1, 3, 2, 4));
        Path file = npz(directory.resolve("a.npz"), Map.of("x", features, "y", TWO_LABELS, "turned", turned));
        Table table = Tables.readTraining(file.toString(), TRAINING);
        assertArrayEquals(new double[][] {{1, 2}, {3, 4}}, table.features().toDoubleMatrix());
        assertEquals(Optional.of(List.of("3", "1")), table.labels());
        Table other = Tables.readTraining(
                file.toString(), TRAINING.withArray(Optional.of("turned")).withLabel(Optional.of("y")));
        assertEquals(table.features(), other.features());

        Path unusual = npz(directory.resolve("b.npz"), Map.of("a", features, "b", TWO_LABELS));
        InputException e = assertThrows(InputException.class, () -> Tables.readTraining(unusual.toString(), TRAINING));
        assertTrue(e.getMessage().contains("there are [a, b]; choose with --array"), e.getMessage());
        InputException missing = assertThrows(
                InputException.class, () -> Tables.readTraining(file.toString(), TRAINING.withArray(Optional.of("z"))));
        assertTrue(missing.getMessage().contains("there is no array 'z'"), missing.getMessage());
    }

    @Test
    void modelsAskForTheirColumns() throws IOException {
        Path file = Files.write(directory.resolve("x.npy"), npy("<f8", false, "(2, 1)", elements("<f8", 1, 2)));
        List<String> names = List.of("a");
        assertEquals(
                names,
                Tables.readTest(file.toString(), Expecting.matchingFeatures(TRAINING, names))
                        .featureNames());
        assertThrows(
                InputException.class,
                () -> Tables.readTest(file.toString(), Expecting.matchingFeatures(TRAINING, List.of("a", "b"))));
        Files.write(directory.resolve("y.npy"), TWO_LABELS);
        ReadOptions others = Expecting.matching(TRAINING, names, ClassLabels.of(List.of("1", "2")));
        InputException e = assertThrows(InputException.class, () -> Tables.readTest(file.toString(), others));
        assertTrue(e.getMessage().contains("y.npy, row 0"), e.getMessage());
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        byte[] good = npy("<f8", false, "(2, 1)", elements("<f8", 1, 2));
        assertProblem("is cut short or damaged", Arrays.copyOf(good, good.length - 3), TWO_LABELS);
        assertProblem("is longer than its header says", Arrays.copyOf(good, good.length + 1), TWO_LABELS);
        assertProblem("does not begin as one", "PK and more of it".getBytes(StandardCharsets.US_ASCII), TWO_LABELS);
        assertProblem("holds Python objects", npy("|O", false, "(2, 1)", new byte[16]), TWO_LABELS);
        assertProblem("but found 'descr': '<c8'", npy("<c8", false, "(2, 1)", new byte[16]), TWO_LABELS);
        assertProblem("features must be numbers", npy("|S8", false, "(2, 1)", new byte[16]), TWO_LABELS);
        assertProblem("the shape is (0, 1)", npy("<f8", false, "(0, 1)", new byte[0]), TWO_LABELS);
        assertProblem("its header promises", npy("<f8", false, "(999999999999, 1)", new byte[16]), TWO_LABELS);
        assertProblem(
                "row 1, column 0: a finite number was expected, but found NaN",
                npy("<f8", false, "(2, 1)", elements("<f8", 1, Double.NaN)),
                TWO_LABELS);
        assertProblem("there must be 2 labels", good, npy("<i8", false, "(1,)", elements("<i8", 1)));
        assertProblem(
                "must be a whole number or text, but is 0.5", good, npy("<f4", false, "(2,)", elements("<f4", 1, 0.5)));
        Files.delete(directory.resolve("y.npy"));
        InputException e = assertThrows(
                InputException.class,
                () -> Tables.readTraining(directory.resolve("x.npy").toString(), TRAINING));
        assertTrue(e.getMessage().contains("name them with --labels"), e.getMessage());
    }

    private void assertProblem(String message, byte[] features, byte[] labels) {
        InputException e = assertThrows(InputException.class, () -> read(features, labels));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
