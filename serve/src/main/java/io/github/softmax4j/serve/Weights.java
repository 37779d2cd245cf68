package io.github.softmax4j.serve;

/**
 * W and b, in double, for the product with one row.
 *
 * <pre>
 *   z = x W + b         row x: features, logits z: classes
 * </pre>
 *
 * <p>Sums run side by side, one for each class, because one alone would wait for itself at every feature. Immutable.
 */
abstract class Weights {
    /** From here on a loop over the classes is long enough for the JIT compiler to make vectors of it. */
    private static final int MANY_CLASSES = 32;

    private final double[] intercept;

    Weights(double... intercept) {
        this.intercept = intercept;
    }

    /**
     * Of a model.
     *
     * @param rows (features + 1) x classes, the last row the intercept; not to be used any more
     * @throws IllegalArgumentException if they are more than an array can hold
     */
    static Weights of(double[]... rows) {
        int features = rows.length - 1;
        return rows[features].length < MANY_CLASSES ? new FewClasses(rows) : new ManyClasses(rows);
    }

    int classes() {
        return intercept.length;
    }

    /** Writes b. */
    void start(double[] logits) {
        System.arraycopy(intercept, 0, logits, 0, intercept.length);
    }

    /**
     * Writes x W + b.
     *
     * @param row one number per feature, and perhaps more
     * @param logits another array, of one number per class or more
     */
    abstract void logits(double[] row, double[] logits);

    /** Adds the weights of one feature, times its value. */
    abstract void add(int feature, double value, double[] logits);
}
