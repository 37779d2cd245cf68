package io.github.softmax4j.formats;

import java.util.OptionalInt;

/**
 * How LIBSVM is read.
 *
 * @param hashFeatures into how many columns indices are hashed, at least 1; empty for one column per index
 * @param indexBase the first index, 0 or 1; empty to find it in the training rows, or to go by the model
 */
public record LibsvmOptions(OptionalInt hashFeatures, OptionalInt indexBase) {
    /**
     * Checks the options.
     *
     * @param hashFeatures into how many columns indices are hashed
     * @param indexBase the first index
     * @throws IllegalArgumentException if there is less than 1 column, or indices begin elsewhere
     */
    public LibsvmOptions {
        if (hashFeatures.isPresent() && hashFeatures.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "features must be hashed into 1 column or more, but are into " + hashFeatures.getAsInt());
        }
        if (indexBase.isPresent() && indexBase.getAsInt() != 0 && indexBase.getAsInt() != 1) {
            throw new IllegalArgumentException("indices must begin at 0 or 1, but at " + indexBase.getAsInt());
        }
    }

    /**
     * One column per index.
     *
     * @return the options
     */
    public static LibsvmOptions standard() {
        return new LibsvmOptions(OptionalInt.empty(), OptionalInt.empty());
    }

    /**
     * Hashes the indices.
     *
     * @param columns into so many columns; empty for one column per index
     * @return new options
     */
    public LibsvmOptions withHashFeatures(OptionalInt columns) {
        return new LibsvmOptions(columns, indexBase);
    }

    /**
     * Says where indices begin.
     *
     * @param base 0 or 1; empty to find it
     * @return new options
     */
    public LibsvmOptions withIndexBase(OptionalInt base) {
        return new LibsvmOptions(hashFeatures, base);
    }
}
