package io.github.softmax4j.model;

/**
 * What one thread computes rows in: kept from call to call, so that a call allocates nothing.
 *
 * <p>Nothing of a caller stays behind but the numbers of its last row. Large arrays are not kept: pools of many threads
 * would have many of them.
 */
final class RowWork {
    /** A megabyte in double. */
    private static final int MOST_KEPT = 1 << 17;

    private static final ThreadLocal<RowWork> OF_THREAD = ThreadLocal.withInitial(() -> new RowWork(0, 0));

    /** The features of a row, and perhaps more. */
    final double[] row;
    /** The logits of a row, and perhaps more. */
    final double[] logits;
    /** The same in float. */
    final float[] logitsInFloat;

    private boolean fromBehind;

    private RowWork(int features, int classes) {
        row = new double[features];
        logits = new double[classes];
        logitsInFloat = new float[classes];
    }

    /** True at every other call. */
    boolean turn() {
        fromBehind = !fromBehind;
        return fromBehind;
    }

    /** For rows of so many features and classes; what is in it means nothing. */
    static RowWork of(int features, int classes) {
        RowWork kept = OF_THREAD.get();
        if (features <= kept.row.length && classes <= kept.logits.length) {
            return kept;
        }
        var made = new RowWork(Math.max(features, kept.row.length), Math.max(classes, kept.logits.length));
        if (features <= MOST_KEPT && classes <= MOST_KEPT) {
            OF_THREAD.set(made);
        }
        return made;
    }
}
