package io.github.softmax4j.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.io.ModelFormatException;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.StopReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** What the library refuses to read, a scorer refuses, in the same words, and the other way round: by every door. */
class SameRefusalsTest {
    private static final int HEADER_LENGTH_AT = 12;
    private static final int HEADER_AT = 24;

    @TempDir
    private Path directory;

    /** Reads something, or tells why not. */
    private interface Door {
        void open() throws IOException;
    }

    private static String told(Door door) throws IOException {
        try {
            door.open();
            return "read";
        } catch (ModelFormatException | UnreadableModelException | NoSuchFileException e) {
            return e.getMessage();
        }
    }

    /** Whether they were read. */
    private boolean assertSame(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("model.s4j"), bytes);
        String ofLibrary = told(() -> ModelFile.read(file));
        assertEquals(ofLibrary, told(() -> Scorer.read(file)));
        assertEquals(told(() -> ModelFile.ofBytes(bytes)), told(() -> Scorer.ofBytes(bytes)));
        assertEquals(
                told(() -> ModelFile.read(new ByteArrayInputStream(bytes))),
                told(() -> Scorer.read(new ByteArrayInputStream(bytes))));
        return ofLibrary.equals("read");
    }

    private static SoftmaxModel small() {
        SoftmaxModel plain = MadeModels.random(new Random(1), 2, 3, DataType.FLOAT);
        var reading = new Reading(
                Map.of("decimal", ","),
                List.of("a note"),
                List.of(new Reading.Column("x0", "number", 1, 4, "")),
                List.of());
        TrainingSummary told = plain.training();
        var training = new TrainingSummary(
                told.solver(),
                told.settings(),
                told.convergence(),
                told.logLoss(),
                told.rows(),
                told.dataFingerprint(),
                told.labelColumn(),
                told.version(),
                told.backend(),
                told.finishedAt(),
                reading);
        return new SoftmaxModel(
                plain.matrix(),
                DataType.FLOAT,
                ClassLabels.inOrder(List.of("a", "\u00c4", "")),
                List.of("x0", ""),
                training,
                1.75);
    }

    /** One with a recipe of every kind of column. */
    private static SoftmaxModel large() {
        var random = new Random(7);
        SoftmaxModel model = MadeModels.ofRecords(random);
        while (model.recipe().orElseThrow().columns().size() < 6
                || model.recipe().orElseThrow().missing() != FeatureRecipe.Missing.INDICATOR) {
            model = MadeModels.ofRecords(random);
        }
        return model;
    }

    private static byte[] sealed(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES, (int) crc.getValue());
        return bytes;
    }

    @Test
    void whatTheLibraryWritesIsRead() throws IOException {
        assertTrue(assertSame(ModelFile.toBytes(small())));
        assertTrue(assertSame(ModelFile.toBytes(large())));
        Path missing = directory.resolve("missing");
        assertEquals(told(() -> ModelFile.read(missing)), told(() -> Scorer.read(missing)));
        assertEquals(told(() -> ModelFile.read(directory)), told(() -> Scorer.read(directory)));
    }

    @Test
    void truncationsAndFlippedBits() throws IOException {
        byte[] intact = ModelFile.toBytes(small());
        for (int i = 0; i <= intact.length; i++) {
            assertEquals(i == intact.length, assertSame(Arrays.copyOf(intact, i)));
        }
        assertSame(Arrays.copyOf(intact, intact.length + 1));
        for (int i = 0; i < intact.length; i++) {
            byte[] flipped = intact.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            assertSame(flipped);
        }
    }

    /** The bytes of the header in turn become others, of a large one a third; the checksum is made to fit. */
    @Test
    void bytesOfTheHeader() throws IOException {
        for (SoftmaxModel model : List.of(small(), large())) {
            byte[] intact = ModelFile.toBytes(model);
            int step = intact.length < 2000 ? 1 : 3;
            int end = HEADER_AT + ByteBuffer.wrap(intact).getInt(HEADER_LENGTH_AT);
            for (int at = 8; at < end; at += step) {
                byte[] bytes = intact.clone();
                bytes[at] = new byte[] {0, 1, 0x7F, -1, (byte) (bytes[at] + 1)}[at % 5];
                assertSame(sealed(bytes));
            }
        }
    }

    @Test
    void randomForgeries() throws IOException {
        List<byte[]> intact = List.of(ModelFile.toBytes(small()), ModelFile.toBytes(large()));
        var random = new Random(1);
        int read = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] forged = intact.get(i % 2).clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                forged[random.nextInt(forged.length)] = (byte) random.nextInt();
            }
            read += assertSame(sealed(forged)) ? 1 : 0;
        }
        assertTrue(read > 50 && read < 950, read + " read");
    }

    @Test
    void valuesThatAreNotFinite() throws IOException {
        for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            byte[] bytes = ModelFile.toBytes(small());
            ByteBuffer.wrap(bytes).putDouble(bytes.length - Integer.BYTES - 2 * Double.BYTES, value);
            assertEquals(false, assertSame(sealed(bytes)));
        }
    }

    /** Sizes that lie, under a checksum that fits. */
    @Test
    void sizesThatLie() throws IOException {
        for (int at : new int[] {8, HEADER_LENGTH_AT, 16, 20, HEADER_AT + 1, HEADER_AT + 5}) {
            for (int lie : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 1, 2, 4, 7}) {
                byte[] bytes = ModelFile.toBytes(small());
                ByteBuffer.wrap(bytes).putInt(at, lie);
                assertSame(sealed(bytes));
            }
        }
    }

    @Test
    void theCorpus() throws IOException {
        Path folder = Path.of(System.getProperty("softmax4j.shared", ""), "cases", "hostile");
        assumeTrue(Files.isDirectory(folder), "the hostile models lie outside of the repository, and are not here");
        int models = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".s4j")).toList()) {
                assertSame(Files.readAllBytes(file));
                models++;
            }
        }
        assertTrue(models > 10, models + " models");
    }

    @Test
    void reasonsToStopAreThoseOfTheLibrary() {
        assertEquals(Arrays.stream(StopReason.values()).map(Enum::name).toList(), Entries.STOP_REASONS);
    }

    /** Models may follow each other in a stream, and other things may follow them. */
    @Test
    void noByteBehindTheModelIsRead() throws IOException {
        byte[] one = ModelFile.toBytes(small());
        byte[] three = Arrays.copyOf(one, 2 * one.length + 1);
        System.arraycopy(one, 0, three, one.length, one.length);
        var in = new ByteArrayInputStream(three);
        Scorer.read(in);
        assertEquals(3, Scorer.read(in).classes().size());
        assertEquals(1, in.available());
    }

    private static final class DeadLine extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the line is dead");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }

    /** No array of Java is as long as the header that this stream tells of. */
    @Test
    void nothingIsAllocatedForWhatHasNotCome() {
        byte[] start = Arrays.copyOf(ModelFile.toBytes(small()), HEADER_AT + 100);
        ByteBuffer.wrap(start).putInt(HEADER_LENGTH_AT, Integer.MAX_VALUE);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(start), new DeadLine());
        assertEquals(
                "the line is dead",
                assertThrows(IOException.class, () -> Scorer.read(broken)).getMessage());
    }
}
