package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.protobuf.ProtoMessage;
import java.util.List;

/** A graph in the making: {@code GraphProto} of onnx.proto, whose nodes stand in the order in which they compute. */
final class Graph {
    private static final int NODE = 1;
    private static final int NAME = 2;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;

    /** The first dimension of all inputs and outputs: any number. */
    private static final String ROWS = "rows";

    private final Names names;
    /** What numbers are computed in. */
    private final Element number;

    private final ProtoMessage nodes = new ProtoMessage();
    private final ProtoMessage initializers = new ProtoMessage();
    private final ProtoMessage inputs = new ProtoMessage();
    private final ProtoMessage outputs = new ProtoMessage();

    Graph(Names names, Element number) {
        this.names = names;
        this.number = number;
    }

    Names names() {
        return names;
    }

    Element number() {
        return number;
    }

    /** An input of rows x width. */
    String input(String name, Element type, int width, String doc) {
        inputs.message(INPUT, value(name, type, doc, width));
        return name;
    }

    /** An output of rows x width. */
    void outputMatrix(String name, Element type, int width, String doc) {
        outputs.message(OUTPUT, value(name, type, doc, width));
    }

    /** An output of one value for each row. */
    void outputVector(String name, Element type, String doc) {
        outputs.message(OUTPUT, value(name, type, doc));
    }

    /** Numbers of the graph's type, features x classes as a rule. */
    String matrix(String word, double[]... rows) {
        return initializer(word, Tensors.matrix(names.inner(word), number, rows));
    }

    String vector(String word, double... values) {
        return initializer(word, Tensors.vector(names.inner(word), number, values));
    }

    String scalar(String word, double value) {
        return initializer(word, Tensors.scalar(names.inner(word), number, value));
    }

    String integers(String word, long... values) {
        return initializer(word, Tensors.integers(names.inner(word), values));
    }

    String integer(String word, long value) {
        return initializer(word, Tensors.integer(names.inner(word), value));
    }

    String strings(String word, List<String> values) {
        return initializer(word, Tensors.strings(names.inner(word), values));
    }

    private String initializer(String word, ProtoMessage tensor) {
        initializers.message(INITIALIZER, tensor);
        return names.inner(word);
    }

    /** An operation whose result has a name within the graph; returns that name. */
    String node(Node operation, String word, String... from) {
        return outputOf(operation, names.inner(word), from);
    }

    /** An operation whose result has that very name. */
    String outputOf(Node operation, String output, String... from) {
        nodes.message(NODE, operation.message(List.of(from), output));
        return output;
    }

    ProtoMessage message(String title) {
        return new ProtoMessage()
                .append(nodes)
                .text(NAME, title)
                .append(initializers)
                .append(inputs)
                .append(outputs);
    }

    private static ProtoMessage value(String name, Element type, String doc, int... widths) {
        var shape = new ProtoMessage().message(1, new ProtoMessage().text(2, ROWS));
        for (int width : widths) {
            shape.message(1, new ProtoMessage().integer(1, width));
        }
        var tensor = new ProtoMessage().integer(1, type.code()).message(2, shape);
        return new ProtoMessage()
                .text(1, name)
                .message(2, new ProtoMessage().message(1, tensor))
                .text(3, doc);
    }
}
