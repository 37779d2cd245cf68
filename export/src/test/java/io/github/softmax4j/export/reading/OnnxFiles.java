package io.github.softmax4j.export.reading;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/** Files of ONNX as others write them, by the classes that were generated from onnx.proto. */
final class OnnxFiles {
    private static final int OPSET = 13;

    private final Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder().setName("graph");
    private String producer = "";
    private int opset = OPSET;

    /** An input of rows x width in float. */
    static OnnxFiles of(String input, int width) {
        return new OnnxFiles().input(input, width);
    }

    OnnxFiles input(String name, int width) {
        graph.addInput(value(name, Onnx.TensorProto.DataType.FLOAT, width));
        return this;
    }

    OnnxFiles inputOfDoubles(String name, int width) {
        graph.clearInput().addInput(value(name, Onnx.TensorProto.DataType.DOUBLE, width));
        return this;
    }

    OnnxFiles producer(String name) {
        producer = name;
        return this;
    }

    OnnxFiles opset(int version) {
        opset = version;
        return this;
    }

    private static Onnx.ValueInfoProto value(String name, Onnx.TensorProto.DataType type, int width) {
        var shape = Onnx.TensorShapeProto.newBuilder()
                .addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
                .addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(width));
        return Onnx.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(Onnx.TypeProto.newBuilder()
                        .setTensorType(Onnx.TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    /** A tensor in the field for floats. */
    OnnxFiles floats(String name, List<Long> dims, double... values) {
        var tensor = Onnx.TensorProto.newBuilder()
                .setName(name)
                .addAllDims(dims)
                .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE);
        Arrays.stream(values).forEach(value -> tensor.addFloatData((float) value));
        graph.addInitializer(tensor);
        return this;
    }

    /** A tensor in the field for raw bytes. */
    OnnxFiles raw(String name, List<Long> dims, double... values) {
        graph.addInitializer(rawTensor(name, dims, values));
        return this;
    }

    static Onnx.TensorProto rawTensor(String name, List<Long> dims, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(value -> bytes.putFloat((float) value));
        return Onnx.TensorProto.newBuilder()
                .setName(name)
                .addAllDims(dims)
                .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE)
                .setRawData(ByteString.copyFrom(bytes.array()))
                .build();
    }

    OnnxFiles doubles(String name, List<Long> dims, double... values) {
        var tensor = Onnx.TensorProto.newBuilder()
                .setName(name)
                .addAllDims(dims)
                .setDataType(Onnx.TensorProto.DataType.DOUBLE_VALUE);
        Arrays.stream(values).forEach(tensor::addDoubleData);
        graph.addInitializer(tensor);
        return this;
    }

    OnnxFiles integers(String name, long... values) {
        var tensor = Onnx.TensorProto.newBuilder()
                .setName(name)
                .addDims(values.length)
                .setDataType(Onnx.TensorProto.DataType.INT64_VALUE);
        Arrays.stream(values).forEach(tensor::addInt64Data);
        graph.addInitializer(tensor);
        return this;
    }

    OnnxFiles initializer(Onnx.TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    OnnxFiles node(String operation, List<String> inputs, List<String> outputs, Onnx.AttributeProto... attributes) {
        boolean isMl = List.of("LinearClassifier", "Scaler", "ZipMap", "Normalizer", "ArrayFeatureExtractor")
                .contains(operation);
        graph.addNode(Onnx.NodeProto.newBuilder()
                .setOpType(operation)
                .setDomain(isMl ? "ai.onnx.ml" : "")
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    static Onnx.AttributeProto attribute(String name, long value) {
        return Onnx.AttributeProto.newBuilder()
                .setName(name)
                .setType(Onnx.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static Onnx.AttributeProto attribute(String name, float value) {
        return Onnx.AttributeProto.newBuilder()
                .setName(name)
                .setType(Onnx.AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static Onnx.AttributeProto attribute(String name, String value) {
        return Onnx.AttributeProto.newBuilder()
                .setName(name)
                .setType(Onnx.AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static Onnx.AttributeProto attribute(String name, double... values) {
        var attribute =
                Onnx.AttributeProto.newBuilder().setName(name).setType(Onnx.AttributeProto.AttributeType.FLOATS);
        Arrays.stream(values).forEach(value -> attribute.addFloats((float) value));
        return attribute.build();
    }

    static Onnx.AttributeProto attribute(String name, List<String> values) {
        var attribute =
                Onnx.AttributeProto.newBuilder().setName(name).setType(Onnx.AttributeProto.AttributeType.STRINGS);
        values.forEach(value -> attribute.addStrings(ByteString.copyFromUtf8(value)));
        return attribute.build();
    }

    static Onnx.AttributeProto attribute(String name, Onnx.TensorProto value) {
        return Onnx.AttributeProto.newBuilder()
                .setName(name)
                .setType(Onnx.AttributeProto.AttributeType.TENSOR)
                .setT(value)
                .build();
    }

    /** The file, with that output. */
    byte[] bytes(String output, int width) {
        return bytes(value(output, Onnx.TensorProto.DataType.FLOAT, width));
    }

    byte[] bytesOfDoubles(String output, int width) {
        return bytes(value(output, Onnx.TensorProto.DataType.DOUBLE, width));
    }

    private byte[] bytes(Onnx.ValueInfoProto output) {
        return Onnx.ModelProto.newBuilder()
                .setIrVersion(7)
                .setProducerName(producer)
                .setProducerVersion("2.3")
                .addOpsetImport(
                        Onnx.OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
                .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder()
                        .setDomain("ai.onnx.ml")
                        .setVersion(2))
                .setGraph(graph.addOutput(output))
                .build()
                .toByteArray();
    }
}
