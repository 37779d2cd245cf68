package io.github.softmax4j.math;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.ArrayMemory;
import io.github.softmax4j.linalg.Vectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies matrices between the heap and arrays of ND4J at once, where the backend computes in the memory of the host:
 * ND4J goes element by element, and in a young process, whose loops are not compiled, that takes longer than products.
 */
public final class HostArrays {
    private HostArrays() {}

    /**
     * A matrix with given values.
     *
     * @param values row by row
     * @param rows their number
     * @return rows x columns, DOUBLE, c order
     */
    public static INDArray matrix(double[] values, int rows) {
        INDArray matrix = Nd4j.create(DataType.DOUBLE, new long[] {rows, values.length / rows}, 'c');
        write(values, matrix);
        return matrix;
    }

    /**
     * Overwrites an array.
     *
     * @param values in c order
     * @param array as many elements, DOUBLE, all of its buffer and in c order
     */
    public static void write(double[] values, INDArray array) {
        if (Backend.computesInHostMemory()) {
            ArrayMemory.of(array).asDoubleBuffer().put(values);
        } else {
            Vectors.assign(array, values);
        }
    }

    /**
     * The elements of an array.
     *
     * @param array DOUBLE, all of its buffer
     * @return a copy, in the order of the buffer
     */
    public static double[] read(INDArray array) {
        if (!Backend.computesInHostMemory()) {
            return array.data().asDouble();
        }
        var values = new double[Math.toIntExact(array.length())];
        ArrayMemory.of(array).asDoubleBuffer().get(values);
        return values;
    }
}
