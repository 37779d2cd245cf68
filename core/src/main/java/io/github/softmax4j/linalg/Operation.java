package io.github.softmax4j.linalg;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An ND4J operation that is built once and run many times; building one costs more than a small run.
 *
 * <p>It writes into arrays that exist, and its arguments are handed over once, so running allocates nothing off-heap.
 * An output may be one of the inputs for element-wise operations.
 */
public final class Operation {
    private final DynamicCustomOp operation;
    private final OpContext context = Nd4j.getExecutioner().buildContext();

    private Operation(String name, int[] integers, Double... values) {
        this.operation = DynamicCustomOp.builder(name).build();
        context.setIArguments(Arrays.stream(integers).asLongStream().toArray());
        context.setTArguments(
                Arrays.stream(values).mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * out = left right.
     *
     * @return the operation
     */
    public static Operation product() {
        return new Operation("matmul", new int[] {0, 0, 0});
    }

    /**
     * out += left right.
     *
     * @return the operation
     */
    public static Operation addProduct() {
        return product(false, false, 1, 1);
    }

    /**
     * out -= left right.
     *
     * @return the operation
     */
    public static Operation subtractProduct() {
        return product(false, false, -1, 1);
    }

    /**
     * out = factor left right + kept out; several matrices at once, if all three are stacks of them.
     *
     * @param transposeLeft whether left is transposed first
     * @param transposeRight whether right is transposed first
     * @param factor of the product
     * @param kept of what was in out before
     * @return the operation
     */
    public static Operation product(boolean transposeLeft, boolean transposeRight, double factor, double kept) {
        return new Operation("matmul", new int[] {transposeLeft ? 1 : 0, transposeRight ? 1 : 0, 0}, factor, kept);
    }

    /**
     * out += left' right.
     *
     * @return the operation
     */
    public static Operation addTransposedProduct() {
        return product(true, false, 1, 1);
    }

    /**
     * out[i, k] = matrix[i, k] + vector[k].
     *
     * @return the operation
     */
    public static Operation addToEachRow() {
        return new Operation("biasadd", new int[] {});
    }

    /**
     * out[i, k] = exp matrix[i, k] / sum_j exp matrix[i, j]. In double ND4J 1.0.0-M2.1 takes 0 for the maximum of rows
     * below 0: no row may be far below.
     *
     * @return the operation
     */
    public static Operation softmax() {
        return new Operation("softmax", new int[] {});
    }

    /**
     * out = max(in, bound), element by element.
     *
     * @param bound the least value
     * @return the operation
     */
    public static Operation atLeast(double bound) {
        return new Operation("relu", new int[] {}, bound);
    }

    /**
     * out[i] = max_k matrix[i, k].
     *
     * @return the operation
     */
    public static Operation rowMaximum() {
        return new Operation("reduce_max", new int[] {1});
    }

    /**
     * out[i] = sum_k matrix[i, k].
     *
     * @return the operation
     */
    public static Operation rowSum() {
        return new Operation("reduce_sum", new int[] {1});
    }

    /**
     * out[k] = sum_i matrix[i, k].
     *
     * @return the operation
     */
    public static Operation columnSum() {
        return new Operation("reduce_sum", new int[] {0});
    }

    /**
     * out = left + right, element by element.
     *
     * @return the operation
     */
    public static Operation add() {
        return new Operation("add", new int[] {});
    }

    /**
     * out[i, k] = on if labels[i] = k, else off.
     *
     * @param classes the columns of out
     * @param on the value at the label
     * @param off the value elsewhere
     * @return the operation
     */
    public static Operation oneHot(int classes, double on, double off) {
        return new Operation("onehot", new int[] {-1, classes}, on, off);
    }

    /**
     * out = left - right, element by element, a column being repeated.
     *
     * @return the operation
     */
    public static Operation subtract() {
        return new Operation("subtract", new int[] {});
    }

    /**
     * out = left right, element by element, a row or column being repeated.
     *
     * @return the operation
     */
    public static Operation multiply() {
        return new Operation("multiply", new int[] {});
    }

    /**
     * out = in as DOUBLE.
     *
     * @return the operation
     */
    public static Operation toDouble() {
        return new Operation("cast", new int[] {DataType.DOUBLE.toInt()});
    }

    /**
     * Runs it on one array.
     *
     * @param in the array
     * @param out what is written
     */
    public void run(INDArray in, INDArray out) {
        context.purge(); // the handles of the arrays before would be kept, in memory of the host
        context.setInputArray(0, in);
        execute(out);
    }

    /**
     * Runs it on two arrays.
     *
     * @param left the first
     * @param right the second
     * @param out what is written
     */
    public void run(INDArray left, INDArray right, INDArray out) {
        context.purge(); // the handles of the arrays before would be kept, in memory of the host
        context.setInputArray(0, left);
        context.setInputArray(1, right);
        execute(out);
    }

    /**
     * For {@link #addTransposedProduct}: weights += features' residuals, by way of the transposed product where the
     * weights are in f order.
     *
     * @param features rows x features
     * @param residuals rows x classes
     * @param weights features x classes, in either order
     */
    public void addGradient(INDArray features, INDArray residuals, INDArray weights) {
        if (weights.ordering() == 'f') {
            run(residuals, features, weights.transpose());
        } else {
            run(features, residuals, weights);
        }
    }

    private void execute(INDArray out) {
        context.setOutputArray(0, out);
        Nd4j.getExecutioner().exec(operation, context);
    }

    /**
     * Frees arrays now instead of at some garbage collection.
     *
     * @param arrays the arrays; views and null are passed over
     */
    public static void close(INDArray... arrays) {
        for (INDArray array : arrays) {
            if (array != null && array.closeable()) {
                array.close();
            }
        }
    }
}
