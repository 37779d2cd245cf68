package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The features of some neighbouring rows.
 *
 * @see Blocks
 */
public interface FeatureBlock {
    /**
     * The number of rows.
     *
     * @return at least 1
     */
    long rows();

    /**
     * The features themselves. Where they are streamed from a file, they come with this call, and stay until those of
     * another block of the same {@link Blocks} are asked for.
     *
     * @return rows x features, c order; not a copy
     */
    INDArray features();

    /**
     * The bytes of the features, row after row in this machine's order.
     *
     * @return their own memory where the host computes with it, else a copy; valid as long as they are
     */
    default ByteBuffer bytes() {
        INDArray features = features();
        if (Backend.computesInHostMemory() && ArrayMemory.isDense(features)) {
            return ArrayMemory.of(features);
        }
        INDArray flat = features.reshape('c', new long[] {features.length()});
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.toIntExact(flat.length() * flat.dataType().width()))
                .order(ByteOrder.nativeOrder());
        if (features.dataType() == DataType.FLOAT) {
            bytes.asFloatBuffer().put(flat.toFloatVector());
        } else {
            bytes.asDoubleBuffer().put(flat.toDoubleVector());
        }
        return bytes;
    }

    /**
     * Whether the features come and go.
     *
     * @return false where they are there all the time
     */
    boolean isStreamed();

    /**
     * Features that are there.
     *
     * @param features rows x features
     * @return the block
     */
    static FeatureBlock of(INDArray features) {
        return new Present(features);
    }

    /**
     * Of an array.
     *
     * @param features rows x features
     */
    record Present(INDArray features) implements FeatureBlock {
        /**
         * Checks that there are some.
         *
         * @param features rows x features
         */
        public Present {
            Objects.requireNonNull(features, "features must not be null");
        }

        @Override
        public long rows() {
            return features.rows();
        }

        @Override
        public boolean isStreamed() {
            return false;
        }
    }
}
