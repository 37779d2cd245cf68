package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.form.Gap;
import io.github.softmax4j.export.form.NumberColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of numbers as one matrix, and its product with the weights.
 *
 * <p>Single numbers that may be missing are filled together, so there are as many operations for one of them as for a
 * thousand. Where a column says that its value is missing, so does a column of the matrix. What may not be missing
 * stays NaN, and so does what is missing of a vector of which something is there.
 */
final class NumberNodes {
    private final Graph graph;
    /** What the matrix is made of, from left to right, and the weights for that. */
    private final List<String> parts = new ArrayList<>();

    private final List<double[]> weights = new ArrayList<>();

    NumberNodes(Graph graph) {
        this.graph = graph;
    }

    /** Matrix times weights plus intercept, rows x classes. */
    String product(List<NumberColumn> columns, String intercept) {
        add(columns);
        String matrix = parts.size() == 1 ? parts.get(0) : concatenated(parts, "row");
        String matrixOfWeights = graph.matrix("weights", weights.toArray(double[][]::new));
        return graph.node(Node.of("Gemm"), "of numbers", matrix, matrixOfWeights, intercept);
    }

    private void add(List<NumberColumn> columns) {
        var single = new ArrayList<NumberColumn>();
        int vectors = 0;
        for (NumberColumn column : columns) {
            boolean mayLack = column.gap().isPresent();
            if (!mayLack) {
                addPart(column.name(), column.weights());
            } else if (column.length() == 1) {
                single.add(column);
            } else {
                addFilled(List.of(column), "vector " + vectors++);
            }
        }
        if (!single.isEmpty()) {
            addFilled(single, "numbers");
        }
    }

    private void addPart(String part, double[]... itsWeights) {
        parts.add(part);
        weights.addAll(List.of(itsWeights));
    }

    /** Columns of one number each, or one vector. */
    private void addFilled(List<NumberColumn> columns, String word) {
        List<Gap> gaps =
                columns.stream().map(column -> column.gap().orElseThrow()).toList();
        List<String> names = columns.stream().map(NumberColumn::name).toList();
        String values = names.size() == 1 ? names.get(0) : concatenated(names, word);
        String isMissing = isMissing(values, word, columns.get(0).length() > 1);
        double[] fill =
                gaps.stream().flatMapToDouble(gap -> Arrays.stream(gap.fill())).toArray();
        addPart(
                graph.node(Node.of("Where"), word + ", filled", isMissing, graph.vector(word + ", fill", fill), values),
                columns.stream()
                        .flatMap(column -> Arrays.stream(column.weights()))
                        .toArray(double[][]::new));
        if (gaps.stream().anyMatch(Gap::hasIndicator)) {
            addPart(
                    graph.node(Node.cast(graph.number()), word + ", indicators", isMissing),
                    gaps.stream().map(Gap::indicator).toArray(double[][]::new));
        }
    }

    /** Asked in float, because ONNX Runtime 1.8 asks doubles for NaN only there. */
    private String isMissing(String values, String word, boolean isVector) {
        String floats = graph.number() == Element.FLOAT
                ? values
                : graph.node(Node.cast(Element.FLOAT), word + ", in float", values);
        String isNaN = graph.node(Node.of("IsNaN"), word + ", is NaN", floats);
        return isVector ? ofAll(isNaN, word) : isNaN;
    }

    /** A vector is missing where all of it is. */
    private String ofAll(String isNaN, String word) {
        String numbers = graph.node(Node.cast(Element.FLOAT), word + ", is NaN as number", isNaN);
        String least = graph.node(
                Node.of("ReduceMin").withIntegers("axes", List.of(1L)).with("keepdims", 1), word + ", least", numbers);
        return graph.node(Node.cast(Element.BOOL), word + ", is missing", least);
    }

    private String concatenated(List<String> names, String word) {
        return graph.node(Node.of("Concat").with("axis", 1), word, names.toArray(String[]::new));
    }
}
