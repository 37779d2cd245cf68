package io.github.softmax4j.export.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** ONNX Runtime, as a stranger would use it with a file. */
final class Session implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    Session(byte[] model) throws OrtException {
        session = environment.createSession(model);
    }

    static byte[] bytes(ScoringForm form, TargetOptions options) throws IOException {
        var out = new ByteArrayOutputStream();
        new OnnxTarget().write(form, Forms.FACTS, options, out);
        return out.toByteArray();
    }

    OrtSession session() {
        return session;
    }

    /** Outputs by name. */
    Map<String, Object> run(Map<String, ?> inputs) throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, ?> input : inputs.entrySet()) {
            tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue()));
        }
        try (OrtSession.Result result = session.run(tensors)) {
            var outputs = new LinkedHashMap<String, Object>();
            for (var output : result) {
                outputs.put(output.getKey(), output.getValue().getValue());
            }
            return outputs;
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
