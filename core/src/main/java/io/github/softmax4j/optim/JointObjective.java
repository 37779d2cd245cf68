package io.github.softmax4j.optim;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Functions that are cheaper to evaluate together than one after the other: they share a pass over the data. */
@FunctionalInterface
public interface JointObjective {
    /**
     * Evaluates some of the functions, each at a point of its own.
     *
     * @param tasks which functions, by the numbers of their tasks; ascending
     * @param points one per function, in the same order; not to be changed
     * @param gradients one per function, each with the shape and type of its point; overwritten
     * @return the values; NaN or infinite where a function has none
     */
    double[] evaluate(List<Integer> tasks, List<INDArray> points, List<INDArray> gradients);

    /**
     * A single function as the only one.
     *
     * @param objective the function
     * @return a joint objective for one task
     */
    static JointObjective of(Objective objective) {
        return (tasks, points, gradients) -> new double[] {objective.evaluate(points.get(0), gradients.get(0))};
    }
}
