package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.onnx.ReadGraph;
import io.github.softmax4j.export.onnx.ReadNode;
import io.github.softmax4j.export.onnx.ReadTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A graph of tensors with one product of features and a matrix. What follows says what it is: Softmax, or Sigmoid of
 * two classes. Where nothing follows, as in many files of PyTorch, logits are assumed, and that is told.
 */
final class OnnxLayer {
    private static final Set<String> SOFTMAX = Set.of("Softmax", "LogSoftmax");
    private static final int OPSET_OF_LAST_AXIS = 13;

    private final ReadGraph graph;
    private final List<String> warnings = new ArrayList<>();
    private boolean isSigmoid;

    private OnnxLayer(ReadGraph graph) {
        this.graph = graph;
    }

    static ForeignModel read(ReadGraph graph) {
        return new OnnxLayer(graph).model();
    }

    private ForeignModel model() {
        OnnxSteps behind = OnnxSteps.before(graph, logits());
        ReadNode product = graph.makerOf(behind.value())
                .filter(node ->
                        node.operation().equals("Gemm") || node.operation().equals("MatMul"))
                .orElseThrow(() -> new IllegalArgumentException("there must be one product with a matrix of the file"
                        + " (Gemm or MatMul), and nothing but Softmax behind it, but there is "
                        + graph.makerOf(behind.value()).map(ReadNode::toString).orElse("none")));
        ReadTensor matrix = constant(product, 1);
        double[][] weights = OnnxMatrix.weights(product, matrix);
        double[] intercept = new double[weights[0].length];
        if (!product.input(2).isEmpty()) {
            OnnxMatrix.addIntercept(product, constant(product, 2), intercept);
        }
        behind.applyBehind(weights, intercept);
        OnnxSteps before = OnnxSteps.before(graph, product.input(0));
        boolean isDifference = isSigmoid || weights[0].length == 1;
        double[][] columns = isDifference ? difference(weights) : weights;
        double[] sums = isDifference ? difference(new double[][] {intercept})[0] : intercept;
        List<String> classes = new OnnxClasses(graph).names(sums.length, warnings);
        return before.model(classes, columns, sums, warnings)
                .withType(matrix.isDouble() ? DataType.DOUBLE : DataType.FLOAT);
    }

    private ReadTensor constant(ReadNode node, int input) {
        return graph.constant(node.input(input))
                .orElseThrow(() -> new IllegalArgumentException("'" + node.input(input) + "' of " + node
                        + " must be in the file, but is computed or an input"));
    }

    /** The name of what softmax, or the sigmoid, is of. */
    private String logits() {
        List<ReadNode> ends = graph.nodes().stream()
                .filter(node ->
                        SOFTMAX.contains(node.operation()) || node.operation().equals("Sigmoid"))
                .toList();
        if (ends.size() > 1) {
            throw new IllegalArgumentException("there must be one Softmax, but there are " + ends);
        }
        if (ends.isEmpty()) {
            warnings.add("The file has no Softmax; its output is taken for logits.");
            return onlyOutput();
        }
        isSigmoid = ends.get(0).operation().equals("Sigmoid");
        if (!isSigmoid) {
            requireOverClasses(ends.get(0));
        }
        return ends.get(0).input(0);
    }

    private String onlyOutput() {
        if (graph.outputs().size() != 1) {
            throw new IllegalArgumentException(
                    "there must be a Softmax, or one output, but outputs are " + graph.outputs());
        }
        return graph.outputs().get(0);
    }

    private void requireOverClasses(ReadNode softmax) {
        long axis = softmax.integer("axis", graph.opset() < OPSET_OF_LAST_AXIS ? 1 : -1);
        if (axis != 1 && axis != -1) {
            throw new IllegalArgumentException("Softmax must be over axis 1, the classes, but is over " + axis);
        }
    }

    /** Logits of a sigmoid: one for the second of two classes, or one for each, with opposite signs. */
    private double[][] difference(double[][] rows) {
        boolean isOne = rows[0].length == 1;
        boolean areOpposite = rows[0].length == 2 && Arrays.stream(rows).allMatch(row -> row[0] == -row[1]);
        if (!isSigmoid || (!isOne && !areOpposite)) {
            throw new IllegalArgumentException(
                    isSigmoid
                            ? "a Sigmoid must be of two classes to be a softmax regression, but is of " + rows[0].length
                                    + " classes, each against the rest"
                            : "there must be a logit for each class, but there is one");
        }
        return IntStream.range(0, rows.length)
                .mapToObj(j -> new double[] {0, rows[j][rows[j].length - 1]})
                .toArray(double[][]::new);
    }
}
