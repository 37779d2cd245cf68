package io.github.softmax4j.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/** A softmax regression in ONNX Runtime: Gemm and Softmax of opset 13, for any number of rows, in float. */
final class OnnxModel implements AutoCloseable {
    private static final int IR_VERSION = 7;
    private static final int OPSET = 13;
    private static final String INPUT = "X";
    private static final String OUTPUT = "P";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Starts a session.
     *
     * @param matrix (features + 1) x classes, the last row the intercept
     * @param threads that compute
     */
    OnnxModel(float[][] matrix, int threads) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(bytes(matrix), options);
        }
    }

    /** The file. */
    static byte[] bytes(float[][] matrix) {
        int features = matrix.length - 1;
        int classes = matrix[0].length;
        var softmax =
                Onnx.NodeProto.newBuilder().setOpType("Softmax").addInput("Z").addOutput(OUTPUT);
        softmax.addAttribute(Onnx.AttributeProto.newBuilder()
                .setName("axis")
                .setType(Onnx.AttributeProto.AttributeType.INT)
                .setI(1));
        var graph = Onnx.GraphProto.newBuilder()
                .setName("softmax regression")
                .addInput(value(INPUT, features))
                .addOutput(value(OUTPUT, classes))
                .addInitializer(tensor("W", matrix, 0, features, features, classes))
                .addInitializer(tensor("b", matrix, features, features + 1, classes))
                .addNode(Onnx.NodeProto.newBuilder()
                        .setOpType("Gemm")
                        .addInput(INPUT)
                        .addInput("W")
                        .addInput("b")
                        .addOutput("Z"))
                .addNode(softmax);
        return Onnx.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(
                        Onnx.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static Onnx.ValueInfoProto value(String name, int columns) {
        var shape = Onnx.TensorShapeProto.newBuilder()
                .addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
                .addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
        return Onnx.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(Onnx.TypeProto.newBuilder()
                        .setTensorType(Onnx.TypeProto.Tensor.newBuilder()
                                .setElemType(Onnx.TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }

    private static Onnx.TensorProto tensor(String name, float[][] matrix, int from, int to, long... shape) {
        ByteBuffer values = ByteBuffer.allocate((to - from) * matrix[0].length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int j = from; j < to; j++) {
            for (float value : matrix[j]) {
                values.putFloat(value);
            }
        }
        var tensor = Onnx.TensorProto.newBuilder()
                .setName(name)
                .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE)
                .setRawData(ByteString.copyFrom(values.array()));
        for (long size : shape) {
            tensor.addDims(size);
        }
        return tensor.build();
    }

    /** For so many values, outside the heap, where it need not be copied. */
    static FloatBuffer buffer(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** A tensor over a direct buffer, which stays the caller's to fill. */
    OnnxTensor tensor(FloatBuffer direct, long rows, long columns) throws OrtException {
        return OnnxTensor.createTensor(environment, direct, new long[] {rows, columns});
    }

    /** From tensor to tensor, both made before: the least that a call can do. */
    void run(OnnxTensor rows, OnnxTensor probabilities) throws OrtException {
        session.run(Map.of(INPUT, rows), Map.of(OUTPUT, probabilities)).close();
    }

    /** As its documentation shows it: arrays in and out, and tensors that a call makes. */
    float[][] probabilities(float[][] rows) throws OrtException {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, rows);
                OrtSession.Result result = session.run(Map.of(INPUT, tensor))) {
            return (float[][]) result.get(0).getValue();
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
