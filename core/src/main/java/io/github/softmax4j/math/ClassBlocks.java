package io.github.softmax4j.math;

/**
 * W and b in float, some neighbouring classes after the other, feature by feature, so that a product whose lanes are
 * classes reads memory in order.
 *
 * <pre>
 *   w_jk   stands at {@link #start}(k) + {@link #SIZE} j of weights
 * </pre>
 *
 * <p>What is missing in the last block is 0. Immutable; nobody who is handed an array changes it.
 */
public final class ClassBlocks {
    /** Classes of a block: as many as the widest vectors have lanes. */
    public static final int SIZE = 16;

    /**
     * Java begins large arrays with a header of 16 bytes at the start of a page: so that blocks begin at that of a line
     * of the cache, as vectors that cross one are loaded as two.
     */
    private static final int LEAD = 12;

    private final int features;
    private final int classes;
    private final float[] weights;
    private final float[] intercept;

    /** Copies weights of (features + 1) x classes, row by row, the last row the intercept. */
    ClassBlocks(int features, int classes, double... values) {
        this.features = features;
        this.classes = classes;
        this.weights = new float[Math.addExact(LEAD, Math.multiplyExact(padded(classes), features))];
        this.intercept = new float[padded(classes)];
        for (int k = 0; k < classes; k++) {
            intercept[k] = (float) values[features * classes + k];
        }
        for (int j = 0; j < features; j++) {
            for (int k = 0; k < classes; k++) {
                weights[start(k) + SIZE * j] = (float) values[j * classes + k];
            }
        }
    }

    /**
     * How long an array for all classes of all blocks is.
     *
     * @param classes 1 or more
     * @return the multiple of {@link #SIZE} that is not less
     */
    public static int padded(int classes) {
        return Math.addExact(classes, SIZE - 1) / SIZE * SIZE;
    }

    /**
     * The number of features.
     *
     * @return 1 or more
     */
    public int features() {
        return features;
    }

    /**
     * The number of classes.
     *
     * @return 1 or more
     */
    public int classes() {
        return classes;
    }

    /**
     * W.
     *
     * @return as the comment of this class says
     */
    public float[] weights() {
        return weights;
    }

    /**
     * b.
     *
     * @return one number per class, and zeros to a multiple of {@link #SIZE}
     */
    public float[] intercept() {
        return intercept;
    }

    /**
     * Where the weight of the first feature for a class stands.
     *
     * @param k the class
     * @return an index of {@link #weights}
     */
    public int start(int k) {
        return LEAD + k / SIZE * SIZE * features + k % SIZE;
    }
}
