package io.github.softmax4j.formats;

import java.util.OptionalInt;

/**
 * How LIBSVM is read.
 *
 * @param hashFeatures into how many columns indices are hashed, at least 1; empty for one column per index
 */
public record LibsvmOptions(OptionalInt hashFeatures) {
    /**
     * Checks the options.
     *
     * @param hashFeatures into how many columns indices are hashed
     * @throws IllegalArgumentException if it is less than 1
     */
    public LibsvmOptions {
        if (hashFeatures.isPresent() && hashFeatures.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "features must be hashed into 1 column or more, but are into " + hashFeatures.getAsInt());
        }
    }

    /**
     * One column per index.
     *
     * @return the options
     */
    public static LibsvmOptions standard() {
        return new LibsvmOptions(OptionalInt.empty());
    }
}
