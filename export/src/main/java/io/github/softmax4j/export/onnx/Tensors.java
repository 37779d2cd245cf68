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
        ByteBuffer bytes = buffer(type, (long) rows.length * columns);
        for (double[] row : rows) {
            put(bytes, type, row);
        }
        return tensor(name, type, rows.length, columns).bytes(RAW_DATA, all(bytes));
    }

    /** A vector in that type. */
    static ProtoMessage vector(String name, Element type, double... values) {
        ByteBuffer bytes = buffer(type, values.length);
        put(bytes, type, values);
        return tensor(name, type, values.length).bytes(RAW_DATA, all(bytes));
    }

    /** One number in that type, without dimensions. */
    static ProtoMessage scalar(String name, Element type, double value) {
        ByteBuffer bytes = buffer(type, 1);
        put(bytes, type, value);
        return tensor(name, type).bytes(RAW_DATA, all(bytes));
    }

    /** Indices of dimensions, or of elements. */
    static ProtoMessage integers(String name, long... values) {
        ByteBuffer bytes = buffer(Element.INT64, values.length);
        bytes.asLongBuffer().put(values);
        return tensor(name, Element.INT64, values.length).bytes(RAW_DATA, all(bytes));
    }

    /** One integer, without dimensions. */
    static ProtoMessage integer(String name, long value) {
        ByteBuffer bytes = buffer(Element.INT64, 1).putLong(0, value);
        return tensor(name, Element.INT64).bytes(RAW_DATA, all(bytes));
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
    private static ByteBuffer buffer(Element type, long count) {
        long bytes = count * type.bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw tooLarge(bytes);
        }
        return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] all(ByteBuffer bytes) {
        var copy = new byte[bytes.capacity()];
        bytes.get(0, copy);
        return copy;
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
