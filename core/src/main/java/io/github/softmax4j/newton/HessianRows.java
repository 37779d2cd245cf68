package io.github.softmax4j.newton;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.BlockSize;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.HeapRows;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The rows that Hessians are summed over, some or all of them.
 *
 * @param dataset all rows, as they count in the objective
 * @param coordinates of the optimiser, in which Hessians are taken
 * @param seed of the choice of a sample
 * @param heap the same rows on the heap, where they are few; else null
 */
public record HessianRows(Dataset dataset, Coordinates coordinates, long seed, HeapRows heap) {
    /**
     * Rows that are not on the heap.
     *
     * @param dataset all rows, as they count in the objective
     * @param coordinates of the optimiser
     * @param seed of the choice of a sample
     */
    public HessianRows(Dataset dataset, Coordinates coordinates, long seed) {
        this(dataset, coordinates, seed, null);
    }

    int features() {
        return dataset.featureMatrix().columns();
    }

    int classes() {
        return dataset.classes().size();
    }

    DataType type() {
        return dataset.type();
    }

    /** Of a pass for one model: logits and gradient. */
    double multiplyAddsOfPass() {
        return 2.0 * dataset.rows() * (features() + 1.0) * classes();
    }

    /** Of a pass for one model. */
    int blockRows() {
        return BlockSize.rows(features(), classes(), type());
    }
}
