package io.github.softmax4j.math;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What lies between several optimisers and a pass: the parameters of all their points side by side, as the pass reads
 * them, and sums of the shape of gradients, which it writes.
 *
 * <pre>
 *   [W_1 | ... | W_M],  [b_1 | ... | b_M]            of the points, see {@link Coordinates}
 *   df_m = (sums of model m) / s_m, in coordinates  +  dpenalty_m
 * </pre>
 *
 * <p>To go through many weights once more takes as long as many rows of the pass (docs/experiments/0010), so all is
 * done at once where a backend can. Which implementation that is, is {@link PassKernel}'s matter. Not thread-safe.
 */
public abstract class ParameterStack implements AutoCloseable {
    /** The parameters, (features + 1) x (models classes), dense in c order. */
    protected final INDArray matrix;

    private final Parameters parameters;
    private final Parameters sums;

    /**
     * A stack of zeros.
     *
     * @param shape of the pass
     */
    protected ParameterStack(PassShape shape) {
        matrix = Parameters.zeroMatrix(shape.features(), shape.columns(), shape.type());
        parameters = Parameters.of(matrix);
        sums = Parameters.gradientSums(shape.features(), shape.columns(), shape.type());
    }

    /**
     * Overwrites the parameters of a model.
     *
     * @param model its number
     * @param point (features + 1) x classes, FLOAT or DOUBLE, in any order
     */
    public abstract void put(int model, INDArray point);

    /**
     * The parameters.
     *
     * @return of all models, in the type of the features; not a copy
     */
    public final Parameters parameters() {
        return parameters;
    }

    /**
     * The sums.
     *
     * @return to be written by the pass: of all models, in the type of the features, weights in f order
     */
    public final Parameters sums() {
        return sums;
    }

    /**
     * Makes the gradient of a model of its sums.
     *
     * @param model its number
     * @param weightSum s, what the sums are divided by
     * @param penalty its derivative is added
     * @param point where that is taken
     * @param gradient (features + 1) x classes, FLOAT or DOUBLE; overwritten with the derivatives by the point
     * @return the penalty
     */
    public abstract double readGradient(
            int model, double weightSum, PenaltyTerm penalty, INDArray point, INDArray gradient);

    @Override
    public void close() {
        sums.close();
        matrix.close();
    }
}
