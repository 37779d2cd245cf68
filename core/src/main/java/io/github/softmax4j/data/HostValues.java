package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Copies values of the host to a place of an array that is dense in c order, which may be in the memory of a device.
 */
final class HostValues {
    private static final int NUMBERS_AT_A_TIME = 1 << 20;

    private HostValues() {}

    /** The first values, into an array of DOUBLE. */
    static void copy(double[] values, int count, INDArray target, long at) {
        if (Backend.computesInHostMemory()) {
            new DoublePointer(target.data().pointer())
                    .position(target.offset() + at)
                    .put(values, 0, count);
        } else {
            assign(target, at, Nd4j.createFromArray(count == values.length ? values : Arrays.copyOf(values, count)));
        }
    }

    /** The first values, into an array of FLOAT. */
    static void copy(float[] values, int count, INDArray target, long at) {
        if (Backend.computesInHostMemory()) {
            new FloatPointer(target.data().pointer())
                    .position(target.offset() + at)
                    .put(values, 0, count);
        } else {
            assign(target, at, Nd4j.createFromArray(count == values.length ? values : Arrays.copyOf(values, count)));
        }
    }

    /** Values in the type of the array. */
    static void copy(Pointer from, long count, INDArray target, long at) {
        if (!Backend.copy(from, count, target, at)) {
            for (long done = 0; done < count; done += NUMBERS_AT_A_TIME) {
                int some = (int) Math.min(NUMBERS_AT_A_TIME, count - done);
                if (target.dataType() == DataType.FLOAT) {
                    var floats = new float[some];
                    new FloatPointer(from).position(done).get(floats);
                    copy(floats, some, target, at + done);
                } else {
                    var doubles = new double[some];
                    new DoublePointer(from).position(done).get(doubles);
                    copy(doubles, some, target, at + done);
                }
            }
        }
    }

    /** Returns when it is done: the memory of what is closed may be another thread's at once. */
    private static void assign(INDArray target, long at, INDArray values) {
        try (values) {
            INDArray flat = target.reshape('c', new long[] {target.length()});
            flat.get(NDArrayIndex.interval(at, at + values.length())).assign(values);
            Nd4j.getExecutioner().commit();
        }
    }
}
