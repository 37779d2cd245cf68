package io.github.softmax4j.export.reading;

/** What a file may ask for: few bytes can claim many weights that are 0. */
final class Limits {
    /** A gigabyte of doubles; the largest text models known have some millions. */
    static final long MOST_WEIGHTS = 1L << 27;

    private Limits() {}

    static void requireWeights(long features, long classes) {
        if (features < 1 || classes < 1 || features > MOST_WEIGHTS / classes) {
            throw new IllegalArgumentException("there must be 1 to " + MOST_WEIGHTS + " weights, but there are "
                    + features + " features x " + classes + " classes");
        }
    }
}
