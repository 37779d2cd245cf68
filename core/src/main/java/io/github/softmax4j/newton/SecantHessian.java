package io.github.softmax4j.newton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A Hessian corrected by what steps have shown: B of limited-memory BFGS over any first matrix, in the compact form of
 * Byrd, Nocedal and Schnabel, Representations of quasi-Newton matrices and their use in limited memory methods (1994),
 * theorem 2.3.
 *
 * <pre> B = B_0 - [B_0 S  Y] [S'B_0 S  L; L'  -D]^-1 [B_0 S  Y]',    S'Y = L + D + (above),  s steps, y changes of
 * gradients
 * </pre>
 */
final class SecantHessian implements BlockHessian {
    private final BlockHessian first;
    private final int classes;
    /** [B_0 S  Y], coordinate by coordinate. */
    private final double[] corrections;
    /** The inverse in the middle. */
    private final double[] middle;

    private final int width;
    /** [B_0 S  Y]'d. */
    private final double[] products;

    private final double[] inMiddle;
    private double multiplyAdds;

    /** A step and what it changed. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, not compared
    record Pair(double[] step, double[] change) {
        /** s'y. */
        double curvature() {
            return dot(step, change);
        }

        /** Whether the curvature is not lost in rounding, which would spoil the matrix. */
        boolean isCertain() {
            return curvature() > Math.ulp(1.0) * dot(change, change);
        }
    }

    private SecantHessian(BlockHessian first, double[] corrections, double[] middle, int width) {
        this.first = first;
        this.classes = first.classes();
        this.corrections = corrections;
        this.middle = middle;
        this.width = width;
        this.products = new double[width];
        this.inMiddle = new double[width];
    }

    /**
     * Corrects a matrix by pairs.
     *
     * @param first B_0
     * @param pairs the oldest first, each of a curvature above 0
     * @param known B_0 s of some pairs, for this B_0; those that are missing are added
     * @return the corrected one; B_0 itself without pairs, and where rounding leaves no matrix in the middle
     */
    static BlockHessian of(BlockHessian first, List<Pair> pairs, IdentityHashMap<Pair, double[]> known) {
        int count = pairs.size();
        if (count == 0) {
            return first;
        }
        var images = new ArrayList<double[]>();
        pairs.forEach(pair -> images.add(known.computeIfAbsent(pair, added -> image(first, added.step()))));
        int width = 2 * count;
        var square = new double[width][width];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                square[i][j] = dot(pairs.get(i).step(), images.get(j));
                if (i > j) {
                    square[i][count + j] = dot(pairs.get(i).step(), pairs.get(j).change());
                    square[count + j][i] = square[i][count + j];
                }
            }
            square[count + i][count + i] = -pairs.get(i).curvature();
        }
        var decomposition = new LUDecomposition(new Array2DRowRealMatrix(square, false), 0);
        if (!decomposition.getSolver().isNonSingular()) {
            return first;
        }
        RealMatrix inverse = decomposition.getSolver().getInverse();
        int size = pairs.get(0).step().length;
        var corrections = new double[size * width];
        for (int i = 0; i < size; i++) {
            for (int p = 0; p < count; p++) {
                corrections[i * width + p] = images.get(p)[i];
                corrections[i * width + count + p] = pairs.get(p).change()[i];
            }
        }
        var middle = new double[width * width];
        for (int a = 0; a < width; a++) {
            for (int b = 0; b < width; b++) {
                middle[a * width + b] = (inverse.getEntry(a, b) + inverse.getEntry(b, a)) / 2;
            }
        }
        return new SecantHessian(first, corrections, middle, width);
    }

    /** B_0 v. */
    private static double[] image(BlockHessian hessian, double[] vector) {
        int classes = hessian.classes();
        hessian.begin();
        for (int row = 0; row < hessian.rows(); row++) {
            hessian.move(row, Arrays.copyOfRange(vector, row * classes, (row + 1) * classes));
        }
        var image = new double[vector.length];
        var ofRow = new double[classes];
        for (int row = 0; row < hessian.rows(); row++) {
            hessian.image(row, ofRow);
            System.arraycopy(ofRow, 0, image, row * classes, classes);
        }
        return image;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    @Override
    public int rows() {
        return first.rows();
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public void begin() {
        first.begin();
        Arrays.fill(products, 0);
    }

    @Override
    public double[] block(int row) {
        double[] block = first.block(row);
        for (int k = 0; k < classes; k++) {
            timesMiddle(corrections, (row * classes + k) * width);
            for (int m = 0; m < classes; m++) {
                block[k * classes + m] -= correction(row * classes + m);
            }
        }
        multiplyAdds += (double) classes * width * (width + classes);
        return block;
    }

    @Override
    public void diagonal(int row, double[] target) {
        first.diagonal(row, target);
        for (int k = 0; k < classes; k++) {
            timesMiddle(corrections, (row * classes + k) * width);
            target[k] -= correction(row * classes + k);
        }
    }

    @Override
    public void image(int row, double[] image) {
        first.image(row, image);
        timesMiddle(products, 0);
        for (int k = 0; k < classes; k++) {
            image[k] -= correction(row * classes + k);
        }
        multiplyAdds += (double) width * (width + classes);
    }

    private void timesMiddle(double[] vector, int start) {
        for (int a = 0; a < width; a++) {
            double sum = 0;
            for (int b = 0; b < width; b++) {
                sum += middle[a * width + b] * vector[start + b];
            }
            inMiddle[a] = sum;
        }
    }

    /** A coordinate's row of [B_0 S  Y] times what was last multiplied by the middle. */
    private double correction(int coordinate) {
        int start = coordinate * width;
        double sum = 0;
        for (int a = 0; a < width; a++) {
            sum += corrections[start + a] * inMiddle[a];
        }
        return sum;
    }

    @Override
    public void move(int row, double[] change) {
        first.move(row, change);
        for (int k = 0; k < classes; k++) {
            if (change[k] != 0) {
                int start = (row * classes + k) * width;
                for (int a = 0; a < width; a++) {
                    products[a] += change[k] * corrections[start + a];
                }
            }
        }
        multiplyAdds += (double) classes * width;
    }

    @Override
    public double multiplyAdds() {
        return first.multiplyAdds() + multiplyAdds;
    }
}
