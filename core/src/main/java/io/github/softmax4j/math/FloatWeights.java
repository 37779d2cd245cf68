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

    private static final int FOUR = 4;

    /** The weights of each feature for all classes; as many as a multiple of 4, the last of them 0. */
    private final float[][] byFeature;

    private final Once<ClassBlocks> blocks;

    private final float[] intercept;
    private final double largestNorm;
    private final double largestIntercept;
    private final int features;

    private FloatWeights(int features, int classes, double... values) {
        this.features = features;
        this.byFeature = new float[(features + FOUR - 1) / FOUR * FOUR][classes];
        this.intercept = new float[classes];
        double squares = 0;
        double size = 0;
        for (int k = 0; k < classes; k++) {
            double ofClass = 0;
            for (int j = 0; j < features; j++) {
                double weight = values[j * classes + k];
                byFeature[j][k] = (float) weight;
                ofClass += weight * weight;
            }
            intercept[k] = (float) values[features * classes + k];
            squares = Math.max(squares, ofClass);
            size = Math.max(size, Math.abs(values[features * classes + k]));
        }
        this.largestNorm = Math.sqrt(squares);
        this.largestIntercept = size;
        this.blocks = new Once<>(() -> new ClassBlocks(byFeature, features, intercept));
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
        return suffice(HeapProducts.dot(row, row, features));
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
     * x W + b, lanes are classes.
     *
     * @param row one number per feature
     * @param logits overwritten; one per class, or more, which stay
     */
    public void logits(float[] row, float[] logits) {
        System.arraycopy(intercept, 0, logits, 0, intercept.length);
        int j = 0;
        for (; j + FOUR <= features; j += FOUR) {
            HeapProducts.addFour(
                    logits,
                    row[j],
                    byFeature[j],
                    row[j + 1],
                    byFeature[j + 1],
                    row[j + 2],
                    byFeature[j + 2],
                    row[j + 3],
                    byFeature[j + 3],
                    intercept.length);
        }
        for (; j < features; j++) {
            HeapProducts.addScaled(logits, row[j], byFeature[j], intercept.length);
        }
    }

    /**
     * The same weights for products of many rows.
     *
     * @return made once
     */
    public ClassBlocks inBlocks() {
        return blocks.get();
    }
}
