package io.github.softmax4j.formats;

import java.util.Objects;
import java.util.Optional;

/**
 * Which arrays of an NPZ file are read.
 *
 * <p>For example:
 *
 * <pre>{@code
 * NpzOptions arrays = NpzOptions.standard().withArray("pixels"); // which is no usual name
 * ReadOptions options = ReadOptions.forTraining().withNpz(arrays);
 * Dataset training = Tables.readTraining(archive, options).trainingSet(); // of a file such as rows.npz
 * }</pre>
 *
 * @param array the array that has the features; empty for the usual names
 * @param part which rows are read, of a file that has several kinds, such as x_train and x_test
 */
public record NpzOptions(Optional<String> array, Part part) {
    /**
     * Takes the options.
     *
     * @param array the array that has the features
     * @param part which rows are read
     */
    public NpzOptions {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(part, "part");
    }

    /** Kinds of rows. */
    public enum Part {
        /** Those to train on for a training set, else those to test on. */
        USUAL,
        /** Those that choose a model while it is trained. */
        VALIDATION
    }

    /**
     * The arrays with the usual names.
     *
     * @return the options
     */
    public static NpzOptions standard() {
        return new NpzOptions(Optional.empty(), Part.USUAL);
    }

    /**
     * Names the array that has the features.
     *
     * @param key its name in the file
     * @return new options
     */
    public NpzOptions withArray(String key) {
        return new NpzOptions(Optional.of(Objects.requireNonNull(key, "key")), part);
    }

    /**
     * Says which rows are read.
     *
     * @param other where the file has several kinds
     * @return new options
     */
    public NpzOptions withPart(Part other) {
        return new NpzOptions(array, Objects.requireNonNull(other, "other"));
    }
}
