package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.data.ArrayMemory;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of an array of FLOAT or DOUBLE, whose values are read and written in double either way. Places count
 * values, in the order of memory.
 */
abstract class Elements {
    /** Keeps its memory from being freed as long as this is in use. */
    @SuppressWarnings("unused")
    private final INDArray array;

    private Elements(INDArray array) {
        this.array = array;
    }

    /** Of an array of FLOAT or DOUBLE whose values lie one after the other, in whatever order. */
    static Elements of(INDArray array) {
        return array.dataType() == DataType.DOUBLE ? new Doubles(array) : new Floats(array);
    }

    /**
     * Reads values.
     *
     * @param at the place of the first
     * @param to overwritten from its beginning
     * @param count how many
     * @param work for at least as many; overwritten or not
     */
    abstract void read(int at, double[] to, int count, float[] work);

    /**
     * Writes values.
     *
     * @param from where they are
     * @param first the index of the first there
     * @param at its place here
     * @param count how many
     * @param work for at least as many; overwritten or not
     */
    abstract void write(double[] from, int first, int at, int count, float[] work);

    private static final class Doubles extends Elements {
        private final DoubleBuffer memory;

        Doubles(INDArray array) {
            super(array);
            memory = ArrayMemory.of(array).asDoubleBuffer();
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

    private static final class Floats extends Elements {
        private final FloatBuffer memory;

        Floats(INDArray array) {
            super(array);
            memory = ArrayMemory.of(array).asFloatBuffer();
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
