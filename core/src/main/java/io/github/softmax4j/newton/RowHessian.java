package io.github.softmax4j.newton;

import java.util.Arrays;

/**
 * The exact Hessian of some rows at a point, by the rows themselves: for those that are hardly more than the features.
 *
 * <pre>
 *   (B d)_jk = sum_i c_i x_ij p_ik (z_ik - sum_m p_im z_im) + s_j d_jk,    z = X d
 * </pre>
 *
 * <p>McCullagh and Nelder, Generalized linear models (1989), 5.2. A column of X is read for each row of the point.
 */
final class RowHessian implements BlockHessian {
    private final int classes;
    /** Column by column, the last of ones or, without an intercept, of zeros. */
    private final double[][] columns;
    /** One per row of the data, summing to 1. */
    private final double[] weights;
    /** s, the last 0. */
    private final double[] strengths;
    /** p, row by row. */
    private final double[] probabilities;

    /** z, row by row. */
    private final double[] logits;
    /** sum_m p_im z_im. */
    private final double[] means;

    private final double[] step;
    private double multiplyAdds;

    /**
     * At a point.
     *
     * @param columns of the rows, in the optimiser's coordinates; not copied
     * @param weights of the rows, summing to 1; not copied
     * @param strengths of the penalty on each column, 0 for the last; not copied
     * @param probabilities of the classes, row by row; not copied
     */
    RowHessian(double[][] columns, double[] weights, double[] strengths, double[] probabilities) {
        this.columns = columns;
        this.weights = weights;
        this.strengths = strengths;
        this.probabilities = probabilities;
        this.classes = probabilities.length / weights.length;
        this.logits = new double[probabilities.length];
        this.means = new double[weights.length];
        this.step = new double[columns.length * classes];
    }

    @Override
    public int rows() {
        return columns.length;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public void begin() {
        Arrays.fill(logits, 0);
        Arrays.fill(means, 0);
        Arrays.fill(step, 0);
    }

    @Override
    public double[] block(int row) {
        double[] x = columns[row];
        var block = new double[classes * classes];
        for (int i = 0; i < x.length; i++) {
            double factor = weights[i] * x[i] * x[i];
            if (factor != 0) {
                addCovariance(factor, i * classes, block);
            }
        }
        for (int k = 0; k < classes; k++) {
            block[k * classes + k] += strengths[row];
        }
        multiplyAdds += (double) x.length * classes * classes;
        return block;
    }

    /** block += factor (diag(p) - p p'), p from a place on. */
    private void addCovariance(double factor, int start, double[] block) {
        for (int k = 0; k < classes; k++) {
            double part = factor * probabilities[start + k];
            for (int m = 0; m < classes; m++) {
                block[k * classes + m] -= part * probabilities[start + m];
            }
            block[k * classes + k] += part;
        }
    }

    @Override
    public void image(int row, double[] image) {
        double[] x = columns[row];
        for (int k = 0; k < classes; k++) {
            image[k] = strengths[row] * step[row * classes + k];
        }
        for (int i = 0; i < x.length; i++) {
            double factor = weights[i] * x[i];
            if (factor != 0) {
                for (int k = 0; k < classes; k++) {
                    int place = i * classes + k;
                    image[k] += factor * probabilities[place] * (logits[place] - means[i]);
                }
            }
        }
        multiplyAdds += 2.0 * x.length * classes;
    }

    @Override
    public void move(int row, double[] change) {
        double[] x = columns[row];
        for (int i = 0; i < x.length; i++) {
            if (x[i] != 0) {
                double mean = 0;
                for (int k = 0; k < classes; k++) {
                    double moved = x[i] * change[k];
                    logits[i * classes + k] += moved;
                    mean += probabilities[i * classes + k] * moved;
                }
                means[i] += mean;
            }
        }
        for (int k = 0; k < classes; k++) {
            step[row * classes + k] += change[k];
        }
        multiplyAdds += 2.0 * x.length * classes;
    }

    @Override
    public double multiplyAdds() {
        return multiplyAdds;
    }
}
