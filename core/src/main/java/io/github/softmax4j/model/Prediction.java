package io.github.softmax4j.model;

import java.util.Objects;

/**
 * The class that a model gives a row, and how sure it is.
 *
 * @param label the name of the class
 * @param probability P(class | row), 0 to 1; the largest of all classes where a model predicts
 * @see SoftmaxModel
 */
public record Prediction(String label, double probability) {
    /**
     * Checks the label.
     *
     * @param label the name of the class
     * @param probability P(class | row), 0 to 1
     * @throws NullPointerException if there is no label
     */
    public Prediction {
        Objects.requireNonNull(label, "label must not be null");
    }
}
