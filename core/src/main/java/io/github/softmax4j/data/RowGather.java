package io.github.softmax4j.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of some rows, again and again. */
interface RowGather extends AutoCloseable {
    /** Copies rows, in the order wanted; valid until the next call. */
    INDArray take(int... rows);

    @Override
    void close();
}
