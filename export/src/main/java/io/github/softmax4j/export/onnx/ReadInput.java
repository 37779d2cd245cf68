package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.protobuf.ProtoFields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An input or output of a file, read without trust: {@code ValueInfoProto} of onnx.proto.
 *
 * @param name its name
 * @param width how many values a row of it has, where rows are its first dimension; 0 where the file does not say
 */
record ReadInput(String name, int width) {
    static ReadInput of(ProtoFields fields) {
        String name = "";
        List<Long> dims = List.of();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> name = fields.text();
                case 2 -> dims = dims(fields.message());
                default -> {}
            }
        }
        return new ReadInput(name, width(dims));
    }

    private static int width(List<Long> dims) {
        long width = dims.isEmpty() ? 0 : 1;
        for (int i = 1; i < dims.size(); i++) {
            width = dims.get(i) > 0 && width <= Integer.MAX_VALUE / dims.get(i) ? width * dims.get(i) : 0;
        }
        return (int) width;
    }

    /** Of a TypeProto with a tensor; 0 for a dimension that is open. */
    private static List<Long> dims(ProtoFields type) {
        var dims = new ArrayList<Long>();
        ProtoFields shape = inner(inner(type, 1), 2);
        while (shape.next()) {
            if (shape.number() == 1) {
                dims.add(size(shape.message()));
            }
        }
        return dims;
    }

    private static long size(ProtoFields dimension) {
        long size = 0;
        while (dimension.next()) {
            size = dimension.number() == 1 ? dimension.integer() : size;
        }
        return Math.max(0, size);
    }

    private static ProtoFields inner(ProtoFields fields, int number) {
        var found = new ProtoFields(ByteBuffer.allocate(0));
        while (fields.next()) {
            found = fields.number() == number ? fields.message() : found;
        }
        return found;
    }
}
