package io.github.softmax4j.export.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onnx.Onnx;
import org.nd4j.shade.protobuf.Descriptors;
import org.nd4j.shade.protobuf.Message;

/** Files as the classes have them that were generated from onnx.proto, which ND4J brings along. */
final class Parsed {
    private Parsed() {}

    static Onnx.ModelProto model(byte[] bytes) throws IOException {
        return Onnx.ModelProto.parseFrom(bytes);
    }

    static Onnx.GraphProto graph(byte[] bytes) throws IOException {
        return model(bytes).getGraph();
    }

    /** The operations, in their order. */
    static List<String> operations(byte[] bytes) throws IOException {
        return graph(bytes).getNodeList().stream()
                .map(Onnx.NodeProto::getOpType)
                .toList();
    }

    /** Messages with fields that onnx.proto does not know. */
    static List<String> unknownFields(byte[] bytes) throws IOException {
        var found = new ArrayList<String>();
        collect(model(bytes), found);
        return found;
    }

    private static void collect(Message message, List<String> found) {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            found.add(message.getDescriptorForType().getName() + " " + message.getUnknownFields());
        }
        for (Map.Entry<Descriptors.FieldDescriptor, Object> field :
                message.getAllFields().entrySet()) {
            if (field.getValue() instanceof Message inner) {
                collect(inner, found);
            } else if (field.getValue() instanceof List<?> list) {
                list.stream().filter(Message.class::isInstance).forEach(inner -> collect((Message) inner, found));
            }
        }
    }
}
