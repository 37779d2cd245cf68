package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.data.ArrayMemory;
import io.github.softmax4j.data.Batch;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of a batch, as Java sees it.
 *
 * @param batch whose arrays must not be freed while the buffers are in use
 * @param features rows x features
 * @param labels of each row; null where there are targets
 * @param targets rows x classes; null where there are labels
 * @param weights rows x models, in a sample of the Hessian rows x 1 for all of them; null where all rows count once
 */
record RowBlock(Batch batch, FloatBuffer features, IntBuffer labels, FloatBuffer targets, FloatBuffer weights) {
    static RowBlock of(Batch batch) {
        if (batch.block().isStreamed()) {
            throw new IllegalStateException(
                    "features that come and go block by block are not for this processor's kernel, "
                            + "which reads all blocks at once: here they are mapped into memory");
        }
        var dense = new Batch(
                dense(batch.features()),
                dense(batch.labels()),
                dense(batch.targets()),
                dense(batch.weights()),
                batch.weightSum());
        return new RowBlock(
                dense,
                floats(dense.features()),
                ints(dense.labels()),
                floats(dense.targets()),
                floats(dense.weights()));
    }

    /** The same values with nothing between them, in the order of the rows: itself, or a copy. */
    static INDArray dense(INDArray array) {
        return array == null || ArrayMemory.isDense(array) ? array : array.dup('c');
    }

    static FloatBuffer floats(INDArray array) {
        return array == null ? null : ArrayMemory.of(array).asFloatBuffer();
    }

    private static IntBuffer ints(INDArray array) {
        return array == null ? null : ArrayMemory.of(array).asIntBuffer();
    }

    int rows() {
        return Math.toIntExact(batch.rows());
    }

    int groups() {
        return (rows() + Tile.ROWS - 1) / Tile.ROWS;
    }
}
