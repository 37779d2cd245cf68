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
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
