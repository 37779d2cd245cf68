package io.github.softmax4j.math;

import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.Vectors;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The coordinates that the optimiser works in, and those of the features as they are kept.
 *
 * <pre>
 *   W_jk = r_j V_jk,   b_k = r_0 v_k - sum_j t_j W_jk           parameters (W, b) of the optimiser's point (V, v)
 *   dV_jk = r_j (dW_jk - t_j db_k),   dv_k = r_0 db_k           gradients
 * </pre>
 *
 * <p>With t the mean and 1 / r the deviation of each column, V are the weights of columns of mean 0 and deviation 1,
 * though not a feature was touched. A rate r of 0 holds a weight at 0: constant columns, or the intercept where there
 * is none.
 *
 * <p>All matrices are (features + 1) x classes, the last row the intercept, DOUBLE. Not thread-safe.
 */
public final class Coordinates {
    private final double[] rate;
    private final INDArray shift;
    private final double interceptRate;
    private final boolean identity;
    private final Operation multiply = Operation.multiply();
    private final Operation subtractProduct = Operation.subtractProduct();
    private INDArray rates;

    private Coordinates(double[] rate, double[] shift, boolean intercept) {
        this.rate = rate.clone();
        this.shift = Nd4j.createFromArray(shift).reshape(1, shift.length);
        this.interceptRate = intercept ? 1 : 0;
        this.identity = intercept
                && Arrays.stream(rate).allMatch(r -> r == 1)
                && Arrays.stream(shift).allMatch(t -> t == 0);
    }

    /**
     * Coordinates made of their numbers.
     *
     * @param rate r, one per feature, 0 or more
     * @param shift t, one per feature
     * @param intercept whether there is an intercept
     * @return the coordinates
     */
    public static Coordinates of(double[] rate, double[] shift, boolean intercept) {
        return new Coordinates(rate, shift, intercept);
    }

    /**
     * Those of features that need no change.
     *
     * @param features their number
     * @param intercept whether there is an intercept
     * @return rates of 1 and shifts of 0
     */
    public static Coordinates unchanged(int features, boolean intercept) {
        var rate = new double[features];
        Arrays.fill(rate, 1);
        return new Coordinates(rate, new double[features], intercept);
    }

    /**
     * The parameters of a point.
     *
     * @param point (V, v)
     * @return (W, b), a new matrix
     */
    public INDArray toParameters(INDArray point) {
        INDArray matrix = Nd4j.create(DataType.DOUBLE, point.shape(), 'c');
        toParameters(point, matrix);
        return matrix;
    }

    /** Overwrites a matrix, which is in DOUBLE and c order, with the parameters of a point. */
    void toParameters(INDArray point, INDArray matrix) {
        if (identity) {
            matrix.assign(point);
            return;
        }
        INDArray inDouble = point.dataType() == DataType.DOUBLE ? point : matrix.assign(point);
        multiply.run(inDouble, rates(matrix.columns()), matrix);
        Parameters parts = Parameters.of(matrix);
        try (INDArray shifted = shift.mmul(parts.weights())) {
            parts.intercept().subi(shifted);
        }
    }

    /** r, and r_0 below, in every column: to repeat one column in every operation is slow (docs/experiments/0010). */
    private INDArray rates(int columns) {
        if (rates == null || rates.columns() != columns) {
            double[] column = Arrays.copyOf(rate, rate.length + 1);
            column[rate.length] = interceptRate;
            rates = Vectors.repeated(column, columns);
        }
        return rates;
    }

    /** A copy, also where there is nothing to convert. */
    private static INDArray inDouble(INDArray matrix) {
        return matrix.dataType() == DataType.DOUBLE ? matrix.dup('c') : matrix.castTo(DataType.DOUBLE);
    }

    /**
     * The point of parameters.
     *
     * @param matrix (W, b)
     * @return (V, v), a new matrix; 0 where the rate is 0
     */
    public INDArray toPoint(INDArray matrix) {
        INDArray point = inDouble(matrix);
        Parameters parts = Parameters.of(point);
        try (INDArray shifted = shift.mmul(parts.weights())) {
            parts.intercept().addi(shifted).muli(interceptRate);
        }
        for (int j = 0; j < rate.length; j++) {
            point.getRow(j).muli(rate[j] == 0 ? 0 : 1 / rate[j]);
        }
        return point;
    }

    /**
     * Overwrites the gradient by the parameters with the gradient by the point.
     *
     * @param gradient (dW, db), becomes (dV, dv); FLOAT or DOUBLE
     */
    public void pullBack(INDArray gradient) {
        if (identity) {
            return;
        }
        if (gradient.dataType() != DataType.DOUBLE) {
            INDArray converted = inDouble(gradient);
            pullBack(converted);
            gradient.assign(converted);
            return;
        }
        Parameters parts = Parameters.of(gradient);
        subtractProduct.run(shift.reshape(shift.length(), 1), parts.intercept(), parts.weights());
        multiply.run(gradient, rates(gradient.columns()), gradient);
    }

    /**
     * Whether point and parameters are the same.
     *
     * @return true if nothing is shifted or scaled, and there is an intercept
     */
    boolean isIdentity() {
        return identity;
    }

    /**
     * Overwrites rows with themselves in these coordinates: (x_j - t_j) r_j.
     *
     * @param rows rows x features, FLOAT or DOUBLE
     */
    public void transformRows(INDArray rows) {
        INDArray negative = shift.neg().castTo(rows.dataType()).reshape(shift.length());
        INDArray factors = Nd4j.createFromArray(rate).reshape(1, rate.length).castTo(rows.dataType());
        Operation.addToEachRow().run(rows, negative, rows);
        Operation.multiply().run(rows, factors, rows);
        Operation.close(negative, factors);
    }

    /**
     * The rates.
     *
     * @return a copy of r, one per feature
     */
    public double[] rate() {
        return rate.clone();
    }

    /**
     * The shifts.
     *
     * @return a copy of t, one per feature
     */
    public double[] shift() {
        return shift.toDoubleVector();
    }

    /**
     * Whether there is an intercept.
     *
     * @return false where it is held at 0
     */
    public boolean hasIntercept() {
        return interceptRate != 0;
    }
}
