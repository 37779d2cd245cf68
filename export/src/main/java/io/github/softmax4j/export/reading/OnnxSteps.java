package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.onnx.ReadGraph;
import io.github.softmax4j.export.onnx.ReadNode;
import io.github.softmax4j.export.onnx.ReadTensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a graph does to values, one after the other, up to one of them: from the inputs, through operations that only
 * move and stretch, x times m plus a. Found from the end, because there is one way back and there may be many onwards.
 */
final class OnnxSteps {
    /** They change no value of what is a matrix of numbers. */
    private static final Set<String> SAME = Set.of("Identity", "Cast", "Flatten", "Reshape", "Dropout", "Squeeze");

    private static final int MOST_STEPS = 1000;

    private final ReadGraph graph;
    /** Factors and summands of each value, or one of them for all; the step that is done first stands first. */
    private final Deque<OnnxStep> steps = new ArrayDeque<>();

    private String value;

    private OnnxSteps(ReadGraph graph, String value) {
        this.graph = graph;
        this.value = value;
    }

    /** All that is done to features before they have that name. */
    static OnnxSteps before(ReadGraph graph, String value) {
        var steps = new OnnxSteps(graph, value);
        steps.goBack();
        return steps;
    }

    /** Up to what makes it in another way. */
    private void goBack() {
        for (int i = 0; i < MOST_STEPS; i++) {
            ReadNode node = graph.makerOf(value).orElse(null);
            if (node == null) {
                return;
            }
            String before = SAME.contains(node.operation()) ? node.input(0) : moved(node);
            if (before.isEmpty()) {
                return;
            }
            value = before;
        }
        throw new IllegalArgumentException("operations must lead back to an input, but '" + value + "' does not");
    }

    /** What a value was before an operation that moves or stretches it, which is noted; empty if it is another one. */
    private String moved(ReadNode node) {
        if (node.operation().equals("Scaler")) {
            double[] offset = node.numbers("offset");
            steps.addFirst(OnnxStep.times(node.numbers("scale")));
            steps.addFirst(OnnxStep.plus(Arrays.stream(offset).map(o -> -o).toArray()));
            return node.input(0);
        }
        boolean constantFirst = graph.constant(node.input(0)).isPresent();
        ReadTensor constant = graph.constant(node.input(constantFirst ? 0 : 1)).orElse(null);
        if (constant == null || node.inputs().size() != 2) {
            return "";
        }
        return OnnxStep.of(node.operation(), constantFirst, constant)
                .map(step -> {
                    steps.addFirst(step);
                    return node.input(constantFirst ? 1 : 0);
                })
                .orElse("");
    }

    /** The name of the value that the steps begin with. */
    String value() {
        return value;
    }

    /** Does the steps to rows of a matrix with an intercept, whose values are x W + b afterwards too. */
    void applyBehind(double[][] weights, double[] intercept) {
        for (OnnxStep step : steps) {
            double[] factors = step.factors(intercept.length);
            double[] summands = step.summands(intercept.length);
            for (int k = 0; k < intercept.length; k++) {
                intercept[k] = intercept[k] * factors[k] + summands[k];
                for (double[] row : weights) {
                    row[k] *= factors[k];
                }
            }
        }
    }

    /** The model that takes the inputs of the graph, where what comes of these steps is multiplied by weights. */
    ForeignModel model(List<String> classes, double[][] weights, double[] intercept, List<String> warnings) {
        double[][] moved = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
        double[] sum = intercept.clone();
        List<OnnxStep> backwards = new ArrayList<>(steps);
        for (int s = backwards.size() - 1; s >= 0; s--) {
            double[] factors = backwards.get(s).factors(moved.length);
            double[] summands = backwards.get(s).summands(moved.length);
            for (int j = 0; j < moved.length; j++) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += summands[j] * moved[j][k];
                    moved[j][k] *= factors[j];
                }
            }
        }
        return new ForeignModel(classes, names(moved.length), moved, sum, warnings);
    }

    /** Those of the columns that are put together, if there are any. */
    private List<String> names(int features) {
        ReadNode node = graph.makerOf(value).orElse(null);
        List<String> parts = node != null && node.operation().equals("Concat") ? node.inputs() : List.of(value);
        var names = new ArrayList<String>();
        for (String part : parts) {
            OnnxSteps back = before(graph, part);
            Integer width = graph.inputs().get(back.value);
            if (width == null || !back.steps.isEmpty()) {
                throw new IllegalArgumentException("features must be inputs of the graph, moved and stretched at most,"
                        + " but '" + back.value + "' is made by "
                        + graph.makerOf(back.value).map(ReadNode::operation).orElse("nothing"));
            }
            int known = parts.size() == 1 ? features : width;
            IntStream.range(0, known).forEach(j -> names.add(known == 1 ? back.value : back.value + "[" + j + "]"));
        }
        if (names.size() != features) {
            throw new IllegalArgumentException(
                    "inputs must have a value for each of the " + features + " features, but have " + names.size());
        }
        return OwnOnnx.features(graph).orElse(parts.size() == 1 && features > 1 ? List.of() : names);
    }
}
