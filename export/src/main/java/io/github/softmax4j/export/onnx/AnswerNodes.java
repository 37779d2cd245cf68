package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.form.ScoringForm;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows the logits: probabilities, the label, and which rows have neither.
 *
 * <p>A row is refused whose logits are not all finite: whatever is NaN, infinite or not to be there reaches the logits
 * of all classes, because even a weight of 0 times NaN or infinity is NaN. That is asked of the logits and not of the
 * probabilities, since runtimes may lose a NaN in softmax, and would find class 0 to be the largest of NaNs.
 */
final class AnswerNodes {
    private final ScoringForm form;
    private final Graph graph;
    private final String logits;

    AnswerNodes(ScoringForm form, Graph graph, String logits) {
        this.form = form;
        this.graph = graph;
        this.logits = logits;
    }

    void add(boolean label) {
        String isFinite = isFinite();
        String probabilities = probabilities(isFinite);
        if (label) {
            addLabel(isFinite, probabilities);
        }
        graph.outputMatrix(
                probabilities,
                graph.number(),
                form.classes().size(),
                "one for each class, in the order of softmax4j.classes; NaN in a row that is refused");
    }

    /** One truth value for each row: the sum of sizes is finite where all of them are, which NaN is not. */
    private String isFinite() {
        double largest = graph.number() == Element.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        String sizes = graph.node(Node.of("Abs"), "sizes", logits);
        String sum =
                graph.node(Node.of("ReduceSum").with("keepdims", 0), "size", sizes, graph.integers("over classes", 1));
        return graph.node(Node.of("Less"), "is finite", sum, graph.scalar("largest", largest));
    }

    private String probabilities(String isFinite) {
        String softmax = graph.node(Node.of("Softmax").with("axis", 1), "softmax", logits);
        String column = graph.node(Node.of("Unsqueeze"), "is finite, upright", isFinite, graph.integers("second", 1));
        return graph.outputOf(
                Node.of("Where"), graph.names().probabilities(), column, softmax, graph.scalar("refused", Double.NaN));
    }

    /** Of equal probabilities the first class wins; behind the classes stands the label of a row that is refused. */
    private void addLabel(String isFinite, String probabilities) {
        String winner = graph.node(Node.of("ArgMax").with("axis", 1).with("keepdims", 0), "winner", probabilities);
        String none = graph.integer("none", form.classes().size());
        String index = graph.node(Node.of("Where"), "class", isFinite, winner, none);
        List<String> labels = new ArrayList<>(form.classes());
        labels.add("");
        graph.outputVector(
                graph.outputOf(
                        Node.of("Gather").with("axis", 0),
                        graph.names().label(),
                        graph.strings("labels", labels),
                        index),
                Element.STRING,
                "the most probable class; empty in a row that is refused");
    }
}
