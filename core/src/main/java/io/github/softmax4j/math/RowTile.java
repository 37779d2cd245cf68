package io.github.softmax4j.math;

/** Logits of some rows of Java's arrays at a time, in float, for one thread; {@link PassKernel}s make it of a model. */
public interface RowTile {
    /**
     * How many rows it takes at a time.
     *
     * @return 1 or more
     */
    int capacity();

    /**
     * Computes the logits of neighbouring rows.
     *
     * @param rows each as long as the model has features
     * @param first the first of them
     * @param count 1 to {@link #capacity}
     */
    void compute(float[][] rows, int first, int count);

    /**
     * Whether float keeps the digits of a row.
     *
     * @param i its number in the tile
     * @return false also where one of its features is not finite
     */
    boolean suffices(int i);

    /**
     * Reads the logits of a row.
     *
     * @param i its number in the tile
     * @param to overwritten; one per class, or more, which stay
     */
    void read(int i, double[] to);
}
