package io.github.softmax4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ModelFileTest {
    private static final int VERSION_AT = 8;
    private static final int HEADER_LENGTH_AT = 12;
    private static final int NUMBERS_LENGTH_AT = 16;
    private static final int HEADER_AT = 24;

    @TempDir
    private Path directory;

    private static SoftmaxModel model(DataType type) {
        INDArray matrix = Nd4j.createFromArray(new double[][] {{1.5, -2, 1e-30}, {0.1, 0.2, 0.3}, {-7, 8, 9}});
        var training = new TrainingSummary(
                "lbfgs",
                "SoftmaxRegression[...]",
                new Convergence(StopReason.GRADIENT, 0.25, 1e-6, 12, 15, 0.5),
                0.125,
                150,
                "150x2 FLOAT crc32c:00000000",
                "species",
                "0.1.0",
                "nd4j-native",
                Instant.parse("2026-11-22T10:00:00Z"),
                new Reading(
                        Map.of("decimal", ",", "index-base", "0"),
                        List.of("separator: tab"),
                        List.of(new Reading.Column("age", "number", 1, 40, "0 to 99")),
                        List.of("age: 40 of 240 values are missing")));
        return new SoftmaxModel(
                matrix, type, ClassLabels.of(List.of("b", "Ä, \"quoted\"\n", "c")), List.of("length", ""), training);
    }

    private Path written(DataType type) throws IOException {
        Path file = directory.resolve("model.s4j");
        ModelFile.write(model(type), file);
        return file;
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void whatIsWrittenIsRead(DataType type) throws IOException {
        SoftmaxModel model = model(type);
        SoftmaxModel read = ModelFile.read(written(type));
        assertEquals(model.matrix(), read.matrix());
        assertEquals(type, read.type());
        assertEquals(model.classes(), read.classes());
        assertEquals(model.featureNames(), read.featureNames());
        assertEquals(model.training(), read.training());
        ModelHeader header = ModelFile.readHeader(written(type));
        assertEquals(model.classes(), header.classes());
        assertEquals(model.training(), header.training());
        assertEquals(9L * Double.BYTES, header.payloadBytes());
    }

    /** Of weights from elsewhere nothing is claimed that is not known, and never that they converged. */
    @Test
    void keepsThatAModelWasImported() throws IOException {
        var imported = TrainingSummary.imported(
                "Spark 3.5.6", "maxIter=100", "species", Instant.parse("2026-12-01T10:00:00Z"), Reading.NONE);
        Path file = directory.resolve("imported.s4j");
        ModelFile.write(model(DataType.DOUBLE).withTraining(imported), file);
        TrainingSummary read = ModelFile.read(file).training();
        assertEquals(imported, read);
        assertEquals("imported from Spark 3.5.6", read.solver());
        assertEquals("IMPORTED", read.convergence().words());
        assertFalse(read.convergence().stopReason().converged());
    }

    @Test
    void keepsTheTemperature() throws IOException {
        SoftmaxModel model = model(DataType.FLOAT).withTemperature(1.37);
        Path file = directory.resolve("calibrated.s4j");
        ModelFile.write(model, file);
        SoftmaxModel read = ModelFile.read(file);
        assertEquals(1.37, read.temperature());
        assertEquals(1.37, ModelFile.readHeader(file).temperature());
        assertEquals(model, read, "the values are already divided by it");
        assertArrayEquals(ModelFile.toBytes(model), ModelFile.toBytes(read));
        assertEquals(1, ModelFile.readHeader(written(DataType.FLOAT)).temperature());
    }

    /** Files that were written before there was one, and those of models that were not calibrated, have no entry. */
    @Test
    void withoutATemperatureThereIsNoEntry() {
        String plain = new String(ModelFile.toBytes(model(DataType.FLOAT)), StandardCharsets.ISO_8859_1);
        assertFalse(plain.contains("temperature"));
    }

    /** What the program was told stands in the file in one order; a file that tells nothing of it is as before. */
    @Test
    void keepsTheJob() throws IOException {
        SoftmaxModel plain = model(DataType.FLOAT);
        var told = new LinkedHashMap<String, String>();
        told.put("lambda", "1e-4");
        told.put("data", "sql:SELECT 'Ä, \"b\"'\nFROM t");
        told.put("drop", "a,\"b,c\"");
        SoftmaxModel model = plain.withTraining(plain.training().withJob(told));
        Path file = directory.resolve("job.s4j");
        ModelFile.write(model, file);
        assertEquals(told, ModelFile.read(file).training().job());
        assertEquals(told, ModelFile.readHeader(file).training().job());
        assertArrayEquals(
                ModelFile.toBytes(model),
                ModelFile.toBytes(plain.withTraining(plain.training().withJob(new TreeMap<>(told)))));
        assertEquals(
                Map.of(), ModelFile.read(written(DataType.FLOAT)).training().job());
        assertFalse(new String(ModelFile.toBytes(plain), StandardCharsets.UTF_8).contains("job."));
    }

    private static FeatureRecipe recipe() {
        return new FeatureRecipe(
                List.of(
                        SourceColumn.category("kind", List.of("a", "Ä")).filledWith(List.of(0.25, 0.75), true),
                        SourceColumn.vector("v", 2),
                        SourceColumn.of("day", SourceColumn.Kind.DATE).filledWith(List.of(18000.5), false)),
                FeatureRecipe.Missing.INDICATOR,
                FeatureRecipe.Unseen.ZERO);
    }

    private static SoftmaxModel modelWithRecipe() {
        List<String> names = List.of("kind=a", "kind=Ä", "kind is missing", "v[0]", "v[1]", "day");
        SoftmaxModel plain = model(DataType.FLOAT);
        return new SoftmaxModel(Nd4j.ones(7, 3), DataType.FLOAT, plain.classes(), names, plain.training())
                .withRecipe(Optional.of(recipe()));
    }

    @Test
    void keepsTheRecipeOfATable() throws IOException {
        Path file = directory.resolve("recipe.s4j");
        ModelFile.write(modelWithRecipe(), file);
        assertEquals(Optional.of(recipe()), ModelFile.read(file).recipe());
        assertEquals(Optional.of(recipe()), ModelFile.readHeader(file).recipe());
        assertEquals(Optional.empty(), ModelFile.read(written(DataType.FLOAT)).recipe());
    }

    @Test
    void aModelTakesTheRecipeOfItsOwnFeaturesOnly() {
        SoftmaxModel model = model(DataType.FLOAT);
        assertThrows(IllegalArgumentException.class, () -> model.withRecipe(Optional.of(recipe())));
    }

    /** Every byte of the header in turn becomes another; the checksum is made to fit. */
    @Test
    void damagedRecipesAreRefusedOrRead() throws IOException {
        Path file = directory.resolve("recipe.s4j");
        ModelFile.write(modelWithRecipe(), file);
        byte[] intact = Files.readAllBytes(file);
        int headerEnd = HEADER_AT + ByteBuffer.wrap(intact).getInt(HEADER_LENGTH_AT);
        for (int at = HEADER_AT; at < headerEnd; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0xFF}) {
                byte[] bytes = intact.clone();
                bytes[at] = (byte) value;
                refuseOrRead(sealed(bytes));
            }
        }
    }

    private void refuseOrRead(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("damaged.s4j"), bytes);
        try {
            assertEquals(6, ModelFile.readHeader(file).featureNames().size());
        } catch (ModelFormatException e) {
            assertTrue(e.getMessage().contains("damaged"), e.getMessage());
        }
    }

    @Test
    void equalModelsAreEqualBytes() throws IOException {
        byte[] first = Files.readAllBytes(written(DataType.FLOAT));
        assertArrayEquals(first, Files.readAllBytes(written(DataType.FLOAT)));
    }

    @Test
    void replacesAFileAndLeavesNothingElse() throws IOException {
        Path file = directory.resolve("model.s4j");
        Files.writeString(file, "an old file");
        ModelFile.write(model(DataType.FLOAT), file);
        assertEquals(3, ModelFile.read(file).classes().size());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void failingToWriteLeavesTheOldFile() throws IOException {
        Path file = directory.resolve("model.s4j");
        Files.writeString(file, "an old file");
        assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("the disk is full");
                }));
        assertEquals("an old file", Files.readString(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void targetsThatCannotBeWrittenAreToldBefore() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        for (Path target : List.of(directory, directory.resolve("missing/model"), file.resolve("model"))) {
            String message = assertThrows(FileSystemException.class, () -> AtomicFile.requireWritable(target))
                    .getMessage();
            assertTrue(message.startsWith(target.toString()), message);
        }
    }

    @Test
    void writesThroughLinks() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        ModelFile.write(model(DataType.FLOAT), link);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(3, ModelFile.read(file).classes().size());
    }

    private String refusal(byte[] bytes) throws IOException {
        Path file = directory.resolve("broken.s4j");
        Files.write(file, bytes);
        String fromRead = assertThrows(ModelFormatException.class, () -> ModelFile.read(file))
                .getMessage();
        String fromHeader = assertThrows(ModelFormatException.class, () -> ModelFile.readHeader(file))
                .getMessage();
        assertEquals(fromRead, fromHeader);
        assertTrue(fromRead.startsWith(file.toString()), fromRead);
        return fromRead.substring(file.toString().length());
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(written(DataType.FLOAT));
        for (int length = 0; length < bytes.length; length++) {
            refusal(Arrays.copyOf(bytes, length));
        }
        refusal(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void everyFlippedBitIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(written(DataType.FLOAT));
        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= (byte) (1 << (i % 8));
            refusal(altered);
        }
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        assertTrue(refusal("a,b,c\n1,2,3\n".getBytes(StandardCharsets.UTF_8)).contains("not a Softmax4J model"));
        assertTrue(refusal(new byte[0]).contains("not a Softmax4J model"));
        assertThrows(NoSuchFileException.class, () -> ModelFile.read(directory.resolve("missing")));
        assertThrows(ModelFormatException.class, () -> ModelFile.read(directory));
    }

    @Test
    void laterVersionsAreToldApart() throws IOException {
        byte[] bytes = Files.readAllBytes(written(DataType.FLOAT));
        ByteBuffer.wrap(bytes).putInt(VERSION_AT, 4);
        String message = refusal(sealed(bytes));
        assertTrue(message.contains("version 4") && message.contains("newer Softmax4J"), message);
    }

    /** Whoever writes lies can write their checksum too. */
    static byte[] sealed(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES, (int) crc.getValue());
        return bytes;
    }

    /** Sizes that lie: of the header, of the values, of the number of classes, of a class name. */
    @ParameterizedTest
    @CsvSource({
        HEADER_LENGTH_AT + ", 2147483647",
        HEADER_LENGTH_AT + ", -1",
        HEADER_LENGTH_AT + ", 0",
        HEADER_LENGTH_AT + ", 3",
        NUMBERS_LENGTH_AT + ", 2147483647",
        NUMBERS_LENGTH_AT + ", -2147483648",
        (NUMBERS_LENGTH_AT + 4) + ", 0",
        (HEADER_AT + 1) + ", 2147483647",
        (HEADER_AT + 1) + ", -1",
        (HEADER_AT + 1) + ", 0",
        (HEADER_AT + 1) + ", 4",
        (HEADER_AT + 5) + ", 2147483647",
        (HEADER_AT + 5) + ", -5",
        (HEADER_AT + 5) + ", 7"
    })
    void sizesThatLieAreRefused(int at, int lie) throws IOException {
        byte[] bytes = Files.readAllBytes(written(DataType.FLOAT));
        ByteBuffer.wrap(bytes).putInt(at, lie);
        refusal(sealed(bytes));
    }

    /** Words and counts that lie, and names that stand twice, under a checksum that fits. */
    @ParameterizedTest
    @CsvSource({
        "GRADIENT, GRADIENX, must say one of", // a reason to stop
        "GRADIENT, gradient, says 'gradient",
        "12, -2, iterations must be at least 0",
        "12, 1x, 1x",
        "15, -5, evaluations must be at least 0",
        "150, -50, rows must be at least 0",
        "0.125, 0;125, 0;125",
        "version, backend, twice",
        "iterations, iteration2, must tell iterations",
        "length, height, stands twice",
        "2026-11-22T10, 2026-13-22T10, could not be parsed",
        "1.75, -1.5, the temperature must be above 0 and finite",
        "1.75, 0.00, the temperature must be above 0 and finite",
        "1.75, 1d75, 1d75"
    })
    void lyingEntriesAreRefused(String word, String lie, String said) throws IOException {
        SoftmaxModel model = model(DataType.FLOAT);
        Path file = directory.resolve("model.s4j");
        ModelFile.write(
                new SoftmaxModel(
                        model.matrix(),
                        DataType.FLOAT,
                        model.classes(),
                        List.of("height", "length"),
                        model.training(),
                        1.75),
                file);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        byte[] forged = text.replaceFirst("(?<![0-9.])" + word, lie).getBytes(StandardCharsets.ISO_8859_1);
        String message = refusal(sealed(forged));
        assertTrue(message.contains(said), message);
    }

    /** The file would be refused by whoever reads it. */
    @Test
    void namesThatStandTwiceAreNotWritten() {
        SoftmaxModel model = model(DataType.FLOAT);
        var twice = new SoftmaxModel(
                model.matrix(), DataType.FLOAT, model.classes(), List.of("length", "length"), model.training());
        Path file = directory.resolve("twice.s4j");
        assertThrows(IllegalArgumentException.class, () -> ModelFile.write(twice, file));
        assertFalse(Files.exists(file));
    }

    /** Random changes under a checksum that fits: refused, or read as another model of the same size. */
    @Test
    void noForgeryDoesWorseThanBeingRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(written(DataType.DOUBLE));
        var random = new Random(1);
        Path file = directory.resolve("forged.s4j");
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] forged = bytes.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                forged[random.nextInt(forged.length)] = (byte) random.nextInt();
            }
            Files.write(file, sealed(forged));
            try {
                assertEquals(9, ModelFile.read(file).matrix().length());
            } catch (ModelFormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 300, refused + " refused");
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(written(DataType.FLOAT));
        int lastNumberAt = bytes.length - Integer.BYTES - Double.BYTES;
        ByteBuffer.wrap(bytes).putDouble(lastNumberAt, Double.NaN);
        Path file = Files.write(directory.resolve("nan.s4j"), sealed(bytes));
        String message = assertThrows(ModelFormatException.class, () -> ModelFile.read(file))
                .getMessage();
        assertTrue(message.contains("finite"), message);
        assertFalse(message.contains("features must"), message);
    }
}
