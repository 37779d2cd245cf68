package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The labels of rows, checked at the door, as indices of classes. */
final class RowLabels {
    private RowLabels() {}

    /**
     * Labels by name.
     *
     * @throws IllegalArgumentException if there is not one for each row, or one is no class
     */
    static Targets.Labels ofNames(List<String> labels, ClassLabels classes, long rows) {
        requireOneForEach(rows, labels.size());
        var indices = new int[labels.size()];
        for (int row = 0; row < indices.length; row++) {
            String label = labels.get(row);
            if (label == null) {
                throw new NullPointerException("labels must not be null, but that of row " + row + " is");
            }
            indices[row] = classes.indexOf(label);
            if (indices[row] < 0) {
                throw new IllegalArgumentException(
                        "the label of row " + row + " must be one of " + classes + ", but is '" + label + "'");
            }
        }
        return new Targets.Labels(indices);
    }

    /**
     * Labels by number, copied.
     *
     * @throws IllegalArgumentException if there is not one for each row, or one is no class
     */
    static Targets.Labels ofIndices(int[] indices, ClassLabels classes, long rows) {
        requireOneForEach(rows, indices.length);
        for (int row = 0; row < indices.length; row++) {
            if (indices[row] < 0 || indices[row] >= classes.size()) {
                throw new IllegalArgumentException("the class index of row " + row + " must be from 0 to "
                        + (classes.size() - 1) + ", but is " + indices[row]);
            }
        }
        return new Targets.Labels(indices.clone());
    }

    /** The text of numbered labels. */
    static String[] decimal(int... labels) {
        Objects.requireNonNull(labels, "labels must not be null");
        return Arrays.stream(labels).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static void requireOneForEach(long rows, int labels) {
        if (labels != rows) {
            throw new IllegalArgumentException("there must be one label per row, but features have " + rows
                    + " rows and there are " + labels + " labels");
        }
    }
}
