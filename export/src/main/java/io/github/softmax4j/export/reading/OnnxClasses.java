package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.onnx.ReadGraph;
import io.github.softmax4j.export.onnx.ReadNode;
import io.github.softmax4j.export.onnx.ReadTensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a graph calls its classes: the table from which an index is looked up, or the keys of a ZipMap. */
final class OnnxClasses {
    private static final Set<String> LOOK_UP = Set.of("Gather", "ArrayFeatureExtractor");

    private final ReadGraph graph;

    OnnxClasses(ReadGraph graph) {
        this.graph = graph;
    }

    List<String> names(int count, List<String> warnings) {
        Stream<Optional<List<String>>> found =
                graph.nodes().stream().flatMap(node -> Stream.of(table(node), keys(node)));
        return Stream.concat(Stream.of(OwnOnnx.classes(graph)), found)
                .flatMap(Optional::stream)
                .filter(names -> names.size() == count)
                .findFirst()
                .orElseGet(() -> {
                    warnings.add("The file names no classes; they are called 0 to " + (count - 1) + ".");
                    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
                });
    }

    private Optional<List<String>> table(ReadNode node) {
        return LOOK_UP.contains(node.operation())
                ? graph.constant(node.input(0)).map(ReadTensor::texts)
                : Optional.empty();
    }

    private static Optional<List<String>> keys(ReadNode node) {
        List<String> texts = node.texts("classlabels_strings");
        List<String> names = texts.isEmpty() ? node.texts("classlabels_int64s") : texts;
        return node.operation().equals("ZipMap") ? Optional.of(names) : Optional.empty();
    }
}
