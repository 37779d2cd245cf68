package io.github.softmax4j.linalg;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce3.Dot;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The vector space that optimisers live in; arrays of any shape are seen as one vector.
 *
 * <p>On the CPU a call of BLAS costs far less than an operation of ND4J, before either has done anything
 * (docs/experiments/0010). On long vectors BLAS wakes threads of its own, which go on waiting while those of ND4J
 * compute the next pass, and hold it up (docs/benchmarks.md).
 */
public final class Vectors {
    private static final long LONG = 100_000;

    private Vectors() {}

    /**
     * The same values as one vector; what is written there is written here.
     *
     * @param array dense
     * @return a view
     */
    public static INDArray flat(INDArray array) {
        return array.reshape(array.length());
    }

    /**
     * The sum of the products of components.
     *
     * @param left a vector
     * @param right as long
     * @return left'right
     */
    public static double dot(INDArray left, INDArray right) {
        return left.length() < LONG
                ? Nd4j.getBlasWrapper().dot(left, right)
                : Nd4j.getExecutioner().exec(new Dot(left, right)).getDouble(0);
    }

    /**
     * target += factor * vector.
     *
     * @param target a vector
     * @param factor any number
     * @param vector as long
     */
    public static void addScaled(INDArray target, double factor, INDArray vector) {
        if (target.length() < LONG) {
            Nd4j.getBlasWrapper().axpy((Number) factor, vector, target);
        } else {
            Nd4j.getExecutioner().exec(new Axpy(vector, target, target, factor));
        }
    }

    /**
     * target *= factor.
     *
     * @param target a vector
     * @param factor any number
     */
    public static void scale(INDArray target, double factor) {
        if (target.length() < LONG) {
            Nd4j.getBlasWrapper().level1().scal(target.length(), factor, target);
        } else {
            target.muli(factor);
        }
    }

    /**
     * The largest absolute component.
     *
     * @param vector a vector
     * @return 0 or more; NaN if a component is NaN
     */
    public static double maxNorm(INDArray vector) {
        double largest = vector.amaxNumber().doubleValue();
        return Double.isNaN(vector.sumNumber().doubleValue()) ? Double.NaN : largest;
    }

    /**
     * The rounding error of a number type.
     *
     * @param type FLOAT or DOUBLE
     * @return the distance from 1 to the next larger value
     */
    public static double epsilon(DataType type) {
        return type == DataType.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
    }

    /**
     * The largest absolute component.
     *
     * @param vector of any length
     * @return 0 or more; NaN if a component is NaN
     */
    public static double maxNorm(double[] vector) {
        double largest = 0;
        for (double component : vector) {
            largest = Math.max(largest, Math.abs(component)); // NaN stays NaN
        }
        return largest;
    }

    /**
     * The elements, in c order.
     *
     * @param array of any shape
     * @return a copy
     */
    public static double[] toArray(INDArray array) {
        return isWhole(array)
                ? array.data().asDouble()
                : array.reshape('c', new long[] {array.length()}).toDoubleVector();
    }

    /**
     * A matrix whose columns are alike.
     *
     * @param column its elements
     * @param columns how many times it is repeated, at least 1
     * @return as many rows as elements x columns, DOUBLE, c order
     */
    public static INDArray repeated(double[] column, int columns) {
        var values = new double[Math.multiplyExact(column.length, columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = column[i / columns];
        }
        return Nd4j.createFromArray(values).reshape('c', column.length, columns);
    }

    /** Whether it is all of its buffer, and in c order: ND4J's views and copies take longer than a small array. */
    private static boolean isWhole(INDArray array) {
        return array.ordering() == 'c' && array.data().length() == array.length() && array.elementWiseStride() == 1;
    }

    /**
     * Subtracts.
     *
     * @param left a vector
     * @param right another one, as long
     * @return left - right
     */
    public static double[] difference(double[] left, double[] right) {
        var difference = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            difference[i] = left[i] - right[i];
        }
        return difference;
    }

    /**
     * Overwrites an array with values in c order.
     *
     * @param array dense
     * @param values as many
     */
    public static void assign(INDArray array, double[] values) {
        if (isWhole(array) && values.length < LONG) {
            array.data().setData(values);
            return;
        }
        try (INDArray vector = Nd4j.createFromArray(values)) {
            flat(array).assign(vector);
        }
    }
}
