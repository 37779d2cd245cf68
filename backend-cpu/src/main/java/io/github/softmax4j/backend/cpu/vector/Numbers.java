package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.data.ArrayMemory;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory of an array of FLOAT or DOUBLE, whose numbers are read and written in double either way. */
abstract class Numbers {
    private Numbers() {}

    /** Of an array whose numbers lie one after the other, in whatever order. */
    static Numbers of(INDArray array) {
        return array.dataType() == DataType.DOUBLE
                ? new Doubles(ArrayMemory.of(array).asDoubleBuffer())
                : new Floats(ArrayMemory.of(array).asFloatBuffer());
    }

    /**
     * Reads some.
     *
     * @param at the place of the first
     * @param to overwritten from its beginning
     * @param count how many
     * @param work may be overwritten
     */
    abstract void read(int at, double[] to, int count, float[] work);

    /**
     * Writes some.
     *
     * @param from where they are
     * @param first the place of the first among those
     * @param at its place here
     * @param count how many
     * @param work may be overwritten
     */
    abstract void write(double[] from, int first, int at, int count, float[] work);

    private static final class Doubles extends Numbers {
        private final DoubleBuffer memory;

        Doubles(DoubleBuffer memory) {
            this.memory = memory;
        }

        @Override
        void read(int at, double[] to, int count, float[] work) {
            memory.get(at, to, 0, count);
        }

        @Override
        void write(double[] from, int first, int at, int count, float[] work) {
            memory.put(at, from, first, count);
        }
    }

    private static final class Floats extends Numbers {
        private final FloatBuffer memory;

        Floats(FloatBuffer memory) {
            this.memory = memory;
        }

        @Override
        void read(int at, double[] to, int count, float[] work) {
            memory.get(at, work, 0, count);
            for (int i = 0; i < count; i++) {
                to[i] = work[i];
            }
        }

        @Override
        void write(double[] from, int first, int at, int count, float[] work) {
            for (int i = 0; i < count; i++) {
                work[i] = (float) from[first + i];
            }
            memory.put(at, work, 0, count);
        }
    }
}
