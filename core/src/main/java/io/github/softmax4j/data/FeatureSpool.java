package io.github.softmax4j.data;

import io.github.softmax4j.files.TemporaryPath;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Features that go into a file, row after row, and come back as rows that are read from there. The file has no name any
 * more once it is whole, so nothing is left of it whatever becomes of the process; where the system does not allow
 * that, it is deleted at the end.
 */
final class FeatureSpool {
    private static final int BUFFER_BYTES = 1 << 22;

    private final DataType type;
    private final int columns;
    private final TemporaryPath file;
    /** No channel: an interrupt of a fit that keeps rows here would close that. */
    private final FileOutputStream out;

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.nativeOrder());
    private long elements;

    private FeatureSpool(DataType type, int columns, TemporaryPath file) throws IOException {
        this.type = type;
        this.columns = columns;
        this.file = file;
        this.out = new FileOutputStream(file.path().toFile());
    }

    static FeatureSpool create(FeatureStorage storage, DataType type, int columns) {
        try {
            return new FeatureSpool(type, columns, TemporaryPath.file(storage.directory(), ".features"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends the first values of an array, whole rows. */
    void append(double[] values, int count) {
        try {
            for (int i = 0; i < count; i++) {
                if (type == DataType.FLOAT) {
                    buffer.putFloat((float) values[i]);
                } else {
                    buffer.putDouble(values[i]);
                }
                if (!buffer.hasRemaining()) {
                    write();
                }
            }
            elements += count;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Appends all values of an array, a part at a time. */
    void append(INDArray rows) {
        INDArray flat = rows.reshape('c', new long[] {rows.length()});
        for (long first = 0; first < flat.length(); first += BUFFER_BYTES) {
            INDArray part = flat.get(NDArrayIndex.interval(first, Math.min(flat.length(), first + BUFFER_BYTES)));
            append(part.toDoubleVector(), Math.toIntExact(part.length()));
        }
    }

    /** Appends values of whole rows as they are written here. */
    void append(ByteBuffer values) {
        elements += values.remaining() / type.width();
        try {
            while (values.hasRemaining()) {
                int some = Math.min(values.remaining(), buffer.remaining());
                buffer.put(values.slice().limit(some));
                values.position(values.position() + some);
                if (!buffer.hasRemaining()) {
                    write();
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void write() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** The rows, which can be read from now on. */
    FeatureRows finish() {
        try {
            write();
            out.close();
            FeatureRows rows = FeatureRows.ofFile(file.path(), type, elements / columns, columns);
            file.close();
            return rows;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Throws all rows away. */
    void discard() {
        try {
            out.close();
        } catch (IOException e) {
            return; // it is deleted, whatever is wrong with it
        } finally {
            file.close();
        }
    }

    private UncheckedIOException failed(IOException cause) {
        discard();
        return new UncheckedIOException(
                new IOException("features cannot be kept in " + file.path() + ": " + cause.getMessage(), cause));
    }
}
