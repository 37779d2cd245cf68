package io.github.softmax4j.optim;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The vector space that optimisers live in; arrays of any shape are seen as one vector. */
final class Vectors {
    private Vectors() {}

    /** The same numbers as one vector; what is written there is written here. */
    static INDArray flat(INDArray array) {
        return array.reshape(array.length());
    }

    static double dot(INDArray left, INDArray right) {
        return Nd4j.getBlasWrapper().dot(left, right);
    }

    /** target += factor * vector */
    static void addScaled(INDArray target, double factor, INDArray vector) {
        Nd4j.getBlasWrapper().axpy((Number) factor, vector, target);
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
