package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.onnx.ReadGraph;
import io.github.softmax4j.export.onnx.ReadNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files of ONNX that are softmax regressions: one product with a matrix (Gemm, or MatMul and Add), then Softmax, as
 * PyTorch, Keras and this library write them; or a LinearClassifier of {@code ai.onnx.ml}, as skl2onnx writes it.
 * What is done to features before that is taken over where it only moves and stretches them (Scaler; Sub, Div, Mul and
 * Add with numbers of the file).
 */
public final class OnnxModels implements ForeignFormat {
    private static final String CLASSIFIER = "LinearClassifier";

    /** What a file of ONNX begins with: a version of the format below 32, then one of the fields that may follow. */
    private static final int LARGEST_VERSION = 31;

    private static final int MOST_TOLD = 12;

    private static final String SECOND_FIELDS = "\u0012\u001a\"(2:B";

    @Override
    public String word() {
        return "onnx";
    }

    @Override
    public String library() {
        return "ONNX";
    }

    @Override
    public boolean fits(FileStart start) {
        String head = start.head();
        boolean begins = head.length() > 2
                && head.charAt(0) == 8
                && head.charAt(1) <= LARGEST_VERSION
                && SECOND_FIELDS.indexOf(head.charAt(2)) >= 0;
        return begins || start.hasSuffix(".onnx");
    }

    @Override
    public ForeignModel read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException("a file of ONNX must have at most 2 GiB, but has " + bytes + " bytes");
        }
        return read(Files.readAllBytes(file));
    }

    static ForeignModel read(byte[] bytes) {
        ReadGraph graph = ReadGraph.of(bytes);
        List<ReadNode> classifiers = graph.nodes().stream()
                .filter(node -> node.operation().equals(CLASSIFIER))
                .toList();
        if (classifiers.size() > 1) {
            throw new IllegalArgumentException(
                    "there must be one " + CLASSIFIER + ", but there are " + classifiers.size());
        }
        try {
            ForeignModel model =
                    classifiers.isEmpty() ? OnnxLayer.read(graph) : OnnxClassifier.read(graph, classifiers.get(0));
            return model.withFacts(facts(graph));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + hint(graph), e);
        }
    }

    private static String hint(ReadGraph graph) {
        if (OwnOnnx.isOfColumns(graph)) {
            return "; this file was exported from Softmax4J with the columns of a table: its model, or an export with"
                    + " features, can be read instead";
        }
        return "; operations of the file: "
                + graph.nodes().stream()
                        .map(ReadNode::operation)
                        .distinct()
                        .limit(MOST_TOLD)
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, String> facts(ReadGraph graph) {
        var facts = new LinkedHashMap<String, String>();
        if (!graph.producer().isEmpty()) {
            facts.put("library", graph.producer());
        }
        if (!graph.producerVersion().isEmpty()) {
            facts.put("version", graph.producerVersion());
        }
        return facts;
    }
}
