package io.github.softmax4j.optim;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce3.Dot;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.factory.Nd4j;

/** The vector space that optimisers live in; arrays of any shape are seen as one vector. */
final class Vectors {
    /**
     * From here on BLAS wakes threads of its own, which go on waiting while those of ND4J compute the next pass, and now and
     * then double its time.
     */
    private static final long LONG = 100_000;

    private Vectors() {}

    /** The same numbers as one vector; what is written there is written here. */
    static INDArray flat(INDArray array) {
        return array.reshape(array.length());
    }

    static double dot(INDArray left, INDArray right) {
        return left.length() < LONG
                ? Nd4j.getBlasWrapper().dot(left, right)
                : Nd4j.getExecutioner().exec(new Dot(left, right)).getDouble(0);
    }

    /** target += factor * vector */
    static void addScaled(INDArray target, double factor, INDArray vector) {
        if (target.length() < LONG) {
            Nd4j.getBlasWrapper().axpy((Number) factor, vector, target);
        } else {
            Nd4j.getExecutioner().exec(new Axpy(vector, target, target, factor));
        }
    }

    /** The largest absolute component; NaN if a component is NaN. */
    static double maxNorm(INDArray vector) {
        double largest = vector.amaxNumber().doubleValue();
        return Double.isNaN(vector.sumNumber().doubleValue()) ? Double.NaN : largest;
    }

    /** The numbers, in c order. */
    static double[] toArray(INDArray array) {
        return array.reshape('c', new long[] {array.length()}).toDoubleVector();
    }

    /** Overwrites an array with numbers in c order. */
    static void assign(INDArray array, double[] numbers) {
        try (INDArray vector = Nd4j.createFromArray(numbers)) {
            flat(array).assign(vector);
        }
    }
}
