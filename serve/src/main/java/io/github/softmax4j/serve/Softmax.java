package io.github.softmax4j.serve;

/** Softmax of one row, with the largest logit subtracted, so that no exponential overflows. */
final class Softmax {
    private Softmax() {}

    /**
     * The class that wins.
     *
     * @param logits of the classes, and perhaps more
     * @return the index of the largest; of equal ones the first
     */
    static int mostProbable(double[] logits, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (logits[k] > logits[best]) {
                best = k;
            }
        }
        return best;
    }

    static void probabilities(double[] logits, double[] into) {
        double scale = 1 / toPowers(logits, into.length);
        for (int k = 0; k < into.length; k++) {
            into[k] = logits[k] * scale;
        }
    }

    static void probabilities(double[] logits, float[] into) {
        double scale = 1 / toPowers(logits, into.length);
        for (int k = 0; k < into.length; k++) {
            into[k] = (float) (logits[k] * scale);
        }
    }

    /** Logits become powers, 0 to 1; returns their sum, 1 or more. */
    private static double toPowers(double[] logits, int classes) {
        double largest = logits[mostProbable(logits, classes)];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            logits[k] = Math.exp(logits[k] - largest);
            sum += logits[k];
        }
        return sum;
    }

    /** The classes with the largest numbers, by insertion; of equal ones the first class comes first. */
    static int[] largest(double[] numbers, int classes, int count) {
        var best = new int[count];
        for (int k = 0; k < classes; k++) {
            int at = Math.min(k, count);
            while (at > 0 && numbers[k] > numbers[best[at - 1]]) {
                if (at < count) {
                    best[at] = best[at - 1];
                }
                at--;
            }
            if (at < count) {
                best[at] = k;
            }
        }
        return best;
    }
}
