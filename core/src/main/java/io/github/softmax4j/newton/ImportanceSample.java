package io.github.softmax4j.newton;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Some terms of a sum in place of all: large ones as they are, of the smaller ones some by chance, each for those like
 * it, so that the sum is the same on average. Horvitz and Thompson, A generalization of sampling without replacement
 * from a finite universe (1952).
 *
 * @param places the terms that were drawn, ascending
 * @param weights what counts in place of each
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
record ImportanceSample(int[] places, double[] weights) {
    /**
     * Draws.
     *
     * @param terms 0 or more each
     * @param wanted how many are drawn, on average; all that are not 0 if there are no more
     * @param random by which
     */
    static ImportanceSample of(double[] terms, int wanted, SplittableRandom random) {
        double certain = smallestCertain(terms, wanted);
        int[] places = IntStream.range(0, terms.length)
                .filter(i -> terms[i] > 0 && random.nextDouble() * certain < terms[i])
                .toArray();
        double[] weights = Arrays.stream(places)
                .mapToDouble(i -> Math.max(terms[i], certain))
                .toArray();
        return new ImportanceSample(places, weights);
    }

    /** t, where sum min(1, term / t) is the number wanted; 0 where all terms are. */
    private static double smallestCertain(double[] terms, int wanted) {
        double[] ascending =
                Arrays.stream(terms).filter(term -> term > 0).sorted().toArray();
        if (ascending.length <= wanted) {
            return 0;
        }
        double[] sums = ascending.clone(); // added up from the smallest: a difference of sums may have no digit left
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        int larger = 0;
        double t = sums[sums.length - 1] / wanted;
        while (larger + 1 < wanted && ascending[ascending.length - 1 - larger] > t) {
            larger++;
            t = sums[sums.length - 1 - larger] / (wanted - larger);
        }
        return t;
    }
}
