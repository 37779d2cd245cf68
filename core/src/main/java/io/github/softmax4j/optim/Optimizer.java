package io.github.softmax4j.optim;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A method of descent; the record is the settings, {@link #start} makes the moving part, one per fit. */
public sealed interface Optimizer permits Lbfgs, Sgd, StagedNewton, TrustRegionNewton {
    /**
     * Starts a descent.
     *
     * @param point where; copied
     * @return a descent that asks for the objective at that point first
     */
    Descent start(INDArray point);

    /**
     * Solves the systems that the descent asks for.
     *
     * @return the identity for methods that ask for none
     */
    default LinearSolver solver() {
        return LinearSolver.none();
    }

    /**
     * Minimises the models that the descent asks for.
     *
     * @return no solver for methods that ask for none
     */
    default ModelSolver modelSolver() {
        return ModelSolver.none();
    }
}
