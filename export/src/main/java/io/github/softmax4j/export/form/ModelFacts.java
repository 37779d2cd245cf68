package io.github.softmax4j.export.form;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.model.SoftmaxModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a file says of the model that it was made of, beside its weights.
 *
 * @param fingerprint tells models apart: a checksum of classes, features and weights
 * @param dataFingerprint see {@link io.github.softmax4j.data.Dataset#fingerprint()}
 * @param version of the library that trained the model
 * @param labelColumn the column that the labels came from, or empty
 * @param missing what becomes of a missing value; empty where the model has no recipe
 * @param unseen what becomes of a category that the training did not have; empty where the model has no recipe
 * @param temperature what the weights were divided by, which they already are
 */
public record ModelFacts(
        String fingerprint,
        String dataFingerprint,
        String version,
        String labelColumn,
        Optional<Missing> missing,
        Optional<Unseen> unseen,
        double temperature) {
    /**
     * Of a model.
     *
     * @param model any
     * @return what there is to say
     */
    public static ModelFacts of(SoftmaxModel model) {
        return new ModelFacts(
                fingerprintOf(model),
                model.training().dataFingerprint(),
                model.training().version(),
                model.training().labelColumn(),
                model.recipe().map(FeatureRecipe::missing),
                model.recipe().map(FeatureRecipe::unseen),
                model.temperature());
    }

    private static String fingerprintOf(SoftmaxModel model) {
        var crc = new CRC32C();
        for (String name : model.classes().names()) {
            update(crc, name);
        }
        for (String name : model.featureNames()) {
            update(crc, name);
        }
        for (double[] row : FormMaker.matrix(model)) {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * row.length);
            bytes.asDoubleBuffer().put(row);
            crc.update(bytes);
        }
        return String.format(Locale.ROOT, "crc32c:%08x", crc.getValue());
    }

    /** Each name with its length: two names are not one that is as long. */
    private static void update(CRC32C crc, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        crc.update(bytes);
    }
}
