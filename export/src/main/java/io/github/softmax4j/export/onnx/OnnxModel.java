package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WordColumn;
import io.github.softmax4j.export.protobuf.ProtoMessage;
import java.util.ArrayList;
import java.util.List;

/** A model as a file of ONNX: {@code ModelProto} of onnx.proto. */
final class OnnxModel {
    static final String ML_DOMAIN = "ai.onnx.ml";

    /** What ONNX Runtime 1.8 (2021) and all since take, and most that runs elsewhere. */
    static final int OPSET = 13;

    /** Of operations on words, with LabelEncoder as opset 13 has it. */
    private static final int ML_OPSET = 2;

    /** Of the file itself: the one that came with opset 13. */
    private static final int IR_VERSION = 7;

    private final ScoringForm form;
    private final Graph graph;

    private OnnxModel(ScoringForm form, TargetOptions options) {
        this.form = form;
        this.graph = new Graph(names(form), number(options));
    }

    static ProtoMessage message(ScoringForm form, ModelFacts facts, TargetOptions options) {
        var model = new OnnxModel(form, options);
        String logits = form.ofFeatures() ? model.logitsOfFeatures() : model.logitsOfColumns();
        new AnswerNodes(form, model.graph, logits).add(options.label());
        ProtoMessage message = new ProtoMessage()
                .integer(1, IR_VERSION)
                .text(2, "softmax4j")
                .text(3, facts.version())
                .message(7, model.graph.message("softmax regression"))
                .message(8, new ProtoMessage().text(1, "").integer(2, OPSET))
                .message(8, new ProtoMessage().text(1, ML_DOMAIN).integer(2, ML_OPSET));
        OnnxMetadata.of(form, facts, inputs(form))
                .forEach((key, value) ->
                        message.message(14, new ProtoMessage().text(1, key).text(2, value)));
        if (message.size() > Integer.MAX_VALUE) {
            throw Tensors.tooLarge(message.size());
        }
        return message;
    }

    static Element number(TargetOptions options) {
        return options.inFloat() ? Element.FLOAT : Element.DOUBLE;
    }

    static Names names(ScoringForm form) {
        return new Names(inputs(form));
    }

    static List<String> inputs(ScoringForm form) {
        return form.ofFeatures()
                ? List.of(Names.FEATURES)
                : form.columns().stream().map(FormColumn::name).toList();
    }

    private String logitsOfFeatures() {
        double[][] weights =
                form.columns().stream().map(column -> column.weights()[0]).toArray(double[][]::new);
        String features = graph.input(
                Names.FEATURES, graph.number(), weights.length, "in the order of softmax4j.features, none missing");
        return graph.node(
                Node.of("Gemm"),
                "logits",
                features,
                graph.matrix("weights", weights),
                graph.vector("intercept", form.intercept()));
    }

    private String logitsOfColumns() {
        var numbers = new ArrayList<NumberColumn>();
        var words = new ArrayList<WordColumn>();
        for (FormColumn column : form.columns()) {
            if (column instanceof NumberColumn number) {
                numbers.add(number);
                graph.input(column.name(), graph.number(), number.length(), doc(column));
            } else if (column instanceof WordColumn word) {
                words.add(word);
                graph.input(column.name(), Element.STRING, 1, doc(column));
            }
        }
        String intercept = graph.vector("intercept", form.intercept());
        String ofNumbers = numbers.isEmpty() ? intercept : new NumberNodes(graph).product(numbers, intercept);
        return words.isEmpty()
                ? ofNumbers
                : graph.node(Node.of("Add"), "logits", new WordNodes(graph).sum(words), ofNumbers);
    }

    /** What the input holds, and how it says that nothing is there. */
    private static String doc(FormColumn column) {
        String what = switch (column.kind()) {
            case NUMBER -> "a number";
            case FLAG -> "1 for true, 0 for false";
            case DATE -> "days since 1970-01-01, with a fraction";
            case CATEGORY -> "a word";
            case VECTOR -> "numbers";
        };
        String nothing = column instanceof WordColumn words ? "'" + WordNodes.missing(words) + "'" : "NaN";
        return what + "; " + nothing + " where it is missing"
                + (column.gap().isPresent() ? "" : ", which refuses the row");
    }
}
