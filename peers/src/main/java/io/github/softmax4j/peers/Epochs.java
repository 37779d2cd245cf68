package io.github.softmax4j.peers;

import java.util.Set;

/** After which epochs the weights of a fit are kept: about equally far apart on a logarithmic axis. */
final class Epochs {
    private static final Set<Integer> KEPT = Set.of(1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 60);

    private Epochs() {}

    static boolean isKept(int epoch) {
        return KEPT.contains(epoch);
    }
}
