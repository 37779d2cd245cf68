package io.github.softmax4j.serve;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The logits of rows and records, and what of them is refused. Immutable. */
final class Logits {
    /** The number of a row that is in no batch. */
    static final int ALONE = -1;

    private final Header header;
    private final List<String> featureNames;
    private final int features;
    private final int classes;
    private final Weights weights;
    /** Made when the first record comes: whoever has rows needs it not. */
    private volatile RecordFeatures records;

    Logits(Header header, Weights weights) {
        this.header = header;
        this.featureNames = header.featureNames();
        this.features = featureNames.size();
        this.classes = weights.classes();
        this.weights = weights;
    }

    /** Of a row, whose number in messages is {@link #ALONE} or that in a batch; the thread's to overwrite. */
    double[] of(float[] row, int number) {
        requireFit(row, row == null ? 0 : row.length, number);
        Work work = Work.of(features, classes);
        for (int j = 0; j < row.length; j++) {
            work.row[j] = row[j];
        }
        weights.logits(work.row, work.logits);
        return isFinite(work.logits) ? work.logits : refuse(work.row, number);
    }

    double[] of(double[] row, int number) {
        requireFit(row, row == null ? 0 : row.length, number);
        Work work = Work.of(features, classes);
        weights.logits(row, work.logits);
        return isFinite(work.logits) ? work.logits : refuse(row, number);
    }

    double[] of(Map<String, ?> record) {
        Objects.requireNonNull(record, "record must not be null");
        Work work = Work.of(features, classes);
        work.logits(records(), record, weights);
        return isFinite(work.logits) ? work.logits : refuse(features(record), ALONE);
    }

    double[] features(Map<String, ?> record) {
        var made = new double[features];
        records().put(record, (feature, value) -> made[feature] = value);
        return made;
    }

    private RecordFeatures records() {
        RecordFeatures made = records;
        if (made == null) {
            made = new RecordFeatures(header);
            records = made;
        }
        return made;
    }

    private void requireFit(Object row, int length, int number) {
        if (row == null) {
            throw new NullPointerException((number == ALONE ? "row " : place(number)) + "must not be null");
        }
        if (length != features) {
            throw new IllegalArgumentException(
                    place(number) + "must have " + features + " features, but has " + length);
        }
    }

    void requireRoom(int length) {
        if (length != classes) {
            throw new IllegalArgumentException("the array for probabilities must have room for exactly " + classes
                    + " classes, but has " + length);
        }
    }

    private static String place(int number) {
        return number == ALONE ? "the row " : "row " + number + ", counted from 0, ";
    }

    private boolean isFinite(double[] logits) {
        boolean isFinite = true;
        for (int k = 0; k < classes; k++) {
            isFinite &= Math.abs(logits[k]) <= Double.MAX_VALUE;
        }
        return isFinite;
    }

    private double[] refuse(double[] row, int number) {
        for (int j = 0; j < features; j++) {
            if (!Double.isFinite(row[j])) {
                throw new IllegalArgumentException(place(number) + "must be finite, but feature " + j + " ("
                        + featureNames.get(j) + ") is " + row[j]);
            }
        }
        throw new IllegalArgumentException(
                place(number) + "is too large for this model: its logits are beyond the largest double");
    }
}
