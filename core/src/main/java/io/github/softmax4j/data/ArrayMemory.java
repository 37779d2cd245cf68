package io.github.softmax4j.data;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of arrays, where the host computes with it.
 *
 * <p>For example:
 *
 * <pre>{@code
 * float[] values = {};
 * INDArray array = Nd4j.createFromArray(new float[] {1, 2, 3});
 * if (Backend.computesInHostMemory() && ArrayMemory.isDense(array)) {
 *     ByteBuffer bytes = ArrayMemory.of(array); // not a copy
 *     values = new float[bytes.asFloatBuffer().remaining()];
 *     bytes.asFloatBuffer().get(values);
 * }
 * }</pre>
 */
public final class ArrayMemory {
    private ArrayMemory() {}

    /**
     * Whether the values of an array lie one after the other, in the order of the rows.
     *
     * @param array a vector or a matrix
     * @return false where there is something between them, or they lie in another order
     */
    public static boolean isDense(INDArray array) {
        Objects.requireNonNull(array, "array must not be null");
        boolean denseRows = array.columns() == 1 || array.stride(array.rank() - 1) == 1;
        boolean denseColumn = array.rank() == 1 || array.rows() == 1 || array.stride(0) == array.columns();
        return denseRows && denseColumn;
    }

    /**
     * The values of an array.
     *
     * @param array dense, less than 2 GB; not closed while the buffer is in use
     * @return its own memory, in this machine's order of bytes
     */
    public static ByteBuffer of(INDArray array) {
        Objects.requireNonNull(array, "array must not be null");
        return new Place(array).asByteBuffer();
    }

    /**
     * Where an array begins; the data of a view are those of the whole, from an offset on. It is an address of its own:
     * a position beyond 2 GB would be none of a buffer of Java, and JavaCPP's versions differ in what becomes of
     * positions.
     */
    private static final class Place extends BytePointer {
        Place(INDArray array) {
            super((Pointer) null);
            int width = array.dataType().width();
            address = array.data().pointer().address() + array.offset() * width;
            limit = array.length() * width;
            capacity = limit;
        }
    }
}
