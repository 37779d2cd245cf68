package io.github.softmax4j.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tells data sets apart: the model file says on which one it was trained. */
final class Fingerprint {
    private static final int NUMBERS_AT_A_TIME = 1 << 20;

    private Fingerprint() {}

    static String of(Dataset dataset) {
        var crc = new CRC32C();
        FeatureMatrix matrix = dataset.featureMatrix();
        try (Blocks<FeatureBlock> blocks = matrix.blocks(Math.max(1, NUMBERS_AT_A_TIME / matrix.columns()))) {
            blocks.forEach(block -> update(crc, block.features()));
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
        dataset.targets().ifPresent(targets -> update(crc, targets));
        crc.update(String.join("\n", dataset.classes().names()).getBytes(StandardCharsets.UTF_8));
        return String.format("%dx%d %s crc32c:%08x", dataset.rows(), matrix.columns(), dataset.type(), crc.getValue());
    }

    private static void update(CRC32C crc, double[] numbers) {
        var bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        bytes.asDoubleBuffer().put(numbers);
        crc.update(bytes);
    }

    private static void update(CRC32C crc, INDArray view) {
        var bytes = ByteBuffer.allocate(
                Math.toIntExact(view.length() * view.dataType().width()));
        try (INDArray features = view.dup('c')) { // a view's buffer is that of the whole array
            if (features.dataType() == DataType.FLOAT) {
                bytes.asFloatBuffer().put(features.data().asNioFloat());
            } else {
                bytes.asDoubleBuffer().put(features.data().asNioDouble());
            }
        }
        crc.update(bytes);
    }
}
