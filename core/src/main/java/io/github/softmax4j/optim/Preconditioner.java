package io.github.softmax4j.optim;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is known of the curvature of an objective: H, symmetric and positive definite, about its Hessian.
 *
 * <p>A quasi-Newton method starts from the inverse of H instead of a multiple of the identity, and has to learn only what
 * H leaves out.
 */
public interface Preconditioner {
    /**
     * Told of the starting point and of every accepted one: the time to look at the curvature, if it is time.
     *
     * @param point where; not to be changed
     * @param steps how many steps were accepted so far, 0 at the start
     */
    void visit(INDArray point, int steps);

    /**
     * Overwrites a vector v with H^-1 v.
     *
     * @param vector as long as the point
     */
    void applyInverse(INDArray vector);

    /**
     * Overwrites a vector v with x, where H x = v in the free coordinates and x = 0 in the fixed ones.
     *
     * @param vector as long as the point; 0 in the fixed coordinates
     * @param free 1 in the free coordinates, 0 in the fixed ones
     */
    void applyInverse(INDArray vector, INDArray free);

    /**
     * Whether H has the scale of the Hessian, so that a first step of length 1 makes sense.
     *
     * @return false for the identity
     */
    default boolean hasScale() {
        return true;
    }

    /**
     * Whether H is so near to the Hessian that its size is right too, and needs no correction by the last step.
     *
     * @return false as a rule
     */
    default boolean isHessian() {
        return false;
    }

    /**
     * What was read of the data so far, in evaluations of the objective.
     *
     * @return 0 or more
     */
    default double passes() {
        return 0;
    }

    /**
     * The identity: nothing is known.
     *
     * @return changes nothing
     */
    static Preconditioner none() {
        return new Preconditioner() {
            @Override
            public void visit(INDArray point, int steps) {
                // the identity is the same everywhere
            }

            @Override
            public void applyInverse(INDArray vector) {
                // I^-1 v = v
            }

            @Override
            public void applyInverse(INDArray vector, INDArray free) {
                // v is 0 already where it has to be
            }

            @Override
            public boolean hasScale() {
                return false;
            }
        };
    }
}
