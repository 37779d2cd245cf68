package io.github.softmax4j.data;

import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies of rows that are read from a file, in one buffer. */
final class FileGather implements RowGather {
    private final FileRows from;
    private final BytePointer memory;
    private final INDArray buffer;

    FileGather(FileRows from, int mostRows) {
        this.from = from;
        this.memory = new BytePointer(mostRows * from.rowBytes());
        this.buffer = from.newArray(mostRows);
    }

    /** Nothing that the device was told to do may still need the rows before. */
    @Override
    public INDArray take(int... rows) {
        Nd4j.getExecutioner().commit();
        from.gather(rows, memory, buffer, 0);
        return ArrayRows.range(buffer, 0, rows.length);
    }

    @Override
    public void close() {
        memory.close();
        buffer.close();
    }
}
