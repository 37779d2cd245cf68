package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.protobuf.ProtoFields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation of a file, read without trust: {@code NodeProto} of onnx.proto. An attribute that is there without a
 * value is 0 or empty: there are writers that leave out what is so by default.
 */
public final class ReadNode {
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    /** By name, as they are in the file. */
    private final Map<String, ByteBuffer> attributes = new LinkedHashMap<>();

    private String operation = "";

    ReadNode(ProtoFields fields) {
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> inputs.add(fields.text());
                case 2 -> outputs.add(fields.text());
                case 4 -> operation = fields.text();
                case 5 -> attributes.put(nameOf(fields.message()), fields.bytes());
                default -> {}
            }
        }
    }

    private static String nameOf(ProtoFields attribute) {
        String name = "";
        while (attribute.next()) {
            if (attribute.number() == 1) {
                name = attribute.text();
            }
        }
        return name;
    }

    /**
     * What it does.
     *
     * @return such as {@code Gemm}
     */
    public String operation() {
        return operation;
    }

    /**
     * One of its inputs.
     *
     * @param index from 0
     * @return the name of a value; empty where it has no such input
     */
    public String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    /**
     * All of its inputs.
     *
     * @return names of values
     */
    public List<String> inputs() {
        return inputs;
    }

    /**
     * Its outputs.
     *
     * @return names of values
     */
    public List<String> outputs() {
        return outputs;
    }

    /**
     * An attribute that is an integer.
     *
     * @param name of the attribute
     * @param otherwise where it has none
     * @return the value
     */
    public long integer(String name, long otherwise) {
        long value = attributes.containsKey(name) ? 0 : otherwise;
        ProtoFields fields = attribute(name);
        while (fields.next()) {
            value = fields.number() == 3 ? fields.integer() : value;
        }
        return value;
    }

    /**
     * An attribute that is a number.
     *
     * @param name of the attribute
     * @param otherwise where it has none
     * @return the value
     */
    public double number(String name, double otherwise) {
        double[] values = {attributes.containsKey(name) ? 0 : otherwise};
        ProtoFields fields = attribute(name);
        while (fields.next()) {
            if (fields.number() == 2) {
                fields.floats(value -> values[0] = value);
            }
        }
        return values[0];
    }

    /**
     * An attribute that is a text.
     *
     * @param name of the attribute
     * @param otherwise where it has none
     * @return the value
     */
    public String text(String name, String otherwise) {
        String value = attributes.containsKey(name) ? "" : otherwise;
        ProtoFields fields = attribute(name);
        while (fields.next()) {
            value = fields.number() == 4 ? fields.text() : value;
        }
        return value;
    }

    /**
     * An attribute that is a list of numbers.
     *
     * @param name of the attribute
     * @return none where it is not there
     */
    public double[] numbers(String name) {
        int[] count = {0};
        ProtoFields counted = attribute(name);
        while (counted.next()) {
            if (counted.number() == 7) {
                counted.floats(value -> count[0]++);
            }
        }
        var numbers = new double[count[0]];
        ProtoFields fields = attribute(name);
        while (fields.next()) {
            if (fields.number() == 7) {
                fields.floats(value -> numbers[numbers.length - count[0]--] = value);
            }
        }
        return numbers;
    }

    /**
     * An attribute that is a list of texts or of integers.
     *
     * @param name of the attribute
     * @return integers as texts; none where it is not there
     */
    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        ProtoFields fields = attribute(name);
        while (fields.next()) {
            if (fields.number() == 8) {
                fields.integers(value -> texts.add(Long.toString(value)));
            } else if (fields.number() == 9) {
                texts.add(fields.text());
            }
        }
        return texts;
    }

    /**
     * An attribute that is a tensor.
     *
     * @param name of the attribute
     * @return empty where it is not there
     */
    public Optional<ReadTensor> tensor(String name) {
        Optional<ReadTensor> tensor = Optional.empty();
        ProtoFields fields = attribute(name);
        while (fields.next()) {
            tensor = fields.number() == 5 ? Optional.of(new ReadTensor(fields.bytes())) : tensor;
        }
        return tensor;
    }

    private ProtoFields attribute(String name) {
        return new ProtoFields(attributes.getOrDefault(name, ByteBuffer.allocate(0)));
    }

    /** What it does, and what comes of it. */
    @Override
    public String toString() {
        return operation + " that makes " + outputs;
    }
}
