package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The objective of a softmax regression at a point: the mean loss and the penalty.
 *
 * <pre>
 *   f(W, b) = (1 / sum w) sum_i w_i (lse_i - Z[i, y_i])  +  (lambda / 2) |W|^2
 *   df/dW = X' R / sum w + lambda W          df/db = 1' R / sum w
 * </pre>
 *
 * <p>b is never penalised. lambda is what Spark calls regParam and glmnet lambda; C of scikit-learn is
 * 1 / (lambda sum w).
 *
 * <p>The point may be of another type than the features: solvers keep theirs in double, and only the products run in
 * float. Not thread-safe.
 */
public final class PenalizedLoss implements AutoCloseable {
    private final double lambda;
    private final CrossEntropy crossEntropy;
    private final INDArray pointMatrix;
    private final Parameters point;
    private final Parameters gradientSums;

    /**
     * Makes ready to evaluate.
     *
     * @param features the number of features
     * @param classes the number of classes
     * @param type the type of the features, FLOAT or DOUBLE
     * @param lambda the strength of the penalty, 0 or more
     */
    public PenalizedLoss(long features, long classes, DataType type, double lambda) {
        this.lambda = lambda;
        this.crossEntropy = new CrossEntropy(classes, type);
        this.pointMatrix = Parameters.zeroMatrix(features, classes, type);
        this.point = Parameters.of(pointMatrix);
        this.gradientSums = Parameters.gradientSums(features, classes, type);
    }

    /**
     * Evaluates the objective over some batches.
     *
     * @param at the point, (features + 1) x classes, any floating-point type
     * @param batches the rows
     * @param weightSum what the sums over rows are divided by
     * @param gradient overwritten; shape and type of the point
     * @return f
     */
    public double evaluate(INDArray at, Iterable<Batch> batches, double weightSum, INDArray gradient) {
        point.assign(Parameters.of(at));
        double meanLoss = crossEntropy.sum(point, batches, gradientSums) / weightSum;
        Parameters.of(gradient).assign(gradientSums);
        gradient.divi(weightSum);
        if (lambda > 0) {
            Nd4j.getBlasWrapper().axpy((Number) lambda, weights(at), weights(gradient));
        }
        return meanLoss + penalty(at, lambda);
    }

    /**
     * The penalty alone.
     *
     * @param at the point, (features + 1) x classes
     * @param lambda the strength
     * @return (lambda / 2) |W|^2
     */
    public static double penalty(INDArray at, double lambda) {
        INDArray weights = weights(at);
        return lambda / 2 * Nd4j.getBlasWrapper().dot(weights, weights);
    }

    /** W as one vector: in c order all rows but the last, the intercept's, lie together. */
    private static INDArray weights(INDArray matrix) {
        long numbers = matrix.length() - matrix.columns();
        return matrix.reshape(matrix.length()).get(NDArrayIndex.interval(0, numbers));
    }

    @Override
    public void close() {
        crossEntropy.close();
        gradientSums.close();
        pointMatrix.close();
    }
}
