package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.json.JsonException;
import io.github.softmax4j.export.json.JsonReader;
import io.github.softmax4j.export.onnx.ReadGraph;
import java.util.List;
import java.util.Optional;

/** What this library's own files of ONNX say of their model, in JSON. */
final class OwnOnnx {
    private OwnOnnx() {}

    /** Whether the file takes the columns of a table, which may need more than a product. */
    static boolean isOfColumns(ReadGraph graph) {
        return graph.metadata().containsKey("softmax4j.columns");
    }

    static Optional<List<String>> classes(ReadGraph graph) {
        return names(graph, "softmax4j.classes");
    }

    static Optional<List<String>> features(ReadGraph graph) {
        return names(graph, "softmax4j.features");
    }

    private static Optional<List<String>> names(ReadGraph graph, String key) {
        String json = graph.metadata().get(key);
        if (json == null) {
            return Optional.empty();
        }
        try {
            if (JsonReader.read(json) instanceof List<?> list) {
                return Optional.of(list.stream().map(String::valueOf).toList());
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException(key + " must be a list in JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(key + " must be a list in JSON, but is " + json);
    }
}
