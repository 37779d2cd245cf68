package io.github.softmax4j.math;

/**
 * W and b in float, some neighbouring classes after the other, feature by feature, so that a product whose lanes are
 * classes reads memory in order.
 *
 * <pre>
 *   w_jk   stands at start(k) + {@link #SIZE} j of weights
 * </pre>
 *
 * <p>What is missing in the last block is 0. Immutable; nobody who is handed an array changes it.
 */
public final class ClassBlocks {
    /** Classes of a block: as many as the widest vectors have lanes. */
    public static final int SIZE = 16;

    private final int features;
    private final int classes;
    private final float[] weights;
    private final float[] intercept;

    /**
     * Copies weights.
     *
     * @param byFeature weights of each feature for all classes, or for more features than count
     * @param features how many count
     * @param intercept of all classes
     */
    ClassBlocks(float[][] byFeature, int features, float... intercept) {
        this.features = features;
        this.classes = intercept.length;
        int padded = (classes + SIZE - 1) / SIZE * SIZE;
        this.weights = new float[Math.multiplyExact(padded, features)];
        this.intercept = new float[padded];
        System.arraycopy(intercept, 0, this.intercept, 0, classes);
        for (int j = 0; j < features; j++) {
            for (int k = 0; k < classes; k++) {
                weights[start(k) + SIZE * j] = byFeature[j][k];
            }
        }
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
        return k / SIZE * SIZE * features + k % SIZE;
    }
}
