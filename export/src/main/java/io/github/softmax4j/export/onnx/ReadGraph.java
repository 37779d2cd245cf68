package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.protobuf.ProtoFields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of ONNX, read without trust: {@code ModelProto} of onnx.proto and its graph. */
public final class ReadGraph {
    /** A linear model has some dozens. */
    private static final int MOST_NODES = 10_000;

    private final List<ReadNode> nodes = new ArrayList<>();
    private final Map<String, ReadNode> makers = new LinkedHashMap<>();
    private final Map<String, ReadTensor> constants = new LinkedHashMap<>();
    /** Values in each row of the inputs, 0 where the file does not say. */
    private final Map<String, Integer> inputs = new LinkedHashMap<>();

    private final List<String> outputs = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<String> producer = new ArrayList<>(List.of("", ""));
    private long opset;

    private ReadGraph() {}

    /**
     * Reads a file.
     *
     * @param bytes all of it; not to be changed while the graph is used
     * @return its graph
     * @throws IllegalArgumentException if it is damaged, or no file of ONNX
     */
    public static ReadGraph of(byte[] bytes) {
        var graph = new ReadGraph();
        boolean hasGraph = false;
        var fields = new ProtoFields(ByteBuffer.wrap(bytes));
        while (fields.next()) {
            switch (fields.number()) {
                case 2 -> graph.producer.set(0, fields.text());
                case 3 -> graph.producer.set(1, fields.text());
                case 7 -> {
                    graph.readGraph(fields.message());
                    hasGraph = true;
                }
                case 8 -> graph.readOpset(fields.message());
                case 14 -> graph.readMetadata(fields.message());
                default -> {}
            }
        }
        if (!hasGraph) {
            throw new IllegalArgumentException("a file of ONNX must have a graph, but this one has none");
        }
        graph.constants.keySet().forEach(graph.inputs::remove);
        return graph;
    }

    private void readGraph(ProtoFields fields) {
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> addNode(new ReadNode(fields.message()));
                case 5 -> {
                    var tensor = new ReadTensor(fields.bytes());
                    constants.put(tensor.name(), tensor);
                }
                case 11 -> {
                    ReadInput input = ReadInput.of(fields.message());
                    inputs.put(input.name(), input.width());
                }
                case 12 -> outputs.add(ReadInput.of(fields.message()).name());
                default -> {}
            }
        }
    }

    private void addNode(ReadNode node) {
        if (nodes.size() == MOST_NODES) {
            throw new IllegalArgumentException(
                    "a linear model must have at most " + MOST_NODES + " operations, but this file has more");
        }
        nodes.add(node);
        for (String output : node.outputs()) {
            if (makers.put(output, node) != null && !output.isEmpty()) {
                throw new IllegalArgumentException("values must be made once, but '" + output + "' is made twice");
            }
        }
        if (node.operation().equals("Constant")) {
            node.tensor("value").ifPresent(tensor -> node.outputs().forEach(output -> constants.put(output, tensor)));
        }
    }

    private void readOpset(ProtoFields fields) {
        String domain = "";
        long version = 0;
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> domain = fields.text();
                case 2 -> version = fields.integer();
                default -> {}
            }
        }
        opset = domain.isEmpty() || domain.equals("ai.onnx") ? version : opset;
    }

    private void readMetadata(ProtoFields fields) {
        String key = "";
        String value = "";
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> key = fields.text();
                case 2 -> value = fields.text();
                default -> {}
            }
        }
        metadata.put(key, value);
    }

    /**
     * Its operations.
     *
     * @return in the order in which they compute
     */
    public List<ReadNode> nodes() {
        return nodes;
    }

    /**
     * The operation that makes a value.
     *
     * @param value its name
     * @return empty where none does
     */
    public Optional<ReadNode> makerOf(String value) {
        return Optional.ofNullable(makers.get(value));
    }

    /**
     * A value that is in the file.
     *
     * @param value its name
     * @return empty where it is computed, or an input
     */
    public Optional<ReadTensor> constant(String value) {
        return Optional.ofNullable(constants.get(value));
    }

    /**
     * Its inputs.
     *
     * @return how many values a row of each has, 0 where the file does not say
     */
    public Map<String, Integer> inputs() {
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
     * What the file says of itself.
     *
     * @return by key
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * What made the file.
     *
     * @return a name, empty where there is none
     */
    public String producer() {
        return producer.get(0);
    }

    /**
     * The version of what made the file.
     *
     * @return empty where there is none
     */
    public String producerVersion() {
        return producer.get(1);
    }

    /**
     * What operations mean.
     *
     * @return the version of the main operator set, 0 where there is none
     */
    public long opset() {
        return opset;
    }
}
