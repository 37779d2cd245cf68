package io.github.softmax4j.newton;

/**
 * The Hessian B of a quadratic model, as {@link CompositeModel} goes through it: row by row of the point (features + 1)
 * x classes, while it keeps the image B d of a step d.
 */
interface BlockHessian {
    /** features + 1. */
    int rows();

    int classes();

    /** Sets d = 0. */
    void begin();

    /**
     * The square block of B on a row's coordinates.
     *
     * @param row of the point
     * @return classes x classes, row by row; not to be changed
     */
    double[] block(int row);

    /**
     * Reads the diagonal of B on a row's coordinates.
     *
     * @param row of the point
     * @param target overwritten, one value per class
     */
    default void diagonal(int row, double[] target) {
        double[] block = block(row);
        for (int k = 0; k < classes(); k++) {
            target[k] = block[k * classes() + k];
        }
    }

    /**
     * Reads (B d) on a row's coordinates.
     *
     * @param row of the point
     * @param image overwritten, one value per class
     */
    void image(int row, double[] image);

    /**
     * Adds to d on a row's coordinates.
     *
     * @param row of the point
     * @param change one value per class
     */
    void move(int row, double[] change);

    /** What was computed so far, in multiply-adds. */
    double multiplyAdds();
}
