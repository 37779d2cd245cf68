package io.github.softmax4j.math;

/** Softmax of one row on the heap, with the largest logit subtracted, so that no exponential overflows. */
public final class HeapSoftmax {
    private HeapSoftmax() {}

    /**
     * The class that wins.
     *
     * @param logits of the classes, and perhaps more
     * @param classes how many count, 1 or more
     * @return the index of the largest; of equal ones the first
     */
    public static int mostProbable(double[] logits, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (logits[k] > logits[best]) {
                best = k;
            }
        }
        return best;
    }

    /**
     * The same in float.
     *
     * @param logits of the classes, and perhaps more
     * @param classes how many count, 1 or more
     * @return the index of the largest; of equal ones the first
     */
    public static int mostProbable(float[] logits, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (logits[k] > logits[best]) {
                best = k;
            }
        }
        return best;
    }

    /**
     * The probabilities of the classes.
     *
     * @param logits of the classes, and perhaps more; overwritten
     * @param into overwritten, one per class
     */
    public static void probabilities(double[] logits, float[] into) {
        double scale = 1 / toPowers(logits, into.length);
        for (int k = 0; k < into.length; k++) {
            into[k] = (float) (logits[k] * scale);
        }
    }

    /**
     * Logits become powers.
     *
     * @param logits of the classes, overwritten with exp(z - max z), 0 to 1
     * @param classes how many count, 1 or more
     * @return the sum of the powers, 1 or more: divided by it they are probabilities
     */
    public static double toPowers(double[] logits, int classes) {
        double largest = logits[mostProbable(logits, classes)];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            logits[k] = Math.exp(logits[k] - largest);
            sum += logits[k];
        }
        return sum;
    }
}
