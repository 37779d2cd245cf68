package io.github.softmax4j.io;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model as bytes one after the other; docs/model-file.md describes them. */
final class ModelBytes {
    private ModelBytes() {}

    static void write(SoftmaxModel model, OutputStream out) throws IOException {
        ModelHeader header = ModelHeader.of(model);
        INDArray matrix = model.matrix();
        var checked = new CheckedOutputStream(out, new CRC32C());
        var data = new DataOutputStream(checked);
        byte[] headerBytes = HeaderCodec.encode(header);
        data.write(new Preamble(header.formatVersion(), headerBytes.length, header.payloadBytes())
                .toBytes()
                .array());
        data.write(headerBytes);
        for (int row = 0; row < matrix.rows(); row++) {
            data.write(bytes(matrix.getRow(row)));
        }
        data.writeInt((int) checked.getChecksum().getValue());
        data.flush();
    }

    private static byte[] bytes(INDArray row) {
        var bytes = ByteBuffer.allocate(Math.toIntExact(row.length() * Double.BYTES));
        bytes.asDoubleBuffer().put(row.toDoubleVector());
        return bytes.array();
    }

    /** Reads a model and nothing behind it. Nothing is allocated for more bytes than have come. */
    static SoftmaxModel read(InputStream in) throws IOException {
        var checked = new CheckedInputStream(in, new CRC32C());
        try {
            Preamble preamble = Preamble.read(ByteBuffer.wrap(checked.readNBytes(Preamble.BYTES)));
            if (preamble.headerBytes() < 0 || preamble.payloadBytes() < 0) {
                throw new IllegalArgumentException("is damaged: a header of " + preamble.headerBytes()
                        + " bytes and values of " + preamble.payloadBytes() + " bytes cannot be");
            }
            ModelHeader header = preamble.decode(ByteBuffer.wrap(readFully(checked, preamble.headerBytes())));
            List<double[]> rows = readRows(header, checked);
            requireChecksum(checked, in);
            return model(header, rows);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(e.getMessage());
        }
    }

    private static List<double[]> readRows(ModelHeader header, InputStream in) throws IOException {
        int classes = header.classes().size();
        var rows = new ArrayList<double[]>();
        for (int row = 0; row <= header.featureNames().size(); row++) {
            var values = new double[classes];
            ByteBuffer.wrap(readFully(in, classes * Double.BYTES))
                    .asDoubleBuffer()
                    .get(values);
            rows.add(values);
        }
        return rows;
    }

    private static void requireChecksum(CheckedInputStream checked, InputStream in) throws IOException {
        int found = (int) checked.getChecksum().getValue();
        if (ByteBuffer.wrap(readFully(in, Preamble.CHECKSUM_BYTES)).getInt() != found) {
            throw new IllegalArgumentException("is damaged: its checksum does not fit its content");
        }
    }

    private static byte[] readFully(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new IllegalArgumentException(
                    "is cut short: " + count + " bytes were expected, but only " + bytes.length + " came");
        }
        return bytes;
    }

    private static SoftmaxModel model(ModelHeader header, List<double[]> rows) {
        Backend.start();
        try (INDArray matrix = Nd4j.createUninitialized(
                DataType.DOUBLE, new long[] {rows.size(), header.classes().size()}, 'c')) {
            for (int row = 0; row < rows.size(); row++) {
                matrix.putRow(row, Nd4j.createFromArray(rows.get(row)));
            }
            return header.model(matrix);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is damaged: " + e.getMessage(), e);
        }
    }
}
