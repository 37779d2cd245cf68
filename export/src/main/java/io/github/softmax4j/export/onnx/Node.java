package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.protobuf.ProtoMessage;
import java.util.List;

/** An operation and its attributes: {@code NodeProto} of onnx.proto, before it is told where it stands. */
final class Node {
    private static final int INTEGER = 2;
    private static final int INTEGERS = 7;
    private static final int STRINGS = 8;

    private final String operation;
    private final String domain;
    private final ProtoMessage attributes = new ProtoMessage();

    private Node(String operation, String domain) {
        this.operation = operation;
        this.domain = domain;
    }

    /** An operation of the main domain. */
    static Node of(String operation) {
        return new Node(operation, "");
    }

    /** An operation of {@code ai.onnx.ml}. */
    static Node ofMl(String operation) {
        return new Node(operation, OnnxModel.ML_DOMAIN);
    }

    /** Converts numbers. */
    static Node cast(Element to) {
        return of("Cast").with("to", to.code());
    }

    Node with(String attribute, long value) {
        return with(attribute, INTEGER, new ProtoMessage().integer(3, value));
    }

    Node withIntegers(String attribute, List<Long> values) {
        var all = new ProtoMessage();
        values.forEach(value -> all.integer(8, value));
        return with(attribute, INTEGERS, all);
    }

    Node withStrings(String attribute, List<byte[]> values) {
        var all = new ProtoMessage();
        values.forEach(value -> all.bytes(9, value));
        return with(attribute, STRINGS, all);
    }

    private Node with(String attribute, int type, ProtoMessage value) {
        attributes.message(
                5, new ProtoMessage().text(1, attribute).append(value).integer(20, type));
        return this;
    }

    ProtoMessage message(List<String> inputs, String output) {
        var node = new ProtoMessage();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output).text(4, operation).append(attributes);
        return domain.isEmpty() ? node : node.text(7, domain);
    }
}
