package io.github.softmax4j.math;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a pass over some rows is about.
 *
 * @param rows how many rows are gone through: of the data set or a sample, in all batches together; with mini-batches
 *     in all epochs
 * @param features the number of features, at least 1
 * @param classes the number of classes, at least 1
 * @param models how many models stand side by side, at least 1
 * @param type the type of features and parameters, FLOAT or DOUBLE
 */
public record PassShape(long rows, long features, long classes, int models, DataType type) {
    /**
     * The columns of logits and parameters.
     *
     * @return classes of all models
     */
    public long columns() {
        return classes * models;
    }

    /**
     * The same pass over another number of rows.
     *
     * @param count at least 1
     * @return the shape
     */
    public PassShape ofRows(long count) {
        return new PassShape(count, features, classes, models, type);
    }

    /**
     * The same pass for another number of models.
     *
     * @param count at least 1
     * @return the shape
     */
    public PassShape ofModels(int count) {
        return new PassShape(rows, features, classes, count, type);
    }
}
