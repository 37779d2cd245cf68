package io.github.softmax4j.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The features of some neighbouring rows. */
public interface FeatureBlock {
    /**
     * The number of rows.
     *
     * @return at least 1
     */
    long rows();

    /**
     * The features themselves. Where they are streamed from a file, they come with this call, and stay until those of another
     * block of the same {@link Blocks} are asked for.
     *
     * @return rows x features, c order; not a copy
     */
    INDArray features();

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
