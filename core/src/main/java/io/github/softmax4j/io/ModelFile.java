package io.github.softmax4j.io;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model in one file, or as the same bytes in a stream or an array; docs/model-file.md describes them.
 *
 * <p>They are read without trust: lengths must add up, and the checksum must fit, before anything is allocated for what
 * they claim to hold.
 *
 * <p>Known elsewhere as: {@code joblib.dump} and {@code pickle} of scikit-learn, {@code Model.serializeToFile} of
 * Tribuo, Java serialization of Smile, {@code MLWriter} of Spark, {@code ModelSerializer} of DL4J; none of these is
 * read.
 *
 * <p>For example:
 *
 * <pre>{@code
 * ModelFile.write(model, file);
 * ModelHeader header = ModelFile.readHeader(file); // ND4J is not started for that
 * List<String> features = header.featureNames();
 * SoftmaxModel read = ModelFile.read(file);
 * byte[] bytes = ModelFile.toBytes(model); // for a database
 * SoftmaxModel same = ModelFile.ofBytes(bytes);
 * }</pre>
 */
public final class ModelFile {
    /** The version that is written, and the only one that is read: those before it were never released. */
    public static final int FORMAT_VERSION = 3;

    private static final int BUFFER_BYTES = 1 << 16;

    /** Streams that grow hold half as much as an array can. */
    private static final long MOST_ARRAY_BYTES = 1 << 30;

    private ModelFile() {}

    /**
     * Writes a model; an existing file is replaced at the end, in one move.
     *
     * @param model the model
     * @param file the target
     * @throws IOException if that fails; an existing file is then as it was
     */
    public static void write(SoftmaxModel model, Path file) throws IOException {
        Objects.requireNonNull(model, "model must not be null");
        Objects.requireNonNull(file, "file must not be null");
        AtomicFile.write(file, out -> ModelBytes.write(model, out));
    }

    /**
     * Writes a model to a stream.
     *
     * @param model the model
     * @param out flushed at the end, and not closed: more may follow
     * @throws IOException if that fails
     * @throws IllegalArgumentException if two features have one name, and no recipe tells them apart
     */
    public static void write(SoftmaxModel model, OutputStream out) throws IOException {
        Objects.requireNonNull(model, "model must not be null");
        Objects.requireNonNull(out, "out must not be null");
        ModelBytes.write(model, out);
    }

