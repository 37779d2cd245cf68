package io.github.softmax4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams and arrays hold what files hold, under the same checks. */
class ModelStreamTest {
    private static final SoftmaxModel MODEL = trained();

    private static SoftmaxModel trained() {
        Dataset dataset = Dataset.of(new double[][] {{1, 2}, {3, 4}, {5, 7}, {2, 2}}, "a", "b", "a", "c");
        Fit fit = SoftmaxRegression.withDefaults().fit(dataset.withRecipe(FeatureRecipe.ofNumbers(List.of("x", "y"))));
        return fit.model();
    }

    @TempDir
    private Path directory;

    @Test
    void streamsAndArraysAndFilesAreTheSameBytes() throws IOException {
        Path file = directory.resolve("model.s4j");
        ModelFile.write(MODEL, file);
        var out = new ByteArrayOutputStream();
        ModelFile.write(MODEL, out);
        byte[] bytes = ModelFile.toBytes(MODEL);
        assertArrayEquals(Files.readAllBytes(file), bytes);
        assertArrayEquals(bytes, out.toByteArray());
        for (SoftmaxModel read : List.of(
                ModelFile.ofBytes(bytes), ModelFile.read(new ByteArrayInputStream(bytes)), ModelFile.read(file))) {
            assertEquals(MODEL, read);
            assertEquals(MODEL.training(), read.training());
        }
    }

    /** A stream that gives one byte at a time, if it is asked for more, and counts who closes it. */
    private static final class Slow extends FilterInputStream {
        private boolean closed;

        Slow(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(1, length));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** What stands behind a model is the caller's: two models and a word in one stream. */
    @Test
    void readsNoByteBehindTheModel() throws IOException {
        var out = new ByteArrayOutputStream();
        var guarded = new FilterOutputStream(out) {
            @Override
            public void close() throws IOException {
                throw new IOException("not the writer's to close");
            }
        };
        ModelFile.write(MODEL, guarded);
        ModelFile.write(MODEL.withMatrix(MODEL.matrix().neg()), guarded);
        out.write(new byte[] {42, 43});
        try (var in = new Slow(out.toByteArray())) {
            assertEquals(MODEL, ModelFile.read(in));
            assertEquals(MODEL.matrix().neg(), ModelFile.read(in).matrix());
            assertEquals(false, in.closed);
            assertEquals(42, in.read());
            assertEquals(43, in.read());
            assertEquals(-1, in.read());
        }
        String trailing = assertThrows(
                        ModelFormatException.class, () -> ModelFile.ofBytes(with(ModelFile.toBytes(MODEL), (byte) 1)))
                .getMessage();
        assertTrue(trailing.contains("followed by 1 bytes"), trailing);
    }

    private static byte[] with(byte[] bytes, byte more) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = more;
        return longer;
    }

    private static String refusal(byte[] bytes) {
        String ofBytes = assertThrows(ModelFormatException.class, () -> ModelFile.ofBytes(bytes))
                .getMessage();
        String ofStream = assertThrows(
                        ModelFormatException.class, () -> ModelFile.read(new ByteArrayInputStream(bytes)))
                .getMessage();
        assertEquals(ofStream, ofBytes);
        assertTrue(ofBytes.startsWith("the model "), ofBytes);
        return ofBytes;
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = ModelFile.toBytes(MODEL);
        for (int length = 0; length < bytes.length; length++) {
            String message = refusal(Arrays.copyOf(bytes, length));
            assertTrue(message.contains(length < 8 ? "not a Softmax4J model" : "is cut short"), message);
        }
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] bytes = ModelFile.toBytes(MODEL);
        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= (byte) (1 << (i % 8));
            refusal(altered);
        }
    }

    /** Lengths that lie under a checksum that fits: of the header, of the values, of the number of classes. */
    @ParameterizedTest
    @CsvSource({
        "8, 4, newer Softmax4J",
        "8, 2, train again",
        "12, 2147483647, is cut short",
        "12, -1, cannot be",
        "12, 3, damaged",
        "16, -2147483648, cannot be",
        "16, 2147483647, but there are",
        "25, 2147483647, the header counts",
        "25, -1, the header counts"
    })
    void sizesThatLieAreRefused(int at, int lie, String said) {
        byte[] bytes = ModelFile.toBytes(MODEL);
        ByteBuffer.wrap(bytes).putInt(at, lie);
        String message = refusal(ModelFileTest.sealed(bytes));
        assertTrue(message.contains(said), message);
    }

    /** Random changes under a checksum that fits: refused, or read as another model of the same size. */
    @Test
    void noForgeryDoesWorseThanBeingRefused() throws IOException {
        byte[] bytes = ModelFile.toBytes(MODEL);
        var random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] forged = bytes.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                forged[random.nextInt(forged.length)] = (byte) random.nextInt();
            }
            try {
                assertEquals(
                        9,
                        ModelFile.ofBytes(ModelFileTest.sealed(forged)).matrix().length());
            } catch (ModelFormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 300, refused + " refused");
    }

    /** So many bytes, and then a dead line. */
    private static final class Broken extends InputStream {
        private final byte[] start;
        private int left = 100_000;

        Broken(byte... start) {
            this.start = start;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("the line is dead");
            }
            if (length == 0) {
                return 0;
            }
            int done = 100_000 - left;
            bytes[offset] = done < start.length ? start[done] : 0;
            left--;
            return 1;
        }
    }

    /** No array of Java is as long as the header that this stream tells of. */
    @Test
    void nothingIsAllocatedForWhatHasNotCome() {
        byte[] start = Arrays.copyOf(ModelFile.toBytes(MODEL), 24);
        ByteBuffer.wrap(start).putInt(12, Integer.MAX_VALUE);
        try (var broken = new Broken(start)) {
            String message = assertThrows(IOException.class, () -> ModelFile.read(broken))
                    .getMessage();
            assertEquals("the line is dead", message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
