package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.math.HostArrays;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Sums the Hessian of a loss over blocks of rows, in double, by products of matrices.
 *
 * <pre>
 *   sum_i w_i x_ij x_il P_ik ((k = m) - P_im)
 *     = -B_k B_m'  for k != m,   B_k(ji) = x_ij sqrt(w_i) P_ik
 *     =  C_k C_k'  for k = m,    C_k(ji) = x_ij sqrt(w_i P_ik (1 - P_ik)),   where B_k would cancel
 * </pre>
 *
 * <p>B has classes x width rows, so that those of a class, and of all classes after it, are a part without gaps; what
 * is below the diagonal is not computed. The arrays are the same for all blocks: new ones would take as long as the
 * products, as the system has to hand out their pages first.
 */
final class HessianSum implements AutoCloseable {
    /** Of a block: 2 MB, which stay in cache. */
    private static final int BLOCK_ELEMENTS = 1 << 18;

    private static final int LEAST_BLOCK_ROWS = 16;

    private final Operation addProduct = Operation.product(false, true, 1, 1);
    private final int width;
    private final int classes;
    private final int blockRows;
    /** X' and P', a row of the matrix for each element. */
    private final double[][] columns;

    private final double[][] probabilities;
    private final double[] factors;
    private final double[] values;
    private final INDArray block;
    /** Views of the block: the rows of a class, and those of all classes after it. */
    private final INDArray[] ofClass;

    private final INDArray[] afterClass;
    /** C_k C_k', and B_k times the B_m' of all classes after k; in f order, as others would be copied. */
    private final INDArray[] own;

    private final INDArray[] pairs;
    private double weightSum;

    /**
     * A sum of no rows.
     *
     * @param rows how many there will be
     * @param width the features and the intercept
     * @param classes at least 2
     */
    HessianSum(long rows, int width, int classes) {
        this.width = width;
        this.classes = classes;
        long most = Math.max(LEAST_BLOCK_ROWS, BLOCK_ELEMENTS / (width * classes));
        long blocks = Math.max(1, (rows + most - 1) / most);
        blockRows = Math.toIntExact(Math.max(1, (rows + blocks - 1) / blocks)); // alike, as all are padded to it
        columns = new double[width][blockRows];
        probabilities = new double[classes][blockRows];
        factors = new double[blockRows];
        values = new double[width * classes * blockRows];
        block = Nd4j.create(DataType.DOUBLE, new long[] {(long) width * classes, blockRows}, 'c');
        ofClass = new INDArray[classes];
        afterClass = new INDArray[classes];
        own = new INDArray[classes];
        pairs = new INDArray[classes];
        for (int k = 0; k < classes; k++) {
            ofClass[k] = rowsOfBlock(k, k + 1);
            own[k] = Nd4j.create(DataType.DOUBLE, new long[] {width, width}, 'f');
            if (k < classes - 1) {
                afterClass[k] = rowsOfBlock(k + 1, classes);
                pairs[k] = Nd4j.create(DataType.DOUBLE, new long[] {width, (classes - 1L - k) * width}, 'f');
            }
        }
    }

    private INDArray rowsOfBlock(long from, long to) {
        return block.get(NDArrayIndex.interval(from * width, to * width), NDArrayIndex.all());
    }

    /** How many rows may be added at a time. */
    int blockRows() {
        return blockRows;
    }

    /**
     * Adds rows.
     *
     * @param count of the rows, at most {@link #blockRows}
     * @param x their features and the intercept's 1 or 0, count x width
     * @param p their probabilities, count x classes
     * @param w what they count; null for 1 each
     */
    void add(int count, double[] x, double[] p, double[] w) {
        transpose(x, count, columns);
        transpose(p, count, probabilities);
        for (int i = 0; i < count; i++) {
            weightSum += w == null ? 1 : w[i];
        }
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < count; i++) {
                factors[i] = (w == null ? 1 : Math.sqrt(w[i])) * probabilities[k][i];
            }
            putRows(k);
        }
        HostArrays.write(values, block);
        for (int k = 0; k < classes - 1; k++) {
            addProduct.run(ofClass[k], afterClass[k], pairs[k]);
        }
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < count; i++) {
                factors[i] = Math.sqrt((w == null ? 1 : w[i]) * probabilities[k][i] * others(i, k));
            }
            putRows(k);
        }
        HostArrays.write(values, block);
        for (int k = 0; k < classes; k++) {
            addProduct.run(ofClass[k], ofClass[k], own[k]);
        }
    }

    /** What is missing of a block is 0. */
    private void transpose(double[] matrix, int count, double[][] target) {
        for (int j = 0; j < target.length; j++) {
            for (int i = 0; i < count; i++) {
                target[j][i] = matrix[i * target.length + j];
            }
            Arrays.fill(target[j], count, blockRows, 0);
        }
    }

    /** 1 - P_ik without cancellation. */
    private double others(int row, int k) {
        double sum = 0;
        for (int m = 0; m < classes; m++) {
            sum += m == k ? 0 : probabilities[m][row];
        }
        return sum;
    }

    /** The rows of a class: those of X' times the factors. */
    private void putRows(int k) {
        for (int j = 0; j < width; j++) {
            multiply(columns[j], factors, values, (k * width + j) * blockRows);
        }
    }

    private static void multiply(double[] left, double[] right, double[] target, int at) {
        for (int i = 0; i < left.length; i++) {
            target[at + i] = left[i] * right[i];
        }
    }

    /**
     * The mean over the rows, by what they count.
     *
     * @return (width x classes)^2 elements, row by row; the coordinates of a feature in all classes are next to each
     *     other
     */
    double[] mean() {
        int size = width * classes;
        var hessian = new double[size * size];
        for (int k = 0; k < classes; k++) {
            put(HostArrays.read(own[k]), 1 / weightSum, k, k, hessian);
            if (k < classes - 1) {
                put(HostArrays.read(pairs[k]), -1 / weightSum, k, k + 1, hessian);
            }
        }
        return hessian;
    }

    /** The products of a class with one class after the other, and their transposes. */
    private void put(double[] products, double factor, int k, int first, double[] hessian) {
        int size = width * classes;
        for (int at = 0; at < products.length; at++) {
            int j = at % width;
            int l = at / width % width;
            int m = first + at / width / width;
            double value = factor * products[at];
            hessian[(j * classes + k) * size + l * classes + m] = value;
            hessian[(l * classes + m) * size + j * classes + k] = value;
        }
    }

    @Override
    public void close() {
        Operation.close(own);
        Operation.close(pairs);
        Operation.close(block);
    }
}
