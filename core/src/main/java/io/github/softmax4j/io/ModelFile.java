package io.github.softmax4j.io;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model in one file; docs/model-file.md describes the bytes.
 *
 * <p>A file is read without trust: its lengths must add up to its size, and its checksum must fit, before anything is
 * allocated for what it claims to hold.
 */
public final class ModelFile {
    /** The version that is written, and the only one that is read: those before it were never released. */
    public static final int FORMAT_VERSION = 3;

    /** As in PNG: a first byte that no text has, and line ends that a transfer as text would change. */
    private static final byte[] MAGIC = {(byte) 0x89, 'S', '4', 'J', '\r', '\n', 0x1A, '\n'};

    /** Magic, version, length of the header, length of the values. */
    private static final int PREAMBLE_BYTES = MAGIC.length + Integer.BYTES + Integer.BYTES + Long.BYTES;

    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int BUFFER_BYTES = 1 << 16;

    private ModelFile() {}

    /**
     * Writes a model; an existing file is replaced at the end, in one move.
     *
     * @param model the model
     * @param file the target
     * @throws IOException if that fails; an existing file is then as it was
     */
    public static void write(SoftmaxModel model, Path file) throws IOException {
        var header = new ModelHeader(
                FORMAT_VERSION, model.type(), model.classes(), model.featureNames(), model.recipe(), model.training());
        AtomicFile.write(file, out -> write(header, model.matrix(), out));
    }

    private static void write(ModelHeader header, INDArray matrix, OutputStream out) throws IOException {
        var checked = new CheckedOutputStream(out, new CRC32C());
        var data = new DataOutputStream(checked);
        byte[] headerBytes = HeaderCodec.encode(header);
        data.write(MAGIC);
        data.writeInt(header.formatVersion());
        data.writeInt(headerBytes.length);
        data.writeLong(header.payloadBytes());
        data.write(headerBytes);
        for (int row = 0; row < matrix.rows(); row++) {
            data.write(bytes(matrix.getRow(row)));
        }
        data.writeInt((int) checked.getChecksum().getValue());
    }

    private static byte[] bytes(INDArray row) {
        var bytes = ByteBuffer.allocate(Math.toIntExact(row.length() * Double.BYTES));
        bytes.asDoubleBuffer().put(row.toDoubleVector());
        return bytes.array();
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
        try (FileChannel channel = open(file)) {
            ModelHeader header = readHeader(file, channel);
            INDArray matrix = readMatrix(header, channel);
            try {
                return new SoftmaxModel(
                                matrix, header.type(), header.classes(), header.featureNames(), header.training())
                        .withRecipe(header.recipe());
            } finally {
                matrix.close();
            }
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file, "is damaged: " + e.getMessage());
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
        ByteBuffer preamble = ByteBuffer.allocate((int) Math.min(PREAMBLE_BYTES, channel.size()));
        readFully(channel, preamble, 0);
        requireMagic(file, preamble);
        if (channel.size() < PREAMBLE_BYTES) {
            throw new ModelFormatException(file, "is cut short: it has " + channel.size() + " bytes");
        }
        int version = preamble.getInt();
        if (version < FORMAT_VERSION) {
            throw new ModelFormatException(
                    file,
                    "has format version " + version + ", but this program reads " + FORMAT_VERSION + "; train again");
        }
        if (version > FORMAT_VERSION) {
            throw new ModelFormatException(
                    file,
                    "has format version " + version + ", but this program reads up to " + FORMAT_VERSION
                            + "; a newer Softmax4J is needed");
        }
        int headerBytes = preamble.getInt();
        requireSize(file, channel.size(), headerBytes, preamble.getLong());
        requireChecksum(file, channel);
        ByteBuffer header = ByteBuffer.allocate(headerBytes);
        readFully(channel, header, PREAMBLE_BYTES);
        return decode(file, version, header, channel.size() - PREAMBLE_BYTES - headerBytes - CHECKSUM_BYTES);
    }

    private static void requireMagic(Path file, ByteBuffer preamble) throws ModelFormatException {
        for (byte expected : MAGIC) {
            if (!preamble.hasRemaining() || preamble.get() != expected) {
                throw new ModelFormatException(file, "is not a Softmax4J model");
            }
        }
    }

    private static void requireSize(Path file, long size, int headerBytes, long payloadBytes)
            throws ModelFormatException {
        long rest = size - PREAMBLE_BYTES - CHECKSUM_BYTES - headerBytes;
        if (headerBytes < 0 || payloadBytes < 0 || rest != payloadBytes) {
            throw new ModelFormatException(
                    file,
                    "is cut short or damaged: a header of " + headerBytes + " bytes and values of " + payloadBytes
                            + " bytes do not make a file of " + size + " bytes");
        }
    }

    private static void requireChecksum(Path file, FileChannel channel) throws IOException {
        var crc = new CRC32C();
        long end = channel.size() - CHECKSUM_BYTES;
        for (long position = 0; position < end; position += BUFFER_BYTES) {
            ByteBuffer part = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, end - position));
            readFully(channel, part, position);
            crc.update(part);
        }
        ByteBuffer stored = ByteBuffer.allocate(CHECKSUM_BYTES);
        readFully(channel, stored, end);
        if (stored.getInt() != (int) crc.getValue()) {
            throw new ModelFormatException(file, "is damaged: its checksum does not fit its content");
        }
    }

    private static ModelHeader decode(Path file, int version, ByteBuffer bytes, long payloadBytes)
            throws ModelFormatException {
        try {
            ModelHeader header = HeaderCodec.decode(version, bytes);
            if (header.payloadBytes() != payloadBytes) {
                throw new IllegalArgumentException(header.featureNames().size() + " features and "
                        + header.classes().size() + " classes take " + header.payloadBytes() + " bytes, but there are "
                        + payloadBytes);
            }
            return header;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(file, "is damaged: " + e.getMessage());
        }
    }

    private static INDArray readMatrix(ModelHeader header, FileChannel channel) throws IOException {
        Backend.start();
        int classes = header.classes().size();
        int rowCount = header.featureNames().size() + 1;
        INDArray matrix = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rowCount, classes}, 'c');
        long start = channel.size() - CHECKSUM_BYTES - header.payloadBytes();
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
