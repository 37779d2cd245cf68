package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.onnx.ReadGraph;
import io.github.softmax4j.export.onnx.ReadNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The LinearClassifier of {@code ai.onnx.ml}: scores x W' + b, and what {@code post_transform} makes of them. SOFTMAX
 * is a softmax regression, and so is LOGISTIC of two classes, whether there is a row for the second one alone or one
 * for each, the first with all signs turned (as skl2onnx writes them). LOGISTIC of more classes is one against the
 * rest.
 */
final class OnnxClassifier {
    private final ReadNode node;
    private final List<String> classes;
    /** One of each class, or of the second one of two: features one after the other. */
    private final double[][] rows;

    private final double[] intercepts;

    private OnnxClassifier(ReadNode node) {
        this.node = node;
        List<String> texts = node.texts("classlabels_strings");
        this.classes = texts.isEmpty() ? node.texts("classlabels_ints") : texts;
        this.intercepts = node.numbers("intercepts");
        this.rows = rows(node.numbers("coefficients"), intercepts.length);
    }

    private static double[][] rows(double[] coefficients, int count) {
        if (count == 0 || coefficients.length == 0 || coefficients.length % count != 0) {
            throw new IllegalArgumentException("coefficients of a LinearClassifier must be as many for each of its "
                    + count + " intercepts, but are " + coefficients.length);
        }
        int features = coefficients.length / count;
        return IntStream.range(0, count)
                .mapToObj(k -> Arrays.copyOfRange(coefficients, k * features, (k + 1) * features))
                .toArray(double[][]::new);
    }

    static ForeignModel read(ReadGraph graph, ReadNode node) {
        var classifier = new OnnxClassifier(node);
        double[][] weights = classifier.weights(graph);
        OnnxSteps before = OnnxSteps.before(graph, node.input(0));
        return before.model(classifier.classes, weights, classifier.intercept(), List.of())
                .withType(DataType.FLOAT);
    }

    private double[][] weights(ReadGraph graph) {
        String transform = node.text("post_transform", "NONE");
        boolean isSoftmax = transform.equals("SOFTMAX") || (transform.equals("NONE") && leadsToSoftmax(graph));
        if (isSoftmax && rows.length == classes.size()) {
            return turned();
        }
        if (transform.equals("LOGISTIC") && classes.size() == 2 && (rows.length == 1 || areOpposite())) {
            return ForeignModel.twoColumns(rows[rows.length - 1]);
        }
        throw new IllegalArgumentException("a LinearClassifier must have a row of coefficients for each class and"
                + " post_transform SOFTMAX, or two classes and LOGISTIC, to be a softmax regression, but has "
                + classes.size() + " classes, " + rows.length + " rows and " + transform
                + (transform.equals("LOGISTIC") ? ", which is each class against the rest" : ""));
    }

    private double[] intercept() {
        boolean isDifference =
                rows.length == 1 || node.text("post_transform", "NONE").equals("LOGISTIC");
        return isDifference ? new double[] {0, intercepts[intercepts.length - 1]} : intercepts;
    }

    private boolean leadsToSoftmax(ReadGraph graph) {
        return node.outputs().size() > 1
                && graph.nodes().stream()
                        .anyMatch(after -> after.operation().equals("Softmax")
                                && after.input(0).equals(node.outputs().get(1)));
    }

    private boolean areOpposite() {
        return rows.length == 2
                && intercepts[0] == -intercepts[1]
                && IntStream.range(0, rows[0].length).allMatch(j -> rows[0][j] == -rows[1][j]);
    }

    private double[][] turned() {
        return IntStream.range(0, rows[0].length)
                .mapToObj(j -> Arrays.stream(rows).mapToDouble(row -> row[j]).toArray())
                .toArray(double[][]::new);
    }
}
