package io.github.softmax4j.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/** Distinguishes data sets: the model file says on which one it was trained. */
final class Fingerprint {
    private static final int ELEMENTS_AT_A_TIME = 1 << 20;

    private Fingerprint() {}

    static String of(Dataset dataset) {
        var crc = new CRC32C();
        FeatureMatrix matrix = dataset.featureMatrix();
        try (Blocks<FeatureBlock> blocks = matrix.blocks(Math.max(1, ELEMENTS_AT_A_TIME / matrix.columns()))) {
            blocks.forEach(block -> crc.update(block.bytes()));
        }
        if (matrix.isCentered()) {
            update(crc, matrix.center());
        }
        int[] labels = dataset.labels();
        var bytes = ByteBuffer.allocate(Integer.BYTES * labels.length);
        bytes.asIntBuffer().put(labels);
        crc.update(bytes);
        if (dataset.isWeighted()) {
            update(crc, dataset.weights());
        }
        if (dataset.targets() instanceof Targets.Probabilities probabilities) {
            crc.update(FeatureBlock.of(probabilities.rows()).bytes());
        }
        crc.update(String.join("\n", dataset.classes().names()).getBytes(StandardCharsets.UTF_8));
        return String.format(
                Locale.ROOT, "%dx%d %s crc32c:%08x", dataset.rows(), matrix.columns(), dataset.type(), crc.getValue());
    }

    private static void update(CRC32C crc, double[] values) {
        var bytes = ByteBuffer.allocate(Double.BYTES * values.length);
        bytes.asDoubleBuffer().put(values);
        crc.update(bytes);
    }
}
