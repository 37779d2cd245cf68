package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.protobuf.ProtoFields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * A tensor of a file, read without trust: {@code TensorProto} of onnx.proto. Values stay in the bytes of the file until
 * they are asked for, and nothing is allocated for values that those bytes have no room for.
 */
public final class ReadTensor {
    private static final int INT32 = 6;
    private static final int EXTERNAL = 1;
    private static final int RAW_DATA = 9;

    private final ByteBuffer message;
    private final List<Long> dims = new ArrayList<>();
    private String name = "";
    private int type;
    private boolean isElsewhere;
    private ByteBuffer raw;

    ReadTensor(ByteBuffer message) {
        this.message = message;
        var fields = new ProtoFields(message);
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> fields.integers(this::addDim);
                case 2 -> type = (int) fields.integer();
                case 8 -> name = fields.text();
                case RAW_DATA -> raw = fields.bytes();
                case 13 -> isElsewhere = true;
                case 14 -> isElsewhere = isElsewhere || fields.integer() == EXTERNAL;
                default -> {}
            }
        }
    }

    private void addDim(long dim) {
        if (dim < 0 || dims.size() == 8) {
            throw new IllegalArgumentException("tensor '" + name + "' must have up to 8 dimensions, none below 0");
        }
        dims.add(dim);
    }

    /**
     * Its name.
     *
     * @return empty where it has none
     */
    public String name() {
        return name;
    }

    /**
     * Its dimensions.
     *
     * @return none of a single value
     */
    public List<Long> dims() {
        return dims;
    }

    /**
     * Whether its elements are texts.
     *
     * @return true where {@link #texts} has them
     */
    public boolean isText() {
        return type == Element.STRING.code();
    }

    /**
     * Whether its elements are doubles.
     *
     * @return false where they are floats or integers
     */
    public boolean isDouble() {
        return type == Element.DOUBLE.code();
    }

    /**
     * Its texts, or its numbers as texts.
     *
     * @return in their order
     * @throws IllegalArgumentException if there are not as many as its dimensions say
     */
    public List<String> texts() {
        if (!isText()) {
            return Arrays.stream(numbers())
                    .mapToObj(number -> number == Math.rint(number) ? "" + (long) number : "" + number)
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        var texts = new ArrayList<String>();
        var fields = new ProtoFields(message);
        while (fields.next()) {
            if (fields.number() == 6) {
                texts.add(fields.text());
            }
        }
        if (texts.size() != count(message.remaining())) {
            throw lacking(texts.size());
        }
        return texts;
    }

    /**
     * Its numbers: float, double, or integers of 32 or 64 bits.
     *
     * @return row after row
     * @throws IllegalArgumentException if it has none of them, or not as many as its dimensions say
     */
    public double[] numbers() {
        if (isElsewhere) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' must be in the file itself, but is said to be in another one");
        }
        var numbers = new Filled(count(message.remaining()));
        if (raw == null) {
            readFields(numbers);
        } else {
            readRaw(numbers);
        }
        if (numbers.size != numbers.values.length) {
            throw lacking(numbers.size);
        }
        return numbers.values;
    }

    private void readFields(Filled into) {
        var fields = new ProtoFields(message);
        while (fields.next()) {
            int field = fields.number();
            if (field == 4 && type == Element.FLOAT.code()) {
                fields.floats(into);
            } else if (field == 10 && isDouble()) {
                fields.doubles(into);
            } else if ((field == 7 && type == Element.INT64.code()) || (field == 5 && type == INT32)) {
                fields.integers(value -> into.accept((double) value));
            }
        }
    }

    private void readRaw(Filled into) {
        ByteBuffer bytes = raw.slice().order(ByteOrder.LITTLE_ENDIAN);
        int each = isDouble() || type == Element.INT64.code() ? Long.BYTES : Integer.BYTES;
        if (bytes.remaining() != (long) into.values.length * each) {
            throw lacking(bytes.remaining() / each);
        }
        while (bytes.hasRemaining()) {
            into.accept(
                    isDouble()
                            ? bytes.getDouble()
                            : type == Element.FLOAT.code()
                                    ? bytes.getFloat()
                                    : type == INT32 ? bytes.getInt() : bytes.getLong());
        }
    }

    /** How many elements the dimensions speak of; each takes a byte of the file at least. */
    private int count(int bytes) {
        boolean isKnown =
                isText() || isDouble() || type == Element.FLOAT.code() || type == Element.INT64.code() || type == INT32;
        if (!isKnown) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' must be of float, double, int32, int64 or string, but is of type " + type);
        }
        long count = 1;
        for (long dim : dims) {
            count = dim == 0 || count <= Integer.MAX_VALUE / dim ? count * dim : Integer.MAX_VALUE;
        }
        if (count > bytes) {
            throw lacking(bytes);
        }
        return (int) count;
    }

    private IllegalArgumentException lacking(int found) {
        return new IllegalArgumentException(
                "tensor '" + name + "' must have the values of its dimensions " + dims + ", but has " + found);
    }

    /** An array that is filled up to its end, and not beyond. */
    private final class Filled implements DoubleConsumer {
        private final double[] values;
        private int size;

        Filled(int length) {
            values = new double[length];
        }

        @Override
        public void accept(double value) {
            if (size == values.length) {
                throw lacking(size + 1);
            }
            values[size++] = value;
        }
    }
}
