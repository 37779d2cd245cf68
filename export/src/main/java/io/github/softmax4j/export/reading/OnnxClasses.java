package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.onnx.ReadGraph;
import io.github.softmax4j.export.onnx.ReadNode;
import io.github.softmax4j.export.onnx.ReadTensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a graph calls its classes: the table from which an index is looked up, or the keys of a ZipMap. Behind the
 * classes of this library's table stands an empty label, of rows that are refused.
 */
final class OnnxClasses {
    private static final Set<String> LOOK_UP = Set.of("Gather", "ArrayFeatureExtractor");

    private final ReadGraph graph;

    OnnxClasses(ReadGraph graph) {
        this.graph = graph;
    }

    List<String> names(int count, List<String> warnings) {
        return graph.nodes().stream()
                .flatMap(node -> Stream.of(table(node, count), keys(node, count)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> {
                    warnings.add("The file names no classes; they are called 0 to " + (count - 1) + ".");
                    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
                });
    }

    private Optional<List<String>> table(ReadNode node, int count) {
        return LOOK_UP.contains(node.operation())
                ? graph.constant(node.input(0)).flatMap(table -> classes(table, count))
                : Optional.empty();
    }

    private static Optional<List<String>> classes(ReadTensor table, int count) {
        List<String> names = table.texts();
        boolean hasNone = names.size() == count + 1 && names.get(count).isEmpty();
        return names.size() == count || hasNone ? Optional.of(names.subList(0, count)) : Optional.empty();
    }

    private static Optional<List<String>> keys(ReadNode node, int count) {
        List<String> texts = node.texts("classlabels_strings");
        List<String> names = texts.isEmpty() ? node.texts("classlabels_int64s") : texts;
        return node.operation().equals("ZipMap") && names.size() == count ? Optional.of(names) : Optional.empty();
    }
}
