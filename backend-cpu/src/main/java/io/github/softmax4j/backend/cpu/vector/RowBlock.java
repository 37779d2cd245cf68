package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.data.Batch;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of a batch, as Java sees it.
 *
 * @param batch whose arrays must not be freed while the buffers are in use
 * @param features rows x features
 * @param labels of each row; null where there are targets
 * @param targets rows x classes; null where there are labels
 * @param weights rows x models; null where all rows count once
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

    /** The same numbers with nothing between them, in the order of the rows: itself, or a copy. */
    static INDArray dense(INDArray array) {
        if (array == null) {
            return null;
        }
        boolean denseRows = array.columns() == 1 || array.stride(array.rank() - 1) == 1;
        boolean denseColumn = array.rank() == 1 || array.rows() == 1 || array.stride(0) == array.columns();
        return denseRows && denseColumn ? array : array.dup('c');
    }

    /** The memory of an array that is dense; where it is a view, its data are those of the whole, from an offset on. */
    static FloatBuffer floats(INDArray array) {
        return array == null
                ? null
                : bytes(new FloatPointer(array.data().pointer()).getPointer(array.offset()), array)
                        .asFloatBuffer();
    }

    private static IntBuffer ints(INDArray array) {
        return array == null
                ? null
                : bytes(new IntPointer(array.data().pointer()).getPointer(array.offset()), array)
                        .asIntBuffer();
    }

    /** From its own address on: a position beyond 2 GB would be none of a buffer of Java. */
    private static ByteBuffer bytes(Pointer from, INDArray array) {
        return from.position(0).capacity(array.length()).limit(array.length()).asByteBuffer();
    }

    int rows() {
        return Math.toIntExact(batch.rows());
    }

    int groups() {
        return (rows() + Tile.ROWS - 1) / Tile.ROWS;
    }
}
