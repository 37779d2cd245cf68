package io.github.softmax4j.optim;

import java.util.List;

/** Minimises quadratic models of objectives, with the Hessian itself. */
public interface ModelSolver extends StepSolver<DampedModel> {
    /**
     * For methods that ask for no model.
     *
     * @return solves nothing
     */
    static ModelSolver none() {
        return NoModels.INSTANCE;
    }

    /** Of methods without models. */
    enum NoModels implements ModelSolver {
        /** The only one. */
        INSTANCE;

        @Override
        public void solve(List<Integer> tasks, List<DampedModel> models) {
            throw new IllegalStateException("this method has no models");
        }
    }
}
