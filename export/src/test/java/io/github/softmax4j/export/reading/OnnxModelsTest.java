package io.github.softmax4j.export.reading;

import static io.github.softmax4j.export.reading.OnnxFiles.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class OnnxModelsTest {
    /** Four features x three classes, row by row. */
    private static final double[] WEIGHTS = {1, -0.5, 0.25, 0.75, 0.5, -1, -0.25, 1.5, 0, 2, -1.25, 0.125};

    private static final double[] INTERCEPT = {0.5, -0.25, 1};
    private static final List<Long> MATRIX = List.of(4L, 3L);
    private static final List<String> NAMES = List.of("bee", "fly", "wasp");

    /** Files that say the same in many ways: what is read must say what ONNX Runtime says of the file. */
    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of(
                        "Gemm",
                        linear().node("Softmax", List.of("z"), List.of("p")).bytes("p", 3)),
                Arguments.of(
                        "raw bytes",
                        OnnxFiles.of("x", 4)
                                .raw("W", MATRIX, WEIGHTS)
                                .raw("b", List.of(1L, 3L), INTERCEPT)
                                .node("Gemm", List.of("x", "W", "b"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"), attribute("axis", 1))
                                .bytes("p", 3)),
                Arguments.of(
                        "Gemm turned, with factors, behind Flatten",
                        OnnxFiles.of("x", 4)
                                .floats("W", List.of(3L, 4L), WEIGHTS)
                                .floats("b", List.of(3L), INTERCEPT)
                                .node("Flatten", List.of("x"), List.of("flat"), attribute("axis", 1))
                                .node(
                                        "Gemm",
                                        List.of("flat", "W", "b"),
                                        List.of("z"),
                                        attribute("transB", 1),
                                        attribute("alpha", 0.5f),
                                        attribute("beta", 2f))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "MatMul and Add of opset 11",
                        OnnxFiles.of("x", 4)
                                .opset(11)
                                .floats("W", MATRIX, WEIGHTS)
                                .floats("b", List.of(3L), INTERCEPT)
                                .node("MatMul", List.of("x", "W"), List.of("xW"))
                                .node("Add", List.of("b", "xW"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "MatMul alone, its matrix a Constant",
                        OnnxFiles.of("x", 4)
                                .node(
                                        "Constant",
                                        List.of(),
                                        List.of("W"),
                                        attribute("value", OnnxFiles.rawTensor("", MATRIX, WEIGHTS)))
                                .node("MatMul", List.of("x", "W"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "moved and stretched before and behind",
                        OnnxFiles.of("x", 4)
                                .floats("mean", List.of(1L, 4L), 0.5, -1, 2, 0.25)
                                .floats("deviation", List.of(4L), 2, 0.5, 1.5, 4)
                                .floats("temperature", List.of(), 1.75)
                                .floats("W", MATRIX, WEIGHTS)
                                .floats("b", List.of(3L), INTERCEPT)
                                .node("Sub", List.of("x", "mean"), List.of("moved"))
                                .node("Div", List.of("moved", "deviation"), List.of("scaled"))
                                .node("MatMul", List.of("scaled", "W"), List.of("xW"))
                                .node("Add", List.of("xW", "b"), List.of("z"))
                                .node("Div", List.of("z", "temperature"), List.of("cooler"))
                                .node("Softmax", List.of("cooler"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "Sigmoid of one logit",
                        OnnxFiles.of("x", 4)
                                .floats("W", List.of(4L, 1L), 1, -2, 0.5, 0.75)
                                .floats("b", List.of(1L), 0.25)
                                .node("Gemm", List.of("x", "W", "b"), List.of("z"))
                                .node("Sigmoid", List.of("z"), List.of("p"))
                                .bytes("p", 1)),
                Arguments.of(
                        "Sigmoid of opposite logits",
                        OnnxFiles.of("x", 4)
                                .floats("W", List.of(4L, 2L), -1, 1, 2, -2, -0.5, 0.5, -0.75, 0.75)
                                .floats("b", List.of(2L), -0.25, 0.25)
                                .node("Gemm", List.of("x", "W", "b"), List.of("z"))
                                .node("Sigmoid", List.of("z"), List.of("q"))
                                .node("Normalizer", List.of("q"), List.of("p"), attribute("norm", "L1"))
                                .bytes("p", 2)),
                Arguments.of("LinearClassifier behind a Scaler", classifier("SOFTMAX", NAMES, WEIGHTS, INTERCEPT)),
                Arguments.of(
                        "LinearClassifier of the second class",
                        classifier("LOGISTIC", List.of("no", "yes"), new double[] {1, -2, 0.5, 0.75}, 0.25)),
                Arguments.of(
                        "LinearClassifier of opposite classes",
                        classifier(
                                "LOGISTIC",
                                List.of("no", "yes"),
                                new double[] {-1, 2, -0.5, -0.75, 1, -2, 0.5, 0.75},
                                -0.25,
                                0.25)));
    }

    private static OnnxFiles linear() {
        return OnnxFiles.of("x", 4)
                .floats("W", MATRIX, WEIGHTS)
                .floats("b", List.of(3L), INTERCEPT)
                .node("Gemm", List.of("x", "W", "b"), List.of("z"));
    }

    private static byte[] classifier(
            String transform, List<String> classes, double[] coefficients, double... intercepts) {
        return OnnxFiles.of("x", 4)
                .node(
                        "Scaler",
                        List.of("x"),
                        List.of("scaled"),
                        attribute("offset", 0.5, -1, 2, 0.25),
                        attribute("scale", 2, 0.5, 1.5, 4))
                .node(
                        "LinearClassifier",
                        List.of("scaled"),
                        List.of("label", "p"),
                        attribute("coefficients", coefficients),
                        attribute("intercepts", intercepts),
                        attribute("classlabels_strings", classes),
                        attribute("post_transform", transform))
                .bytes("p", classes.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void whatIsReadSaysWhatOnnxRuntimeSaysOfTheFile(String name, byte[] file) throws OrtException {
        ForeignModel model = OnnxModels.read(file);
        assertEquals(DataType.FLOAT, model.type().orElseThrow());
        float[][] rows = rows(50, 4);
        float[][] expected = (float[][]) run(file, Map.of("x", rows));
        for (int i = 0; i < rows.length; i++) {
            double[] probabilities = probabilities(model, rows[i]);
            float[] answer = expected[i].length == 1 ? new float[] {1 - expected[i][0], expected[i][0]} : expected[i];
            for (int k = 0; k < answer.length; k++) {
                assertEquals(answer[k], probabilities[k], 2e-6, name);
            }
        }
    }

    private static float[][] rows(int count, int features) {
        var random = new Random(4);
        var rows = new float[count][features];
        for (float[] row : rows) {
            for (int j = 0; j < features; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    private static Object run(byte[] file, Map<String, ?> inputs) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, ?> input : inputs.entrySet()) {
            tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue()));
        }
        try (OrtSession session = environment.createSession(file);
                OrtSession.Result result = session.run(tensors)) {
            return result.get(0).getValue();
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    /** In plain double Java. */
    private static double[] probabilities(ForeignModel model, float... row) {
        double[] powers = IntStream.range(0, model.classes().size())
                .mapToDouble(k -> Math.exp(model.intercept()[k]
                        + IntStream.range(0, row.length)
                                .mapToDouble(j -> row[j] * model.weights()[j][k])
                                .sum()))
                .toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }

    @Test
    void columnsThatArePutTogetherNameTheFeatures() throws OrtException {
        byte[] file = OnnxFiles.of("age", 1)
                .input("size", 3)
                .floats("W", MATRIX, WEIGHTS)
                .node("Concat", List.of("age", "size"), List.of("x"), attribute("axis", 1))
                .node("MatMul", List.of("x", "W"), List.of("z"))
                .node("Softmax", List.of("z"), List.of("p"))
                .bytes("p", 3);
        ForeignModel model = OnnxModels.read(file);
        assertEquals(List.of("age", "size[0]", "size[1]", "size[2]"), model.featureNames());
        var expected = (float[][]) run(file, Map.of("age", new float[][] {{1}}, "size", new float[][] {{2, 3, -1}}));
        double[] probabilities = probabilities(model, 1, 2, 3, -1);
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[0][k], probabilities[k], 1e-6);
        }
    }

    @Test
    void doublesAreReadBitForBit() {
        double[] weights = {0.1, 1.0 / 3, -Math.PI, 1e-300};
        ForeignModel model = OnnxModels.read(OnnxFiles.of("x", 2)
                .inputOfDoubles("x", 2)
                .doubles("W", List.of(2L, 2L), weights)
                .node("MatMul", List.of("x", "W"), List.of("z"))
                .node("Softmax", List.of("z"), List.of("p"))
                .bytesOfDoubles("p", 2));
        assertEquals(DataType.DOUBLE, model.type().orElseThrow());
        assertArrayEquals(new double[] {weights[0], weights[1]}, model.weights()[0]);
        assertArrayEquals(new double[] {weights[2], weights[3]}, model.weights()[1]);
    }

    @Test
    void classesAreThoseOfATableOrOfAZipMapOrCounted() {
        byte[] table = linear().node("Softmax", List.of("z"), List.of("p"))
                .integers("classes", 3, 5, 8)
                .node("ArgMax", List.of("z"), List.of("index"), attribute("axis", 1))
                .node("ArrayFeatureExtractor", List.of("classes", "index"), List.of("label"))
                .bytes("p", 3);
        assertEquals(List.of("3", "5", "8"), OnnxModels.read(table).classes());
        byte[] map = linear().node("Softmax", List.of("z"), List.of("q"))
                .node("ZipMap", List.of("q"), List.of("p"), attribute("classlabels_strings", NAMES))
                .bytes("p", 3);
        ForeignModel named = OnnxModels.read(map);
        assertEquals(NAMES, named.classes());
        assertEquals(List.of(), named.warnings());
        ForeignModel counted = OnnxModels.read(
                linear().node("Softmax", List.of("z"), List.of("p")).bytes("p", 3));
        assertEquals(List.of("0", "1", "2"), counted.classes());
        assertTrue(
                counted.warnings().get(0).contains("names no classes"),
                counted.warnings().toString());
        assertEquals(List.of(), counted.featureNames());
    }

    @Test
    void anOutputWithoutSoftmaxIsTakenForLogitsAndThatIsTold() {
        ForeignModel model = OnnxModels.read(linear().producer("pytorch").bytes("z", 3));
        assertTrue(
                model.warnings().get(0).contains("taken for logits"),
                model.warnings().toString());
        assertEquals(Map.of("library", "pytorch", "version", "2.3"), model.facts());
    }

    static Stream<Arguments> refused() {
        double[] three = {0, 0, 0};
        return Stream.of(
                Arguments.of(
                        "Relu",
                        OnnxFiles.of("x", 4)
                                .floats("W", MATRIX, WEIGHTS)
                                .node("Relu", List.of("x"), List.of("r"))
                                .node("MatMul", List.of("r", "W"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "Relu",
                        linear().node("Relu", List.of("z"), List.of("r"))
                                .node("Softmax", List.of("r"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "one Softmax, but there are",
                        linear().node("Softmax", List.of("z"), List.of("q"))
                                .node("Softmax", List.of("q"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "over axis 1",
                        linear().node("Softmax", List.of("z"), List.of("p"), attribute("axis", 0))
                                .bytes("p", 3)),
                Arguments.of(
                        "each against the rest",
                        linear().node("Sigmoid", List.of("z"), List.of("p")).bytes("p", 3)),
                Arguments.of("each class against the rest", classifier("LOGISTIC", NAMES, WEIGHTS, INTERCEPT)),
                Arguments.of("but has 3 classes, 3 rows and NONE", classifier("NONE", NAMES, WEIGHTS, INTERCEPT)),
                Arguments.of("2 rows", classifier("SOFTMAX", NAMES, new double[8], 0, 0)),
                Arguments.of(
                        "as many for each of its 3 intercepts", classifier("SOFTMAX", NAMES, new double[11], three)),
                Arguments.of(
                        "must be in the file, but is computed or an input",
                        OnnxFiles.of("x", 4)
                                .input("W", 3)
                                .node("MatMul", List.of("x", "W"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "must be in the file itself",
                        OnnxFiles.of("x", 4)
                                .initializer(Onnx.TensorProto.newBuilder()
                                        .setName("W")
                                        .addAllDims(MATRIX)
                                        .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE)
                                        .setDataLocation(Onnx.TensorProto.DataLocation.EXTERNAL)
                                        .build())
                                .node("MatMul", List.of("x", "W"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "must be of float, double",
                        OnnxFiles.of("x", 4)
                                .initializer(Onnx.TensorProto.newBuilder()
                                        .setName("W")
                                        .addAllDims(MATRIX)
                                        .setDataType(Onnx.TensorProto.DataType.FLOAT16_VALUE)
                                        .build())
                                .node("MatMul", List.of("x", "W"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "must have the values of its dimensions [4, 3], but has 11",
                        OnnxFiles.of("x", 4)
                                .floats("W", MATRIX, new double[11])
                                .node("MatMul", List.of("x", "W"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "must have the values of its dimensions",
                        OnnxFiles.of("x", 4)
                                .raw("W", List.of(1L << 40, 1L << 40), WEIGHTS)
                                .node("MatMul", List.of("x", "W"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "must be finite",
                        OnnxFiles.of("x", 4)
                                .floats("W", MATRIX, nan())
                                .node("MatMul", List.of("x", "W"), List.of("z"))
                                .node("Softmax", List.of("z"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of(
                        "must lead back to an input",
                        OnnxFiles.of("x", 4)
                                .node("Identity", List.of("a"), List.of("b"))
                                .node("Identity", List.of("b"), List.of("a"))
                                .node("Softmax", List.of("a"), List.of("p"))
                                .bytes("p", 3)),
                Arguments.of("must have a graph", new byte[0]),
                Arguments.of("damaged", "no file of ONNX at all".getBytes(StandardCharsets.UTF_8)));
    }

    private static double[] nan() {
        double[] weights = WEIGHTS.clone();
        weights[7] = Double.NaN;
        return weights;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNoSoftmaxRegressionIsRefusedInASentence(String expected, byte[] file) {
        var problem = assertThrows(IllegalArgumentException.class, () -> OnnxModels.read(file));
        assertTrue(problem.getMessage().contains(expected), problem.getMessage());
    }
}
