package io.github.softmax4j.newton;

import java.util.Arrays;
import java.util.List;

/**
 * A Hessian that is block diagonal in a basis of class directions ({@link ClassBasis}), with one matrix of features for
 * each, or with one for all of them.
 *
 * <pre>
 *   B = (U (x) I) diag(H_u) (U (x) I)'          (B d)_j = sum_u U_u [H_u (D U_u)]_j,   D the step as features x classes
 * </pre>
 */
final class DirectionHessian implements BlockHessian {
    private final int rows;
    private final int classes;
    /** U, classes x directions; null for one matrix, in which any basis is as good. */
    private final double[][] basis;
    /** Of each row j the rows j of all H_u, one after the other: they are read together. */
    private final float[][] matrixRows;

    private final int matrices;
    /** H_u (D U_u), one direction after the other. */
    private final float[] images;

    private final double[] ofDirections;
    private double multiplyAdds;

    /**
     * Takes matrices.
     *
     * @param basis U, classes x directions; null where there is one matrix
     * @param matrices H_u, row by row; one, or one for each direction
     * @param classes the number of classes
     */
    DirectionHessian(double[][] basis, List<float[]> matrices, int classes) {
        this.basis = basis;
        this.classes = classes;
        this.matrices = matrices.size();
        this.rows = (int) Math.round(Math.sqrt(matrices.get(0).length));
        this.matrixRows = new float[rows][this.matrices * rows];
        for (int row = 0; row < rows; row++) {
            for (int u = 0; u < this.matrices; u++) {
                System.arraycopy(matrices.get(u), row * rows, matrixRows[row], u * rows, rows);
            }
        }
        this.images = new float[classes * rows];
        this.ofDirections = new double[classes];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public void begin() {
        Arrays.fill(images, 0);
    }

    @Override
    public double[] block(int row) {
        var block = new double[classes * classes];
        for (int k = 0; k < classes; k++) {
            if (basis == null) {
                block[k * classes + k] = matrixRows[row][row];
                continue;
            }
            for (int m = 0; m <= k; m++) {
                double sum = 0;
                for (int u = 0; u < classes; u++) {
                    sum += basis[k][u] * basis[m][u] * matrixRows[row][u * rows + row];
                }
                block[k * classes + m] = sum;
                block[m * classes + k] = sum;
            }
        }
        return block;
    }

    @Override
    public void diagonal(int row, double[] target) {
        for (int k = 0; k < classes; k++) {
            target[k] = basis == null ? matrixRows[row][row] : 0;
            for (int u = 0; basis != null && u < classes; u++) {
                target[k] += basis[k][u] * basis[k][u] * matrixRows[row][u * rows + row];
            }
        }
    }

    @Override
    public void image(int row, double[] image) {
        for (int k = 0; k < classes; k++) {
            if (basis == null) {
                image[k] = images[k * rows + row];
                continue;
            }
            double sum = 0;
            for (int u = 0; u < classes; u++) {
                sum += basis[k][u] * images[u * rows + row];
            }
            image[k] = sum;
        }
    }

    @Override
    public void move(int row, double[] change) {
        for (int u = 0; u < classes; u++) {
            ofDirections[u] = basis == null ? change[u] : 0;
            for (int k = 0; basis != null && k < classes; k++) {
                ofDirections[u] += basis[k][u] * change[k];
            }
            if (ofDirections[u] != 0) {
                addRow(images, u * rows, (float) ofDirections[u], matrixRows[row], (u % matrices) * rows, rows);
                multiplyAdds += rows;
            }
        }
    }

    /** Static, so that the compiler knows that nothing else changes, and computes some elements at a time. */
    private static void addRow(float[] images, int to, float factor, float[] matrixRow, int from, int length) {
        for (int j = 0; j < length; j++) {
            images[to + j] += factor * matrixRow[from + j];
        }
    }

    @Override
    public double multiplyAdds() {
        return multiplyAdds;
    }
}
