package io.github.softmax4j.formats;

import java.util.Optional;

/**
 * Which arrays of an NPZ file are read.
 *
 * @param array the array that has the features; empty for the usual names
 */
public record NpzOptions(Optional<String> array) {
    /**
     * The arrays with the usual names.
     *
     * @return the options
     */
    public static NpzOptions standard() {
        return new NpzOptions(Optional.empty());
    }
}
