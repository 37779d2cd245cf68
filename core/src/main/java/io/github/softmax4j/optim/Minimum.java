package io.github.softmax4j.optim;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where a descent ended.
 *
 * @param point the best point; owned by the receiver
 * @param objective the value there, as the descent was told it
 * @param gradientNorm the largest absolute component of the gradient there
 * @param stopReason why it ended
 * @param cause the reason in words
 * @param evaluations evaluations of the objective
 * @param seconds from start to end
 * @param history one line an accepted step; L-BFGS begins with the starting point
 */
public record Minimum(
        INDArray point,
        double objective,
        double gradientNorm,
        StopReason stopReason,
        String cause,
        long evaluations,
        double seconds,
        List<Step> history) {
    /**
     * The number of accepted steps.
     *
     * @return 0 where the starting point was never left
     */
    public int iterations() {
        return history.isEmpty() ? 0 : history.get(history.size() - 1).iteration();
    }
}
