package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies rows of a matrix, or values of a vector, by their indices, into one buffer: where the host computes, row by
 * row, which is faster than ND4J's operation (docs/experiments/0010); that one is built once, because building costs
 * more than a small run.
 */
final class ArrayGather implements RowGather {
    private final DynamicCustomOp operation = DynamicCustomOp.builder("gather").build();
    private final OpContext context = Nd4j.getExecutioner().buildContext();
    private final INDArray from;
    private final INDArray buffer;
    private final BytePointer source;
    private final BytePointer target;
    private final long rowBytes;

    /** With room for so many rows. */
    ArrayGather(INDArray from, long mostRows) {
        this.from = from;
        long[] shape = from.shape().clone(); // ND4J hands out its own
        shape[0] = mostRows;
        this.buffer = Nd4j.create(from.dataType(), shape, 'c');
        context.setIArguments(0);
        boolean copiesItself = Backend.computesInHostMemory() && ArrayMemory.isDense(from);
        source = copiesItself ? new BytePointer(from.data().pointer()) : null;
        target = copiesItself ? new BytePointer(buffer.data().pointer()) : null;
        rowBytes = from.length() / from.size(0) * from.dataType().width();
    }

    @Override
    public INDArray take(int... indices) {
        INDArray rows = ArrayRows.range(buffer, 0, indices.length);
        if (source == null) {
            gather(indices, rows);
        } else {
            copy(indices);
        }
        return rows;
    }

    private void gather(int[] indices, INDArray rows) {
        try (INDArray wanted = Nd4j.createFromArray(indices)) {
            context.purge(); // the handles of the arrays before would be kept
            context.setInputArray(0, from);
            context.setInputArray(1, wanted);
            context.setOutputArray(0, rows);
            Nd4j.getExecutioner().exec(operation, context);
        }
    }

    private void copy(int[] indices) {
        long offset = from.offset() * from.dataType().width();
        for (int i = 0; i < indices.length; i++) {
            Pointer.memcpy(target.position(i * rowBytes), source.position(offset + indices[i] * rowBytes), rowBytes);
        }
    }

    @Override
    public void close() {
        buffer.close();
    }
}
