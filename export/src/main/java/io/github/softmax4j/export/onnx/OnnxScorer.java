package io.github.softmax4j.export.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WordColumn;
import io.github.softmax4j.export.form.WrittenScorer;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Scores with a file by ONNX Runtime, which is to be on the class path. */
final class OnnxScorer implements WrittenScorer {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ScoringForm form;
    private final Element number;
    private final String probabilities;

    private OnnxScorer(OrtEnvironment environment, OrtSession session, ScoringForm form, TargetOptions options) {
        this.environment = environment;
        this.session = session;
        this.form = form;
        this.number = OnnxModel.number(options);
        this.probabilities = OnnxModel.names(form).probabilities();
    }

    static OnnxScorer of(Path file, ScoringForm form, TargetOptions options) throws IOException {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new OnnxScorer(environment, environment.createSession(file.toString()), form, options);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    @Override
    public double[][] probabilities(CheckRows rows) throws IOException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            fill(inputs, rows);
            try (OrtSession.Result result = session.run(inputs, Set.of(probabilities))) {
                return doubles(result.get(0).getValue());
            }
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private void fill(Map<String, OnnxTensor> inputs, CheckRows rows) throws OrtException {
        if (form.ofFeatures()) {
            inputs.put(
                    Names.FEATURES,
                    numbers(features(rows), rows.rows(), form.columns().size()));
            return;
        }
        List<FormColumn> columns = form.columns();
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c) instanceof NumberColumn column) {
                inputs.put(column.name(), numbers(rows.numbers(c), rows.rows(), column.length()));
            } else if (columns.get(c) instanceof WordColumn column) {
                inputs.put(column.name(), words(WordNodes.missing(column), rows.words(c)));
            }
        }
    }

    private double[] features(CheckRows rows) {
        int width = form.columns().size();
        var all = new double[Math.multiplyExact(rows.rows(), width)];
        for (int i = 0; i < rows.rows(); i++) {
            System.arraycopy(rows.features(i), 0, all, i * width, width);
        }
        return all;
    }

    private OnnxTensor numbers(double[] values, long... shape) throws OrtException {
        if (number == Element.DOUBLE) {
            return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), shape);
        }
        FloatBuffer floats = FloatBuffer.allocate(values.length);
        for (double value : values) {
            floats.put((float) value);
        }
        return OnnxTensor.createTensor(environment, floats.flip(), shape);
    }

    /** There is no null in a tensor of texts. */
    private OnnxTensor words(String missing, String... values) throws OrtException {
        String[] words = Arrays.stream(values)
                .map(value -> value == null ? missing : value)
                .toArray(String[]::new);
        return OnnxTensor.createTensor(environment, words, new long[] {words.length, 1});
    }

    private static double[][] doubles(Object matrix) {
        if (matrix instanceof double[][] already) {
            return already;
        }
        var floats = (float[][]) matrix;
        var all = new double[floats.length][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new double[floats[i].length];
            for (int k = 0; k < all[i].length; k++) {
                all[i][k] = floats[i][k];
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private static IOException failed(OrtException cause) {
        return new IOException("ONNX Runtime says: " + cause.getMessage(), cause);
    }
}
