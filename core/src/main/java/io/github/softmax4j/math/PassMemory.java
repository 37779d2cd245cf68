package io.github.softmax4j.math;

/** The off-heap memory that a pass takes beside the data set, at most. */
public final class PassMemory {
    private PassMemory() {}

    /**
     * What it takes.
     *
     * @param shape of the pass
     * @param blockRows rows at a time
     * @param isStreamed whether features are read from a file block by block: the block at hand and the next one
     * @return bytes
     */
    public static long bytes(PassShape shape, long blockRows, boolean isStreamed) {
        int width = shape.type().width();
        long rows = Math.min(blockRows, shape.rows());
        long parameters = 2 * (shape.features() + 1) * shape.columns() * width;
        long blocks = 4 * rows * shape.columns() * width;
        long rowWeights = shape.rows() * ((long) shape.models() * width + Integer.BYTES);
        long streamed = isStreamed ? 2 * rows * shape.features() * width : 0;
        return parameters + blocks + rowWeights + streamed;
    }
}
