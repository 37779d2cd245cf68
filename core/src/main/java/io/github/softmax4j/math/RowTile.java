package io.github.softmax4j.math;

/** What a model says about some rows of Java's arrays at a time, in float, for one thread. */
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
     * Reads the most probable class of each row, instead of its logits, which are lost. What is said of rows that do
     * not {@linkplain #suffices suffice} means nothing.
     *
     * @param best overwritten with its index, of equal ones the first; {@link #capacity} or more
     * @param probabilities overwritten with its probability, exact to some ulps of float; as many
     */
    void winners(int[] best, double[] probabilities);

    /**
     * Reads the probabilities of all rows, instead of their logits, which are lost. They are exact to some ulps, or to
     * 2e-38, and mean nothing for rows that do not {@linkplain #suffices suffice}.
     *
     * @param to of these rows new arrays are put here, of one number per class
     * @param first where the first of them goes
     */
    void probabilities(float[][] to, int first);
}
