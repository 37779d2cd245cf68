package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.protobuf.ProtoMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Arrays as messages: {@code TensorProto} of onnx.proto, whose numbers are little-endian bytes. */
final class Tensors {
    private static final int DIMS = 1;
    private static final int DATA_TYPE = 2;
    private static final int STRING_DATA = 6;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;

    private Tensors() {}

    /** A matrix in that type, row by row. */
    static ProtoMessage matrix(String name, Element type, double[][] rows) {
        int columns = rows[0].length;
        byte[] bytes = room(type, (long) rows.length * columns);
        ByteBuffer buffer = littleEndian(bytes);
        for (double[] row : rows) {
            put(buffer, type, row);
        }
        return tensor(name, type, rows.length, columns).bytes(RAW_DATA, bytes);
    }

    /** A vector in that type. */
    static ProtoMessage vector(String name, Element type, double... values) {
        byte[] bytes = room(type, values.length);
        put(littleEndian(bytes), type, values);
        return tensor(name, type, values.length).bytes(RAW_DATA, bytes);
    }

    /** One number in that type, without dimensions. */
    static ProtoMessage scalar(String name, Element type, double value) {
        byte[] bytes = room(type, 1);
        put(littleEndian(bytes), type, value);
        return tensor(name, type).bytes(RAW_DATA, bytes);
    }

    /** Indices of dimensions, or of elements. */
    static ProtoMessage integers(String name, long... values) {
        byte[] bytes = room(Element.INT64, values.length);
        littleEndian(bytes).asLongBuffer().put(values);
        return tensor(name, Element.INT64, values.length).bytes(RAW_DATA, bytes);
    }

    /** One integer, without dimensions. */
    static ProtoMessage integer(String name, long value) {
        byte[] bytes = room(Element.INT64, 1);
        littleEndian(bytes).putLong(value);
        return tensor(name, Element.INT64).bytes(RAW_DATA, bytes);
    }

    static ProtoMessage strings(String name, List<String> values) {
        ProtoMessage tensor = tensor(name, Element.STRING, values.size());
        values.forEach(value -> tensor.text(STRING_DATA, value));
        return tensor;
    }

    private static ProtoMessage tensor(String name, Element type, long... dims) {
        var tensor = new ProtoMessage();
        for (long dim : dims) {
            tensor.integer(DIMS, dim);
        }
        return tensor.integer(DATA_TYPE, type.code()).text(NAME, name);
    }

    /** A file of ONNX has at most 2 GiB, as have arrays of Java. */
    private static byte[] room(Element type, long count) {
        long bytes = count * type.bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw tooLarge(bytes);
        }
        return new byte[(int) bytes];
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static IllegalArgumentException tooLarge(long bytes) {
        return new IllegalArgumentException(
                "a file of ONNX must have at most 2 GiB, but this model's would have " + bytes + " bytes");
    }

    private static void put(ByteBuffer bytes, Element type, double... values) {
        for (double value : values) {
            if (type == Element.DOUBLE) {
                bytes.putDouble(value);
            } else {
                bytes.putFloat(inFloat(value));
            }
        }
    }

    private static float inFloat(double value) {
        float rounded = (float) value;
        if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "a file that computes in float has no room for the weight " + value + "; one in double has");
        }
        return rounded;
    }
}
