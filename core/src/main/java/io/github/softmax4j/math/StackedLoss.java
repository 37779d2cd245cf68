package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The smooth objectives of some softmax regressions over the same rows, evaluated in one pass.
 *
 * <pre>
 *   f_m(V, v) = (1 / s_m) sum_i w_im (lse_im - Z_im[y_i])  +  penalty_m(V)
 *   df_m/dW = X' R_m / s_m          df_m/db = 1' R_m / s_m          then into the optimiser's coordinates
 * </pre>
 *
 * <p>The weights of all models stand side by side, [W_1 | ... | W_M], so that one wide product with X serves them all.
 * The points are in the optimiser's {@link Coordinates}, and may be of another type than the features: solvers keep
 * theirs in double, and only the products run in float. Not thread-safe.
 */
public final class StackedLoss implements AutoCloseable {
    private final PassShape shape;
    private final CrossEntropy crossEntropy;
    private final ParameterStack stack;
    private final double[] lastPenalties;

    /**
     * Takes the memory for a pass.
     *
     * @param shape of the pass; its models are evaluated together
     * @param smoothing the share of every label that is spread over all classes, 0 to 1
     * @param coordinates of all points
     */
    public StackedLoss(PassShape shape, double smoothing, Coordinates coordinates) {
        this.shape = shape;
        this.lastPenalties = new double[shape.models()];
        this.crossEntropy = PassKernels.first(kernel -> kernel.crossEntropy(shape, smoothing));
        this.stack = PassKernels.first(kernel -> kernel.parameterStack(shape, coordinates));
    }

    /**
     * Evaluates the objectives over some batches.
     *
     * @param points one per model, each (features + 1) x classes
     * @param batches the rows; their weights rows x models, or null
     * @param weightSums s, one per model: what its sum over rows is divided by
     * @param penalties one per model
     * @param gradients one per model, each with the shape and type of its point; overwritten
     * @return f, one per model
     * @throws IllegalArgumentException if there are not as many points and gradients as models, or one has another
     *     shape
     */
    public double[] evaluate(
            List<INDArray> points,
            List<Batch> batches,
            double[] weightSums,
            List<PenaltyTerm> penalties,
            List<INDArray> gradients) {
        requireShape("points", points);
        requireShape("gradients", gradients);
        for (int m = 0; m < shape.models(); m++) {
            stack.put(m, points.get(m));
        }
        double[] values = crossEntropy.sum(stack.parameters(), batches, stack.sums());
        for (int m = 0; m < shape.models(); m++) {
            lastPenalties[m] = stack.readGradient(m, weightSums[m], penalties.get(m), points.get(m), gradients.get(m));
            values[m] = values[m] / weightSums[m] + lastPenalties[m];
        }
        return values;
    }

    /**
     * What the penalty has added to an objective.
     *
     * @param model its number
     * @return the penalty at the last evaluation's point
     */
    public double lastPenalty(int model) {
        return lastPenalties[model];
    }

    private void requireShape(String what, List<INDArray> matrices) {
        if (matrices.size() != shape.models()) {
            throw new IllegalArgumentException("there must be " + shape.models() + " " + what
                    + ", one per model, but there are " + matrices.size());
        }
        for (INDArray matrix : matrices) {
            if (matrix.rows() != shape.features() + 1 || matrix.columns() != shape.classes()) {
                throw new IllegalArgumentException(what + " must be " + (shape.features() + 1) + " x " + shape.classes()
                        + ", but one is " + matrix.rows() + " x " + matrix.columns());
            }
        }
    }

    @Override
    public void close() {
        crossEntropy.close();
        stack.close();
    }
}
