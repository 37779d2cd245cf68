package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.RidgedCholesky;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.optim.DampedModel;
import io.github.softmax4j.optim.L1BoxTerms;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A quadratic model whose Hessian is there as a matrix: minimised by Cholesky, with L1 and box terms by coordinate
 * descent and Cholesky on the coordinates that are free.
 *
 * <p>All is scaled by the diagonal of H, so that units do not matter: H = D C D, C with a diagonal of 1.
 */
final class DenseModel {
    /** Rounding errors of the sums that H is made of. */
    private static final double RIDGE = 1e-13;

    private final int size;
    /** C, row by row. */
    private final double[] scaled;
    /** D. */
    private final double[] scale;

    /**
     * Scales a matrix.
     *
     * @param hessian H, row by row, symmetric; overwritten
     */
    DenseModel(double[] hessian) {
        size = (int) Math.round(Math.sqrt(hessian.length));
        scaled = hessian;
        scale = new double[size];
        for (int i = 0; i < size; i++) {
            double diagonal = hessian[i * size + i];
            scale[i] = diagonal > 0 ? Math.sqrt(diagonal) : 1; // a coordinate held at 0, whatever stands here
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                scaled[i * size + j] /= scale[i] * scale[j];
            }
            scaled[i * size + i] = 1;
        }
    }

    /**
     * Minimises a model at the point of this Hessian.
     *
     * @param model takes the solution
     * @param gradient of the model, exactly; overwritten
     */
    void minimize(DampedModel model, double[] gradient) {
        double[] point = Vectors.toArray(model.point());
        for (int i = 0; i < size; i++) {
            gradient[i] /= scale[i];
        }
        double[] scaledStep = model.terms().isNone()
                ? smoothStep(gradient, model.damping())
                : composite(model.terms(), point).minimize(gradient, model.damping());
        var step = new double[size];
        for (int i = 0; i < size; i++) {
            step[i] = scaledStep[i] / scale[i];
        }
        double decrease = -slope(gradient, scaledStep)
                - curvature(scaledStep) / 2
                - model.terms().change(point, step);
        model.solved(step, decrease);
    }

    private CompositeModel composite(L1BoxTerms terms, double[] point) {
        return new CompositeModel(this, terms.scaled(scale), scaledPoint(point));
    }

    private double[] scaledPoint(double[] point) {
        var result = new double[size];
        for (int i = 0; i < size; i++) {
            result[i] = point[i] * scale[i];
        }
        return result;
    }

    private double[] smoothStep(double[] gradient, double damping) {
        var all = new int[size];
        for (int i = 0; i < size; i++) {
            all[i] = i;
        }
        return solve(all, gradient, damping);
    }

    /** -(C + damping I)^-1 v on some coordinates; v is as long as there are coordinates in all. */
    double[] solve(int[] some, double[] vector, double damping) {
        int count = some.length;
        var matrix = new double[count * count];
        var right = new double[count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                matrix[a * count + b] = scaled[some[a] * size + some[b]];
            }
            matrix[a * count + a] += damping;
            right[a] = -vector[some[a]];
        }
        INDArray whole = Nd4j.createFromArray(matrix).reshape('c', count, count);
        INDArray vectorOfSome = Nd4j.createFromArray(right).reshape(count, 1);
        try (INDArray inverse = RidgedCholesky.of(whole, 1, RIDGE / 10)
                        .orElseThrow(() -> new IllegalStateException("a scaled Hessian has no Cholesky factor"))
                        .inverse();
                INDArray product = Nd4j.create(DataType.DOUBLE, new long[] {count, 1}, 'c')) {
            inverse.mmuli(vectorOfSome, product);
            return product.toDoubleVector();
        } finally {
            Operation.close(whole, vectorOfSome);
        }
    }

    double slope(double[] gradient, double[] step) {
        double slope = 0;
        for (int i = 0; i < size; i++) {
            slope += gradient[i] * step[i];
        }
        return slope;
    }

    /** d'C d. */
    private double curvature(double[] step) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            if (step[i] != 0) {
                sum += step[i] * rowTimes(i, step);
            }
        }
        return sum;
    }

    /** A row of C times a vector. */
    double rowTimes(int row, double[] vector) {
        double sum = 0;
        int start = row * size;
        for (int j = 0; j < size; j++) {
            sum += scaled[start + j] * vector[j];
        }
        return sum;
    }

    /** target += factor times a row of C. */
    void addRow(double[] target, double factor, int row) {
        int start = row * size;
        for (int j = 0; j < size; j++) {
            target[j] += factor * scaled[start + j];
        }
    }

    int size() {
        return size;
    }
}
