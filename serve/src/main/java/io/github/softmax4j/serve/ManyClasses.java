package io.github.softmax4j.serve;

/** Weights feature by feature: loops run over classes, of four features at a time. */
final class ManyClasses extends Weights {
    private static final int FOUR = 4;

    private final double[][] byFeature;
    private final int features;

    /** The last row is the intercept. */
    ManyClasses(double[]... rows) {
        super(rows[rows.length - 1]);
        this.byFeature = rows;
        this.features = rows.length - 1;
    }

    @Override
    void logits(double[] row, double[] logits) {
        start(logits);
        double[][] w = byFeature;
        int j = 0;
        for (; j + FOUR <= features; j += FOUR) {
            addFour(logits, row[j], w[j], row[j + 1], w[j + 1], row[j + 2], w[j + 2], row[j + 3], w[j + 3]);
        }
        for (; j < features; j++) {
            add(j, row[j], logits);
        }
    }

    /** Four products for each time that the logits are read and written. */
    private static void addFour(
            double[] z, double a, double[] p, double b, double[] q, double c, double[] r, double d, double[] s) {
        for (int k = 0; k < p.length; k++) {
            z[k] += a * p[k] + b * q[k] + (c * r[k] + d * s[k]);
        }
    }

    @Override
    void add(int feature, double value, double[] logits) {
        double[] w = byFeature[feature];
        for (int k = 0; k < w.length; k++) {
            logits[k] += value * w[k];
        }
    }
}
