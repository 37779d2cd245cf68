package io.github.softmax4j.optim;

import java.util.List;

/**
 * Solves what a step needs to know of the Hessian. Descents that share a solver are asked about together, as their
 * objectives are evaluated together.
 *
 * @param <S> what is to be solved
 */
public interface StepSolver<S extends Subproblem> {
    /**
     * Solves the subproblems of some descents.
     *
     * @param tasks which descents, by the numbers of their tasks; ascending
     * @param subproblems one per descent, in the same order; they take the solutions
     */
    void solve(List<Integer> tasks, List<S> subproblems);

    /**
     * Which Hessian it has, for whoever watches.
     *
     * @return such as {@code sampled Hessian}
     */
    default String kind() {
        return "identity";
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
}
