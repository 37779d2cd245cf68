package io.github.softmax4j.formats;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How LIBSVM is read.
 *
 * <p>For example:
 *
 * <pre>{@code
 * LibsvmOptions hashed = LibsvmOptions.standard().withHashFeatures(1024).withIndexBase(1);
 * ReadOptions options =
 *         ReadOptions.forTraining().withFormat(Format.LIBSVM).withLibsvm(hashed);
 * Dataset training = Tables.readTraining(words, options).trainingSet();
 * }</pre>
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
        Objects.requireNonNull(hashFeatures, "hashFeatures");
        Objects.requireNonNull(indexBase, "indexBase");
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
     * @param columns into so many columns, at least 1
     * @return new options
     * @throws IllegalArgumentException if it is less than 1
     */
    public LibsvmOptions withHashFeatures(int columns) {
        return new LibsvmOptions(OptionalInt.of(columns), indexBase);
    }

    /**
     * Says where indices begin.
     *
     * @param base 0 or 1
     * @return new options
     * @throws IllegalArgumentException if it is another
     */
    public LibsvmOptions withIndexBase(int base) {
        return new LibsvmOptions(hashFeatures, OptionalInt.of(base));
    }
}
