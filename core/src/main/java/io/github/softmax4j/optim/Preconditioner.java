package io.github.softmax4j.optim;

import java.util.List;

/**
 * What is known of the curvature of objectives: H, symmetric and positive definite, about the Hessian of each.
 *
 * <p>A quasi-Newton method starts from the inverse of H instead of a multiple of the identity, and has to learn only what
 * H leaves out. Descents that share a preconditioner are asked about together, as their objectives are evaluated together.
 */
public interface Preconditioner {
    /**
     * Solves the systems of some descents.
     *
     * @param tasks which descents, by the numbers of their tasks; ascending
     * @param systems one a descent, in the same order; their vectors are overwritten
     */
    void solve(List<Integer> tasks, List<LinearSystem> systems);

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
     * What was read of the data for a descent so far, in evaluations of its objective.
     *
     * @param task the number of its task
     * @return 0 or more
     */
    default double passes(int task) {
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
            public void solve(List<Integer> tasks, List<LinearSystem> systems) {
                // x = v
            }

            @Override
            public boolean hasScale() {
                return false;
            }
        };
    }
}
