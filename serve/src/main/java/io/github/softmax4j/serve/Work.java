package io.github.softmax4j.serve;

import java.util.Map;

/**
 * What one thread computes rows in: kept from call to call, so that a call allocates nothing. Large arrays are not
 * kept: pools of many threads would have many of them.
 */
final class Work implements FeatureSink {
    /** A megabyte. */
    private static final int MOST_KEPT = 1 << 17;

    private static final ThreadLocal<Work> OF_THREAD = ThreadLocal.withInitial(() -> new Work(0, 0));

    /** The features of a row, and perhaps more. */
    final double[] row;
    /** The logits of a row, and perhaps more: one at least. */
    final double[] logits;
    /** Of the record that is under way; a thread must not keep a model that nobody else has. */
    private Weights weights;

    private Work(int features, int classes) {
        row = new double[features];
        logits = new double[classes];
    }

    /** For so many features and classes, and a class more; what is in it means nothing. */
    static Work of(int features, int classes) {
        Work kept = OF_THREAD.get();
        if (features <= kept.row.length && classes < kept.logits.length) {
            return kept;
        }
        var made = new Work(Math.max(features, kept.row.length), Math.max(classes + 1, kept.logits.length));
        if (features <= MOST_KEPT && classes < MOST_KEPT) {
            OF_THREAD.set(made);
        }
        return made;
    }

    /** Writes the logits of a record, column by column: most features of a record are 0, and take no time. */
    void logits(RecordFeatures records, Map<String, ?> record, Weights ofModel) {
        weights = ofModel;
        try {
            weights.start(logits);
            records.put(record, this);
        } finally {
            weights = null;
        }
    }

    @Override
    public void put(int feature, double value) {
        weights.add(feature, value, logits);
    }
}
