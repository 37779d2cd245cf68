package io.github.softmax4j.linalg;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The products of the matrices of two stacks, each left one with the right one at its place.
 *
 * <p>Small ones go in one call, as calls are what takes the time; large ones are faster one by one
 * (docs/experiments/0005).
 */
public final class StackedProduct {
    private static final long LARGE = 128 * 128;

    private final Operation product;

    private StackedProduct(Operation product) {
        this.product = product;
    }

    /**
     * out = factor left right.
     *
     * @param factor of the products
     * @return the operation
     */
    public static StackedProduct of(double factor) {
        return new StackedProduct(Operation.product(false, false, factor, 0));
    }

    /**
     * out = factor left right' + kept out.
     *
     * @param factor of the products
     * @param kept of what was in out before
     * @return the operation
     */
    public static StackedProduct leftTimesTransposed(double factor, double kept) {
        return new StackedProduct(Operation.product(false, true, factor, kept));
    }

    /**
     * out = left' right.
     *
     * @return the operation
     */
    public static StackedProduct transposedTimesRight() {
        return new StackedProduct(Operation.product(true, false, 1, 0));
    }

    /**
     * Runs it.
     *
     * @param left matrices x rows x columns, dense in c order
     * @param right as many matrices
     * @param out as many matrices; written
     */
    public void run(INDArray left, INDArray right, INDArray out) {
        if (right.size(1) * right.size(2) < LARGE) {
            product.run(left, right, out);
            return;
        }
        for (long i = 0; i < out.size(0); i++) {
            product.run(left.slice(i), right.slice(i), out.slice(i));
        }
    }
}