    /**
     * A model as bytes, as they stand in a file.
     *
     * @param model the model
     * @return all of it
     * @throws IllegalArgumentException if it takes more than an array can hold, or two features have one name, and no
     *     recipe tells them apart
     */
    public static byte[] toBytes(SoftmaxModel model) {
        Objects.requireNonNull(model, "model must not be null");
        long bytes = ModelHeader.of(model).payloadBytes();
        if (bytes > MOST_ARRAY_BYTES) {
            throw new IllegalArgumentException(
                    "the values of a model in an array must take at most 1 GiB, but take " + bytes + " bytes");
        }
        var out = new ByteArrayOutputStream();
        try {
            ModelBytes.write(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes all bytes", e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a model.
     *
     * @param file the file
     * @return the model
     * @throws NoSuchFileException if there is no such file
     * @throws ModelFormatException if it is not a model, is damaged, or is of a later version
     * @throws IOException if it cannot be read
     */
    public static SoftmaxModel read(Path file) throws IOException {
        Objects.requireNonNull(file, "file must not be null");
        try (FileChannel channel = open(file)) {
            ModelHeader header = readHeader(file, channel);
            try (INDArray matrix = readMatrix(header, channel)) {
                return header.model(matrix);
            }
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file, "is damaged: " + e.getMessage());
        }
    }

    /**
     * Reads a model from a stream, and no byte behind it. Nothing is allocated for more than has come, so that the
     * memory is that of the model; of a stream of a stranger the caller limits the length.
     *
     * @param in stands where a model begins; not closed, and after an error somewhere in it
     * @return the model
     * @throws ModelFormatException if it is not a model, is cut short or damaged, or is of a later version
     * @throws IOException if it cannot be read
     */
    public static SoftmaxModel read(InputStream in) throws IOException {
        Objects.requireNonNull(in, "in must not be null");
        return ModelBytes.read(in);
    }

    /**
     * Reads a model from bytes, as {@link #toBytes} makes them.
     *
     * @param bytes all of it, and no more
     * @return the model
     * @throws ModelFormatException if they are not a model, are cut short or damaged, or are of a later version
     */
    public static SoftmaxModel ofBytes(byte[] bytes) throws ModelFormatException {
        Objects.requireNonNull(bytes, "bytes must not be null");
        var in = new ByteArrayInputStream(bytes);
        try {
            SoftmaxModel model = ModelBytes.read(in);
            if (in.available() > 0) {
                throw new ModelFormatException("must be all there is, but is followed by " + in.available() + " bytes");
            }
            return model;
        } catch (ModelFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("an array gives all bytes", e);
        }
    }

    /**
     * Reads all but the values, and checks the whole file; does not start ND4J.
     *
     * @param file the file
     * @return what the model is and how it was trained
     * @throws NoSuchFileException if there is no such file
     * @throws ModelFormatException if it is not a model, is damaged, or is of a later version
     * @throws IOException if it cannot be read
     */
    public static ModelHeader readHeader(Path file) throws IOException {
        Objects.requireNonNull(file, "file must not be null");
        try (FileChannel channel = open(file)) {
            return readHeader(file, channel);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(file, "must be a model file, but is a directory or a device");
        }
        if (!Files.isReadable(file)) {
            throw new ModelFormatException(file, "cannot be read: permission denied");
        }
        return FileChannel.open(file);
    }

    private static ModelHeader readHeader(Path file, FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(Preamble.BYTES, channel.size()));
        readFully(channel, start, 0);
        try {
            Preamble preamble = Preamble.read(start);
            requireSize(file, channel.size(), preamble.headerBytes(), preamble.payloadBytes());
            requireChecksum(file, channel);
            ByteBuffer header = ByteBuffer.allocate(preamble.headerBytes());
            readFully(channel, header, Preamble.BYTES);
            return preamble.decode(header);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file, e.getMessage());
        }
    }

    private static void requireSize(Path file, long size, int headerBytes, long payloadBytes)
            throws ModelFormatException {
        long rest = size - Preamble.BYTES - Preamble.CHECKSUM_BYTES - headerBytes;
        if (headerBytes < 0 || payloadBytes < 0 || rest != payloadBytes) {
            throw new ModelFormatException(
                    file,
                    "is cut short or damaged: a header of " + headerBytes + " bytes and values of " + payloadBytes
                            + " bytes do not make a file of " + size + " bytes");
        }
    }

    private static void requireChecksum(Path file, FileChannel channel) throws IOException {
        var crc = new CRC32C();
        long end = channel.size() - Preamble.CHECKSUM_BYTES;
        for (long position = 0; position < end; position += BUFFER_BYTES) {
            ByteBuffer part = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, end - position));
            readFully(channel, part, position);
            crc.update(part);
        }
        ByteBuffer stored = ByteBuffer.allocate(Preamble.CHECKSUM_BYTES);
        readFully(channel, stored, end);
        if (stored.getInt() != (int) crc.getValue()) {
            throw new ModelFormatException(file, "is damaged: its checksum does not fit its content");
        }
    }

    private static INDArray readMatrix(ModelHeader header, FileChannel channel) throws IOException {
        Backend.start();
        int classes = header.classes().size();
        int rowCount = header.featureNames().size() + 1;
        INDArray matrix = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rowCount, classes}, 'c');
        long start = channel.size() - Preamble.CHECKSUM_BYTES - header.payloadBytes();
        ByteBuffer bytes = ByteBuffer.allocate(classes * Double.BYTES);
        var values = new double[classes];
        for (int row = 0; row < rowCount; row++) {
            bytes.clear();
            readFully(channel, bytes, start + (long) row * bytes.capacity());
            bytes.asDoubleBuffer().get(values);
            matrix.putRow(row, Nd4j.createFromArray(values));
        }
        return matrix;
    }

    /** Fills the buffer from that place of the file, and flips it. */
    private static void readFully(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += read;
        }
        buffer.flip();
    }
}
