package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.List;

/**
 * Softmax cross-entropy and its gradient, summed over the rows of batches, for one model or several at once.
 *
 * <pre>
 *   Z = X W + b                       logits         rows x classes
 *   loss = sum_i w_i (lse_i - sum_k Y_ik Z_ik)
 *   R = diag(w) (softmax(Z) - Y)      residuals      rows x classes, Y one-hot or rows of probabilities
 *   dW = X' R                         features x classes
 *   db = 1' R                         1 x classes
 * </pre>
 *
 * <p>The parameters of M models stand side by side, W = [W_1 | ... | W_M], and each model may weigh the rows
 * differently. Sums, not means: parts of a data set add up to the whole, whatever the parts are.
 *
 * <p>This is the one place where losses and gradients of a point over data come from: the full-batch solvers and SGD
 * call it alike. Which implementation they get is {@link PassKernel}'s matter.
 *
 * <p>Bishop, Pattern Recognition and Machine Learning (2006), eqs. 4.104 to 4.109. Not thread-safe.
 */
public interface CrossEntropy extends AutoCloseable {
    /**
     * Evaluates one point over some batches.
     *
     * @param point W and b of all models, in the type of the features
     * @param batches the rows
     * @param gradient overwritten with dW and db, summed over all rows
     * @return the loss of each model, summed over all rows
     */
    double[] sum(Parameters point, List<Batch> batches, Parameters gradient);

    @Override
    void close();
}
