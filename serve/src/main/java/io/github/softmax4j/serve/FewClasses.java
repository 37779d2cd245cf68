package io.github.softmax4j.serve;

/**
 * Weights in blocks of eight classes, then of two, feature by feature: as many sums as registers hold, in a loop that
 * reads memory in order. Where the number of classes is odd, the last block has a class too many, whose weights are 0.
 */
final class FewClasses extends Weights {
    private static final int EIGHT = 8;
    private static final int TWO = 2;

    private final int features;
    private final int classes;
    /** Where the blocks of eight end. */
    private final int eights;

    private final double[] blocks;

    /** The last row is the intercept. */
    FewClasses(double[]... rows) {
        super(rows[rows.length - 1]);
        this.features = rows.length - 1;
        this.classes = classes();
        this.eights = classes / EIGHT * EIGHT;
        this.blocks = new double[requireRoom((classes + 1L) / TWO * TWO * features)];
        for (int j = 0; j < features; j++) {
            for (int k = 0; k < classes; k++) {
                blocks[place(j, k)] = rows[j][k];
            }
        }
    }

    private static int requireRoom(long weights) {
        if (weights > Integer.MAX_VALUE - EIGHT) {
            throw new IllegalArgumentException(
                    "must have less than 2^31 weights to be scored with, but has " + weights);
        }
        return (int) weights;
    }

    private int place(int feature, int k) {
        int size = k < eights ? EIGHT : TWO;
        return k / size * size * features + feature * size + k % size;
    }

    @Override
    void logits(double[] row, double[] logits) {
        start(logits);
        int k = 0;
        for (; k < eights; k += EIGHT) {
            addEight(row, k, logits);
        }
        for (; k < classes; k += TWO) {
            addTwo(row, k, logits);
        }
    }

    private void addEight(double[] row, int first, double[] z) {
        double[] w = blocks;
        int start = first * features;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        for (int j = 0; j < features; j++) {
            double x = row[j];
            int at = start + EIGHT * j;
            a += x * w[at];
            b += x * w[at + 1];
            c += x * w[at + 2];
            d += x * w[at + 3];
            e += x * w[at + 4];
            f += x * w[at + 5];
            g += x * w[at + 6];
            h += x * w[at + 7];
        }
        z[first] += a;
        z[first + 1] += b;
        z[first + 2] += c;
        z[first + 3] += d;
        z[first + 4] += e;
        z[first + 5] += f;
        z[first + 6] += g;
        z[first + 7] += h;
    }

    /** Two features at a time, so that four sums are under way. */
    private void addTwo(double[] row, int first, double[] z) {
        double[] w = blocks;
        int start = first * features;
        double a = 0;
        double b = 0;
        double nextA = 0;
        double nextB = 0;
        int j = 0;
        for (; j + 1 < features; j += 2) {
            int at = start + TWO * j;
            a += row[j] * w[at];
            b += row[j] * w[at + 1];
            nextA += row[j + 1] * w[at + 2];
            nextB += row[j + 1] * w[at + 3];
        }
        if (j < features) {
            a += row[j] * w[start + TWO * j];
            b += row[j] * w[start + TWO * j + 1];
        }
        z[first] += a + nextA;
        z[first + 1] += b + nextB;
    }

    @Override
    void add(int feature, double value, double[] logits) {
        int k = 0;
        while (k < classes) {
            int size = k < eights ? EIGHT : TWO;
            int end = Math.min(k + size, classes);
            for (int at = place(feature, k); k < end; at++, k++) {
                logits[k] += value * blocks[at];
            }
        }
    }
}
