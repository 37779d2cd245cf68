package io.github.softmax4j.math;

import io.github.softmax4j.backend.Backend;
import java.util.OptionalLong;
import org.nd4j.linalg.api.buffer.DataType;

/** How many rows the pass takes at a time. */
public final class BlockSize {
    /**
     * The bytes of features, logits, probabilities and targets that one block may have.
     *
     * <p>X is read by two products; a block that stays in the last cache in between is read from memory once. Every
     * operation on a block costs something beside its work, which smaller blocks pay more often. Smaller and larger
     * ones were slower (docs/benchmarks.md).
     */
    private static final long BYTES = 8 << 20;

    /** Below this many rows the products lose speed, and with many classes adding up the gradient costs too much. */
    private static final long FEWEST_ROWS = 512;

    private static final long MOST_ROWS = 1 << 14;

    private BlockSize() {}

    /**
     * Chooses the rows of a block for the backend that is in use.
     *
     * @param features the number of features
     * @param classes the number of classes, of all models together
     * @param type the type of the features
     * @return 512 or more; on a processor 16384 at most
     */
    public static int rows(long features, long classes, DataType type) {
        return rows(features, classes, type, Backend.blockBytes());
    }

    /**
     * The same for a backend.
     *
     * @param bytes what a block may have, with what is computed from it, on a GPU, whose every operation should have
     *     much to do; empty where the cache of a processor decides
     */
    static int rows(long features, long classes, DataType type, OptionalLong bytes) {
        return bytes.isPresent()
                ? rowsWithin(bytes.getAsLong(), features, classes, type)
                : (int) Math.min(MOST_ROWS, rowsWithin(BYTES, features, classes, type));
    }

    private static int rowsWithin(long bytes, long features, long classes, DataType type) {
        long bytesPerRow = (features + 3 * classes) * type.width();
        return (int) Math.max(FEWEST_ROWS, Math.min(Integer.MAX_VALUE, bytes / bytesPerRow));
    }
}
