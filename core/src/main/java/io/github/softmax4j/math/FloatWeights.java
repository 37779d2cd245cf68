package io.github.softmax4j.math;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * W and b on the heap, in float, for rows whose digits float keeps.
 *
 * <p>The rounding of z_k = x w_k + b_k is some ulps of |x| |w_k| + |b_k| (Cauchy and Schwarz; Higham, Accuracy and
 * stability of numerical algorithms (2002), 3.1), so rows for which that is small lose nothing that counts, and can
 * neither overflow nor be infinite. Others, such as those with features far from 0, are for double ({@link
 * HeapWeights}). Immutable.
 */
public final class FloatWeights {
    /** Of |x| |w_k| + |b_k|: logits are then exact to some 1e-4, of which probabilities lose as much of their size. */
    private static final double LARGEST = 1024;

    /** Of |w_k|: a row's squares vanish in float where |x_j| is below 1e-22, and weights beyond float make 0 a NaN. */
    private static final double LARGEST_NORM = 1e18;

    private final ClassBlocks blocks;
    private final double largestNorm;
    private final double largestIntercept;

    private FloatWeights(int features, int classes, double... values) {
        this.blocks = new ClassBlocks(features, classes, values);
        double squares = 0;
        double size = 0;
        for (int k = 0; k < classes; k++) {
            double ofClass = 0;
            for (int j = 0; j < features; j++) {
                double weight = values[j * classes + k];
                ofClass += weight * weight;
            }
            squares = Math.max(squares, ofClass);
            size = Math.max(size, Math.abs(values[features * classes + k]));
        }
        this.largestNorm = Math.sqrt(squares);
        this.largestIntercept = size;
    }

    /** Of (features + 1) x classes, DOUBLE, dense in c order, the last row the intercept. */
    static FloatWeights of(INDArray matrix) {
        return new FloatWeights(
                matrix.rows() - 1, matrix.columns(), matrix.data().asDouble());
    }

    /**
     * Whether float keeps the digits of a row.
     *
     * @param row one number per feature
     * @return false also where one is not finite
     */
    public boolean suffice(float[] row) {
        return suffice(HeapProducts.dot(row, row, blocks.features()));
    }

    /**
     * The same of the sum of a row's squares.
     *
     * @param squares 0 or more, or beyond float
     * @return false also where it is not a number
     */
    public boolean suffice(float squares) {
        return largestNorm <= LARGEST_NORM && Math.sqrt(squares) * largestNorm + largestIntercept <= LARGEST;
    }

    /**
     * The weights themselves.
     *
     * @return not a copy
     */
    public ClassBlocks inBlocks() {
        return blocks;
    }
}
