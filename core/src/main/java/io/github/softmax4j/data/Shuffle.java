package io.github.softmax4j.data;

import java.util.SplittableRandom;

/** Random orders that a seed repeats. */
final class Shuffle {
    private Shuffle() {}

    static int[] permutation(int size, long seed) {
        var order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        shuffle(order, new SplittableRandom(seed));
        return order;
    }

    /** Fisher and Yates; Knuth, The Art of Computer Programming, volume 2, section 3.4.2, algorithm P. */
    static void shuffle(int[] order, SplittableRandom random) {
        shuffle(order, 0, order.length, random);
    }

    /** Only what stands from one place up to another, which is excluded. */
    static void shuffle(int[] order, int from, int to, SplittableRandom random) {
        for (int i = to - 1; i > from; i--) {
            int j = from + random.nextInt(i - from + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
