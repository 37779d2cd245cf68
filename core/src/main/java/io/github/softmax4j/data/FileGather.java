package io.github.softmax4j.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of rows that are read from a file. */
final class FileGather implements RowGather {
    private final FileRows from;
    private INDArray last;

    FileGather(FileRows from) {
        this.from = from;
    }

    @Override
    public INDArray take(int... rows) {
        close();
        last = from.copy(rows);
        return last;
    }

    @Override
    public void close() {
        if (last != null) {
            last.close();
            last = null;
        }
    }
}
