package io.github.softmax4j.newton;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.BlockSize;
import io.github.softmax4j.math.Coordinates;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The rows that Hessians are summed over, some or all of them.
 *
 * @param dataset all rows, as they count in the objective
 * @param coordinates of the optimiser, in which Hessians are taken
 * @param seed of the choice of a sample
 */
public record HessianRows(Dataset dataset, Coordinates coordinates, long seed) {
    int features() {
        return dataset.featureMatrix().columns();
    }

    int classes() {
        return dataset.classes().size();
    }

    DataType type() {
        return dataset.type();
    }

    /** Of a pass for one model. */
    int blockRows() {
        return BlockSize.rows(features(), classes(), type());
    }
}
