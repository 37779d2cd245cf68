package io.github.softmax4j.linalg;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Vectors in bytes, to the bit. Whoever reads says how long they must be: a damaged file asks for no memory. */
public final class StoredVectors {
    private StoredVectors() {}

    /**
     * Writes values: their number, and each as 8 bytes.
     *
     * @param out takes them
     * @param values any
     * @throws IOException if that fails
     */
    public static void write(DataOutput out, double[] values) throws IOException {
        out.writeInt(values.length);
        byte[] bytes = new byte[Math.multiplyExact(Double.BYTES, values.length)];
        ByteBuffer.wrap(bytes).asDoubleBuffer().put(values);
        out.write(bytes);
    }

    /**
     * Reads values.
     *
     * @param in has them
     * @param length how many there must be
     * @return the values
     * @throws IOException if that fails, or there are more or fewer
     */
    public static double[] read(DataInput in, int length) throws IOException {
        requireSame("values", length, in.readInt());
        byte[] bytes = new byte[Math.multiplyExact(Double.BYTES, length)];
        in.readFully(bytes);
        var values = new double[length];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
        return values;
    }

    /**
     * Writes whole numbers: how many, and each as 4 bytes.
     *
     * @param out takes them
     * @param numbers any
     * @throws IOException if that fails
     */
    public static void write(DataOutput out, int[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    /**
     * Reads whole numbers, however many there are.
     *
     * @param in has them
     * @return the numbers
     * @throws IOException if that fails, or there are fewer than it says
     */
    public static int[] readNumbers(DataInput in) throws IOException {
        int count = in.readInt();
        var numbers = IntStream.builder(); // grows as they come: a damaged count asks for no memory
        for (int i = 0; i < count; i++) {
            numbers.add(in.readInt());
        }
        return numbers.build().toArray();
    }

    /**
     * Writes the elements of an array in c order. Those in float are exact in double.
     *
     * @param out takes them
     * @param array FLOAT or DOUBLE
     * @throws IOException if that fails
     */
    public static void write(DataOutput out, INDArray array) throws IOException {
        write(out, Vectors.toArray(array));
    }

    /**
     * Overwrites an array with what was written of one like it.
     *
     * @param in has it
     * @param array as long
     * @throws IOException if that fails, or it is longer or shorter
     */
    public static void readInto(DataInput in, INDArray array) throws IOException {
        double[] values = read(in, Math.toIntExact(array.length()));
        if (array.dataType() == DataType.DOUBLE) {
            Vectors.assign(array, values);
        } else {
            INDArray copy = Nd4j.createFromArray(values);
            array.assign(copy.reshape('c', array.shape()));
            Operation.close(copy);
        }
    }

    /**
     * Checks a number that says what follows.
     *
     * @param what it counts
     * @param expected the number that it must be
     * @param found the number that was read
     * @throws IOException if they differ
     */
    public static void requireSame(String what, long expected, long found) throws IOException {
        if (expected != found) {
            throw new IOException(expected + " " + what + " were expected, but there are " + found);
        }
    }
}
