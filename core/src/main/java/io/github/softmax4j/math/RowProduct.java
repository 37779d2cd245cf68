package io.github.softmax4j.math;

/** What a model says about one row of Java's arrays at a time, in float; safe to share between threads. */
public interface RowProduct {
    /**
     * x W + b.
     *
     * @param row one number per feature
     * @param fromBehind in which order classes may be gone through: if each call has another one than the last, it
     *     finds the weights in the cache that the last one left there; digits are the same
     * @param logits overwritten, {@link ClassBlocks#padded} or more; those behind the classes mean nothing
     */
    void logits(float[] row, boolean fromBehind, float[] logits);

    /**
     * Logits become powers.
     *
     * @param logits of the classes, overwritten with exp(z - max z), 0 to 1, exact to some ulps or to 2e-38;
     *     {@link ClassBlocks#padded} or more, of which those behind the classes are lost
     * @param classes how many count, 1 or more
     * @return the sum of the powers, 1 or more: divided by it they are probabilities
     */
    double toPowers(float[] logits, int classes);
}
