package io.github.softmax4j.training;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Folds;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.Version;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.RegressionSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * What makes a fit another one: with all of it alike, the answers to its descents are the same to the bit. Limits are
 * no part of it, so that a fit that was cut short can be given more time, or more iterations.
 */
public final class FitIdentity {
    private FitIdentity() {}

    /**
     * Of fits on all rows.
     *
     * @param settings of the regression
     * @param dataset the rows
     * @param options start and validation count
     * @param paths of penalties, of a sweep; empty for one fit
     * @return values by names, when they are asked for, as they read all rows
     */
    public static Supplier<Map<String, String>> of(
            RegressionSettings settings, Dataset dataset, FitOptions options, List<List<Penalty>> paths) {
        return () -> {
            BackendInfo backend = Backend.start();
            var identity = new LinkedHashMap<String, String>();
            identity.put("data", dataset.fingerprint());
            // rows of a file are sampled as the memory allows
            identity.put("features", dataset.featureMatrix().isInFile() ? "in a file" : "in memory");
            identity.put(
                    "validation", options.validation().map(Dataset::fingerprint).orElse(""));
            identity.put("patience", options.validation().isEmpty() ? "" : String.valueOf(options.patience()));
            identity.put("start", options.start().map(FitIdentity::checksum).orElse(""));
            identity.putAll(parts(settings));
            identity.put("sweep", paths.isEmpty() ? "" : paths.toString());
            identity.put("version", Version.current());
            identity.put("backend", backend.name());
            identity.put("threads", String.valueOf(backend.threads()));
            return identity;
        };
    }

    /**
     * Of a cross-validation.
     *
     * @param settings of the regression
     * @param dataset the rows
     * @param options the start counts
     * @param paths of penalties
     * @param folds of the rows
     * @return values by names, when they are asked for
     */
    public static Supplier<Map<String, String>> of(
            RegressionSettings settings, Dataset dataset, FitOptions options, List<List<Penalty>> paths, Folds folds) {
        return () -> {
            Map<String, String> identity = of(settings, dataset, options, paths).get();
            identity.put("folds", folds.count() + " " + checksum(folds));
            return identity;
        };
    }

    /** One by one, so that a refusal says which differs. */
    private static Map<String, String> parts(RegressionSettings settings) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("lambda", String.valueOf(settings.penalty().lambda()));
        parts.put("L1 ratio", String.valueOf(settings.penalty().l1Ratio()));
        parts.put("standardize", String.valueOf(settings.penalty().standardize()));
        parts.put("penalty factors", settings.penalty().factors().toString());
        parts.put("grouping", settings.penalty().grouping().toString());
        parts.put("bounds", settings.bounds().map(Object::toString).orElse(""));
        parts.put("intercept", String.valueOf(settings.intercept()));
        parts.put("class weights", settings.classWeights().toString());
        parts.put("label smoothing", String.valueOf(settings.labelSmoothing()));
        parts.put("solver", settings.solver().toString());
        parts.put("tolerance", String.valueOf(settings.stopping().tolerance()));
        parts.put("seed", String.valueOf(settings.seed()));
        return parts;
    }

    private static String checksum(SoftmaxModel model) {
        double[] weights = model.matrix().dup('c').data().asDouble();
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * weights.length);
        bytes.asDoubleBuffer().put(weights);
        var crc = new CRC32C();
        crc.update(bytes);
        crc.update(String.join("\n", model.classes().names()).getBytes(StandardCharsets.UTF_8));
        crc.update(String.join("\n", model.featureNames()).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    private static String checksum(Folds folds) {
        var crc = new CRC32C();
        for (int fold = 0; fold < folds.count(); fold++) {
            int[] rows = folds.heldOut(fold);
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * rows.length);
            bytes.asIntBuffer().put(rows);
            crc.update(bytes);
        }
        return Long.toHexString(crc.getValue());
    }
}
