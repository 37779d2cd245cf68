package io.github.softmax4j.optim;

import java.util.List;

/**
 * Solves the linear systems of steps, H x = v, with H symmetric and positive definite, about the Hessian of an
 * objective.
 *
 * <p>A quasi-Newton method starts from the inverse of H instead of a multiple of the identity, and has to learn only
 * what H leaves out. Descents that share a solver are asked about together, as their objectives are evaluated together.
 */
public interface LinearSolver {
    /**
     * Solves the systems of some descents.
     *
     * @param tasks which descents, by the numbers of their tasks; ascending
     * @param systems one per descent, in the same order; their vectors are overwritten
     */
    void solve(List<Integer> tasks, List<LinearSystem> systems);

    /**
     * How much H tells of the Hessian.
     *
     * @return the most that is known
     */
    default Knowledge knowledge() {
        return Knowledge.SHAPE;
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
     * @return changes no vector
     */
    static LinearSolver none() {
        return new LinearSolver() {
            @Override
            public void solve(List<Integer> tasks, List<LinearSystem> systems) {
                // x = v
            }

            @Override
            public Knowledge knowledge() {
                return Knowledge.IDENTITY;
            }
        };
    }
}
