package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The smooth objectives of some softmax regressions over the same rows, evaluated in one pass.
 *
 * <pre>
 *   f_m(V, v) = (1 / s_m) sum_i w_im (lse_im - Z_im[y_i])  +  penalty_m(V)
 *   df_m/dW = X' R_m / s_m          df_m/db = 1' R_m / s_m          then into the optimiser's coordinates
 * </pre>
 *
 * <p>The weights of all models stand side by side, [W_1 | ... | W_M], so that one wide product with X serves them all. The
 * points are in the optimiser's {@link Coordinates}, and may be of another type than the features: solvers keep theirs in
 * double, and only the products run in float. Not thread-safe.
 */
public final class StackedLoss implements AutoCloseable {
    private final int models;
    private final long classes;
    private final Coordinates coordinates;
    private final CrossEntropy crossEntropy;
    private final INDArray stackMatrix;
    private final Parameters stack;
    private final INDArray parameters;
    private final Parameters gradientSums;
    private final List<INDArray> pointsInStack;
    private final List<Parameters> gradientsInSums;

    /**
     * Makes ready to evaluate.
     *
     * @param shape of the pass; its models are evaluated together
     * @param smoothing the share of every label that is spread over all classes, 0 to 1
     * @param coordinates of all points
     */
    public StackedLoss(PassShape shape, double smoothing, Coordinates coordinates) {
        this.models = shape.models();
        this.classes = shape.classes();
        this.coordinates = coordinates;
        this.crossEntropy = CrossEntropy.of(shape, smoothing);
        this.stackMatrix = Parameters.zeroMatrix(shape.features(), shape.columns(), shape.type());
        this.stack = Parameters.of(stackMatrix);
        this.parameters =
                coordinates.isIdentity() ? null : Parameters.zeroMatrix(shape.features(), classes, DataType.DOUBLE);
        this.gradientSums = Parameters.gradientSums(shape.features(), shape.columns(), shape.type());
        this.pointsInStack = IntStream.range(0, models)
                .mapToObj(m -> ofModel(stackMatrix, m))
                .toList();
        this.gradientsInSums = IntStream.range(0, models)
                .mapToObj(m -> new Parameters(ofModel(gradientSums.weights(), m), ofModel(gradientSums.intercept(), m)))
                .toList();
    }

    private INDArray ofModel(INDArray stacked, int model) {
        return models == 1
                ? stacked
                : stacked.get(NDArrayIndex.all(), NDArrayIndex.interval(model * classes, (model + 1) * classes));
    }

    /**
     * Evaluates the objectives over some batches.
     *
     * @param points one a model, each (features + 1) x classes
     * @param batches the rows; their weights rows x models, or null
     * @param weightSums s, one a model: what its sum over rows is divided by
     * @param penalties one a model
     * @param gradients one a model, each with the shape and type of its point; overwritten
     * @return f, one a model
     */
    public double[] evaluate(
            List<INDArray> points,
            List<Batch> batches,
            double[] weightSums,
            List<PenaltyTerm> penalties,
            List<INDArray> gradients) {
        for (int m = 0; m < models; m++) {
            stackPoint(m, points.get(m));
        }
        double[] values = crossEntropy.sum(stack, batches, gradientSums);
        for (int m = 0; m < models; m++) {
            INDArray gradient = gradients.get(m);
            readGradient(m, gradient);
            gradient.divi(weightSums[m]);
            coordinates.pullBack(gradient);
            values[m] = values[m] / weightSums[m] + penalties.get(m).addGradient(points.get(m), gradient);
        }
        return values;
    }

    private void stackPoint(int model, INDArray point) {
        if (coordinates.isIdentity()) {
            pointsInStack.get(model).assign(point);
            return;
        }
        coordinates.toParameters(point, parameters);
        pointsInStack.get(model).assign(parameters);
    }

    private void readGradient(int model, INDArray gradient) {
        Parameters.of(gradient).assign(gradientsInSums.get(model));
    }

    @Override
    public void close() {
        crossEntropy.close();
        gradientSums.close();
        Operation.close(stackMatrix, parameters);
    }
}
