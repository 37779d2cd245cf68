package io.github.softmax4j.export.form;

import java.io.IOException;
import java.util.Optional;

/** Scores rows with a file that was written, by a reader that knows nothing of the model. */
public interface WrittenScorer extends AutoCloseable {
    /**
     * What the file says of rows.
     *
     * @param rows rows of the form that was written
     * @return rows x classes; NaN in all of a row that it refuses
     * @throws IOException if the reader fails
     */
    double[][] probabilities(CheckRows rows) throws IOException;

    /**
     * The classes that the file names.
     *
     * @param rows rows of the form that was written
     * @return one for each row, anything where it refuses the row; empty where such a file names none
     * @throws IOException if the reader fails
     */
    default Optional<String[]> labels(CheckRows rows) throws IOException {
        return Optional.empty();
    }

    @Override
    void close() throws IOException;
}
