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
                file.toString(), TRAINING.withArray("turned").withLabel("y"));
        assertEquals(table.features(), other.features());

        Path unusual = npz(directory.resolve("b.npz"), Map.of("a", features, "b", TWO_LABELS));
        InputException e = assertThrows(InputException.class, () -> Tables.readTraining(unusual.toString(), TRAINING));
        assertTrue(
                e.getMessage().contains("features; there are [a, b]; choose with ReadOptions.withArray"),
                e.getMessage());
        InputException missing =
                assertThrows(InputException.class, () -> Tables.readTraining(file.toString(), TRAINING.withArray("z")));
        assertTrue(missing.getMessage().contains("there is no array 'z'"), missing.getMessage());
    }

    private static byte[] features(double... values) {
        return npy("<f8", false, "(" + values.length + ", 1)", elements("<f8", values));
    }

    private static byte[] wholes(double... values) {
        return npy("<i8", false, "(" + values.length + ",)", elements("<i8", values));
    }

    private static ReadOptions modelOf(Table table, ReadOptions options) {
        return options.expecting(new ReadOptions.Expected(
                table.featureNames(), Optional.empty(), table.reading().settings(), Optional.empty()));
    }

    /** Two members of each kind of rows: features -1 and 1 train, 20 tests, 30 validates; labels alike. */
    private Path splits(String... keys) throws IOException {
        var members = new TreeMap<String, byte[]>();
        for (String key : keys) {
            double first = key.contains("test") ? 20 : key.contains("val") ? 30 : -1;
            boolean isLabels = key.toLowerCase(java.util.Locale.ROOT).matches(".*(y|label|target|lab).*");
            members.put(key, isLabels ? wholes(first, 1) : features(first, 1));
        }
        return npz(directory.resolve("s.npz"), members);
    }

    /** Rows to test on are not those that were trained on. */
    @ParameterizedTest
    @CsvSource({
        "'x_train,y_train,x_test,y_test', -1, 20",
        "'X_train,y_train,X_test,y_test', -1, 20",
        "'train_images,train_labels,test_images,test_labels', -1, 20",
        "'train_x,train_y,test_x,test_y', -1, 20",
        "'xtrain,ytrain,xtest,ytest', -1, 20",
        "'x,y,x_test,y_test', -1, 20",
        "'train_images,train_labels,test_images,test_labels,val_images,val_labels', -1, 20",
        "'x,y', -1, -1",
        "'x_train,y_train', -1, -1",
        "'features,labels,ids', -1, -1",
    })
    void testRowsAreThoseOfTheTest(String keys, double training, double test) throws IOException {
        Path file = splits(keys.split(","));
        Table table = Tables.readTraining(file.toString(), TRAINING);
        assertEquals(training, table.features().getDouble(0));
        assertEquals(training, Double.parseDouble(table.labels().orElseThrow().get(0)));
        Table tested = Tables.readTest(file.toString(), modelOf(table, TRAINING));
        assertEquals(test, tested.features().getDouble(0));
        assertEquals(test, Double.parseDouble(tested.labels().orElseThrow().get(0)));
        assertTrue(tested.reading().notes().get(0).startsWith("features from the array "));
        ReadOptions again = TRAINING.withArray(table.reading().settings().get("array"));
        assertEquals(
                training,
                Tables.readTest(file.toString(), modelOf(table, again))
                        .features()
                        .getDouble(0));
    }

    @Test
    void labelsThatWereNamedForTheTrainingAreThoseBesideTheTestRows() throws IOException {
        Path file = splits("x_train", "lab_train", "x_test", "lab_test", "other");
        ReadOptions named = TRAINING.withLabel("lab_train");
        Table table = Tables.readTraining(file.toString(), named);
        Table tested = Tables.readTest(file.toString(), modelOf(table, named));
        assertEquals(Optional.of(List.of("20", "1")), tested.labels());
        Path several = splits("emb_train", "y_train", "emb_test", "y_test");
        ReadOptions own = TRAINING.withArray("emb_train");
        Table trained = Tables.readTraining(several.toString(), own);
        assertEquals(
                Optional.of(List.of("20", "1")),
                Tables.readTest(several.toString(), modelOf(trained, TRAINING)).labels());
    }

    @ParameterizedTest
    @CsvSource({
        "'x,y,x_train,y_train', USUAL, 'more than one of the usual names: [x, x_train]'",
        "'x,images,y', USUAL, 'more than one of the usual names'",
        "'x,y,target', USUAL, 'which array has the labels of x; there are [target, x, y]'",
        "'a,b', USUAL, 'which array has the features; there are [a, b]; choose with ReadOptions.withArray'",
        "'x,y_train', USUAL, 'the labels of x; there are [x, y_train]; choose with ReadOptions.withLabel'",
        "'data,indices,indptr,shape,format', USUAL, 'is a sparse matrix of SciPy'",
        "'data,row,col,shape,format', USUAL, 'is a sparse matrix of SciPy'",
    })
    void whatIsNotClearIsAskedFor(String keys, String part, String message) throws IOException {
        Path file = splits(keys.split(","));
        InputException e = assertThrows(InputException.class, () -> Tables.readTraining(file.toString(), TRAINING));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void validationTakesItsOwnRows() throws IOException {
        ReadOptions validation = TRAINING.withNpz(NpzOptions.standard().withPart(NpzOptions.Part.VALIDATION));
        Path file = splits("x_train", "y_train", "x_test", "y_test", "x_val", "y_val");
        Table table = Tables.readTraining(file.toString(), TRAINING);
        assertEquals(
                Optional.of(List.of("30", "1")),
                Tables.readTest(file.toString(), modelOf(table, validation)).labels());
        Path without = splits("x_train", "y_train", "x_test", "y_test");
        InputException e = assertThrows(
                InputException.class, () -> Tables.readTest(without.toString(), modelOf(table, validation)));
        assertTrue(e.getMessage().contains("not clear which array has the features"), e.getMessage());
    }

    /** Every way to write a class, and what it is called. */
    @Test
    void labelsHaveOneSpelling() throws IOException {
        byte[] x = features(1, 2, 3);
        ByteBuffer large = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        large.putLong(9007199254740992L).putLong(9007199254740993L).putLong(5);
        ByteBuffer turned = ByteBuffer.allocate(24).order(ByteOrder.BIG_ENDIAN);
        turned.putLong(-1).putLong(1541815603606036480L).putLong(5);
        Map<byte[], List<String>> labels = Map.ofEntries(
                Map.entry(
                        npy("<i8", false, "(3,)", large.array()), List.of("9007199254740992", "9007199254740993", "5")),
                Map.entry(
                        npy("<u8", false, "(3,)", large.array()), List.of("9007199254740992", "9007199254740993", "5")),
                Map.entry(npy(">i8", false, "(3,)", turned.array()), List.of("-1", "1541815603606036480", "5")),
                Map.entry(
                        npy(">u8", false, "(3,)", turned.array()),
                        List.of("18446744073709551615", "1541815603606036480", "5")),
                Map.entry(
                        npy("<f8", false, "(3,)", elements("<f8", 1, -0.0, 0x1p53)),
                        List.of("1", "0", "9007199254740992")),
                Map.entry(npy("<f4", false, "(3, 1)", elements("<f4", 1, 2, 16777216)), List.of("1", "2", "16777216")),
                Map.entry(npy("|b1", false, "(3,)", new byte[] {1, 0, 1}), List.of("true", "false", "true")),
                Map.entry(text("True", "FALSE", "true"), List.of("true", "false", "true")),
                Map.entry(text("1.0", "+1", "007"), List.of("1", "1", "007")),
                Map.entry(text("cat", "Dog", " x "), List.of("cat", "Dog", "x")));
        for (Map.Entry<byte[], List<String>> entry : labels.entrySet()) {
            assertEquals(Optional.of(entry.getValue()), read(x, entry.getKey()).labels());
        }
    }

    private static byte[] text(String... words) {
        return npy(
                "|S6",
                false,
                "(" + words.length + ",)",
                Arrays.stream(words)
                        .map(word -> word + "\0".repeat(6 - word.length()))
                        .reduce("", String::concat)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatIsNoLabelIsRefused() throws IOException {
        byte[] x = features(1, 2);
        Map<byte[], String> wrong = Map.of(
                npy("<f8", false, "(2,)", elements("<f8", 1, Double.NaN)),
                        "row 1: a label was expected, but it is missing (NaN)",
                npy("<f8", false, "(2,)", elements("<f8", 0.5, 1)), "must be a whole number or text, but is 0.5",
                npy("<f8", false, "(2,)", elements("<f8", 1, Double.POSITIVE_INFINITY)), "but is Infinity",
                npy("<f8", false, "(2,)", elements("<f8", 1, 1e17)), "but is 1.0E17",
                text("a", ""), "row 1: a label was expected, but it is missing ('')",
                text("nan", "a"), "row 0: a label was expected, but it is missing ('nan')",
                text("a", "NA"), "row 1: a label was expected, but it is missing ('NA')");
        for (Map.Entry<byte[], String> entry : wrong.entrySet()) {
            assertProblem(entry.getValue(), x, entry.getKey());
        }
    }

    @Test
    void filesOfAPatternAreOneTable() throws IOException {
        Files.write(directory.resolve("x-1.npy"), features(3));
        Files.write(directory.resolve("y-1.npy"), wholes(7));
        Files.write(directory.resolve("x-0.npy"), features(1, 2));
        Files.write(directory.resolve("y-0.npy"), wholes(5, 6));
        String pattern = directory + "/x-*.npy";
        Table table = Tables.readTraining(pattern, TRAINING);
        assertArrayEquals(new double[] {1, 2, 3}, table.features().toDoubleVector());
        assertEquals(Optional.of(List.of("5", "6", "7")), table.labels());
        Path all = Files.write(directory.resolve("all.npy"), wholes(1, 2, 3));
        assertEquals(
                Optional.of(List.of("1", "2", "3")),
                Tables.readTraining(pattern, TRAINING.withLabelFile(all)).labels());
        Files.write(directory.resolve("y-2.npy"), wholes(5));
        Files.write(directory.resolve("x-2.npy"), npy("<f8", false, "(1, 2)", elements("<f8", 1, 2)));
        InputException e = assertThrows(InputException.class, () -> Tables.readTraining(pattern, TRAINING));
        assertTrue(e.getMessage().contains("x-2.npy: rows must have 1 features as in the first file"), e.getMessage());
    }

    /** Ten gigabytes of zeros in ten megabytes; here 1.2 of them. */
    @Test
    void whatUnpacksToFarTooMuchIsRefused() throws IOException {
        Path bomb = directory.resolve("bomb.npz");
        byte[] head = npy("<f8", false, "(150000, 1000)", new byte[0]);
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.setLevel(1);
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(head);
            for (int i = 0; i < 1200; i++) {
                zip.write(new byte[1_000_000]);
            }
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(TWO_LABELS);
        }
        InputException e = assertThrows(InputException.class, () -> Tables.readTraining(bomb.toString(), TRAINING));
        assertTrue(e.getMessage().contains("would unpack to 1.2 GB"), e.getMessage());
    }

    @Test
    void structuredArraysAreNamed() throws IOException {
        byte[] plain = npy("<f8", false, "(2, 1)", new byte[16]);
        String structured = new String(plain, StandardCharsets.ISO_8859_1)
                .replace("'descr': '<f8'", "'descr': [('a', '<f8')]")
                .replaceFirst(" {11}\n", "\n");
        assertProblem("is a structured array", structured.getBytes(StandardCharsets.ISO_8859_1), TWO_LABELS);
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
        assertTrue(e.getMessage().contains("name them with ReadOptions.withLabelFile"), e.getMessage());
    }

    private void assertProblem(String message, byte[] features, byte[] labels) {
        InputException e = assertThrows(InputException.class, () -> read(features, labels));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
