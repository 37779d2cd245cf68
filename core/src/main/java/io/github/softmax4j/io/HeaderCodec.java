package io.github.softmax4j.io;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The header of a model file as bytes.
 *
 * <p>Everything is a byte, a big-endian int, or a string: an int that counts bytes, then UTF-8. No count is believed
 * before it is held against the bytes that are left. docs/model-file.md describes the layout.
 */
final class HeaderCodec {
    private static final byte FLOAT_NUMBERS = 1;
    private static final byte DOUBLE_NUMBERS = 2;

    private static final String TEMPERATURE = "temperature";

    /** Before the flags of the program that trained. */
    private static final String JOB = "job.";

    private HeaderCodec() {}

    static byte[] encode(ModelHeader header) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(header.type() == DataType.FLOAT ? FLOAT_NUMBERS : DOUBLE_NUMBERS);
        HeaderStrings.write(out, header.classes().names());
        HeaderStrings.write(out, header.featureNames());
        RecipeCodec.write(out, header.recipe());
        Map<String, String> entries = entries(header);
        out.writeInt(entries.size());
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            HeaderStrings.write(out, entry.getKey());
            HeaderStrings.write(out, entry.getValue());
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> entries(ModelHeader header) {
        TrainingSummary training = header.training();
        var entries = new LinkedHashMap<String, String>();
        entries.put("solver", training.solver());
        entries.put("settings", training.settings());
        entries.put("stopReason", training.convergence().stopReason().name());
        entries.put("objective", Double.toString(training.convergence().objective()));
        entries.put("logLoss", Double.toString(training.logLoss()));
        entries.put("gradientNorm", Double.toString(training.convergence().gradientNorm()));
        entries.put("iterations", Integer.toString(training.convergence().iterations()));
        entries.put("evaluations", Long.toString(training.convergence().evaluations()));
        entries.put("rows", Long.toString(training.rows()));
        entries.put("dataFingerprint", training.dataFingerprint());
        entries.put("labelColumn", training.labelColumn());
        entries.put("version", training.version());
        entries.put("backend", training.backend());
        entries.put("finishedAt", training.finishedAt().toString());
        entries.put("seconds", Double.toString(training.convergence().seconds()));
        if (header.temperature() != 1) {
            entries.put(TEMPERATURE, Double.toString(header.temperature()));
        }
        ReadingCodec.write(training.reading(), entries);
        training.job().forEach((flag, value) -> entries.put(JOB + flag, value));
        return entries;
    }

    /**
     * Reads a header back.
     *
     * @throws IllegalArgumentException with the problem in words, if the bytes are not a header
     */
    static ModelHeader decode(int formatVersion, ByteBuffer bytes) {
        try {
            DataType type = type(bytes.get());
            ClassLabels classes = ClassLabels.inOrder(HeaderStrings.readList(bytes));
            List<String> featureNames = HeaderStrings.readList(bytes);
            Optional<FeatureRecipe> recipe = RecipeCodec.read(bytes, featureNames.size());
            Map<String, String> entries = readEntries(bytes);
            TrainingSummary training = training(entries);
            if (bytes.hasRemaining()) {
                throw new IllegalArgumentException("the header has " + bytes.remaining() + " bytes too many");
            }
            if (recipe.isPresent() && !recipe.get().featureNames().equals(featureNames)) {
                throw new IllegalArgumentException("the recipe makes other features than the model's");
            }
            if (classes.size() == 0 || featureNames.isEmpty()) {
                throw new IllegalArgumentException("there must be classes and features, but there are " + classes.size()
                        + " and " + featureNames.size());
            }
            return new ModelHeader(
                    formatVersion,
                    type,
                    classes,
                    featureNames,
                    recipe,
                    training,
                    Double.parseDouble(entries.getOrDefault(TEMPERATURE, "1")));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the header ends too early", e);
        }
    }

    private static DataType type(byte code) {
        return switch (code) {
            case FLOAT_NUMBERS -> DataType.FLOAT;
            case DOUBLE_NUMBERS -> DataType.DOUBLE;
            default -> throw new IllegalArgumentException("the number type must be 1 or 2, but is " + code);
        };
    }

    private static Map<String, String> readEntries(ByteBuffer bytes) {
        int count = HeaderStrings.readCount(bytes, 2 * Integer.BYTES);
        var entries = new LinkedHashMap<String, String>();
        for (int i = 0; i < count; i++) {
            String key = HeaderStrings.read(bytes);
            if (entries.put(key, HeaderStrings.read(bytes)) != null) {
                throw new IllegalArgumentException("the header tells '" + key + "' twice");
            }
        }
        return entries;
    }

    private static TrainingSummary training(Map<String, String> entries) {
        try {
            return new TrainingSummary(
                    entry(entries, "solver"),
                    entry(entries, "settings"),
                    convergence(entries),
                    Double.parseDouble(entry(entries, "logLoss")),
                    count(entries, "rows"),
                    entry(entries, "dataFingerprint"),
                    entry(entries, "labelColumn"),
                    entry(entries, "version"),
                    entry(entries, "backend"),
                    Instant.parse(entry(entries, "finishedAt")),
                    ReadingCodec.read(entries),
                    under(JOB, entries)); // files from before have none
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Convergence convergence(Map<String, String> entries) {
        return new Convergence(
                HeaderStrings.word(StopReason.class, entry(entries, "stopReason")),
                Double.parseDouble(entry(entries, "objective")),
                Double.parseDouble(entry(entries, "gradientNorm")),
                Math.toIntExact(count(entries, "iterations")),
                count(entries, "evaluations"),
                Double.parseDouble(entry(entries, "seconds")));
    }

    private static long count(Map<String, String> entries, String key) {
        long count = Long.parseLong(entry(entries, key));
        if (count < 0) {
            throw new IllegalArgumentException(key + " must be at least 0, but is " + count);
        }
        return count;
    }

    /** Those of the entries whose keys begin so, without that. */
    static Map<String, String> under(String prefix, Map<String, String> entries) {
        var found = new HashMap<String, String>();
        entries.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    static String entry(Map<String, String> entries, String key) {
        String value = entries.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the header must tell " + key + ", but does not");
        }
        return value;
    }
}
