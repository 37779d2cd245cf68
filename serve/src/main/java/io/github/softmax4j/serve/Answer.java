package io.github.softmax4j.serve;

import java.util.Objects;

/**
 * A class, and how probable it is.
 *
 * @param label the name of the class
 * @param probability P(class | row), 0 to 1
 * @see Scorer
 */
public record Answer(String label, double probability) {
    /**
     * Checks the label.
     *
     * @param label the name of the class
     * @param probability P(class | row), 0 to 1
     * @throws NullPointerException if there is no label
     */
    public Answer {
        Objects.requireNonNull(label, "label must not be null");
    }
}
