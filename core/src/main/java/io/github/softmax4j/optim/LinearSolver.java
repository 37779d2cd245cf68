package io.github.softmax4j.optim;

import java.util.List;

/**
 * Solves the linear systems of steps, H x = v, with H symmetric and positive definite, about the Hessian of an
 * objective.
 *
 * <p>A quasi-Newton method starts from the inverse of H instead of a multiple of the identity, and has to learn only
 * what H leaves out. Descents that share a solver are asked about together, as their objectives are evaluated together.
 */
public interface LinearSolver extends StepSolver<LinearSystem> {
    /**
     * How much H tells of the Hessian.
     *
     * @return the most that is known
     */
    default Knowledge knowledge() {
        return Knowledge.SHAPE;
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
