package io.github.softmax4j;

import io.github.softmax4j.optim.Step;
import io.github.softmax4j.optim.StopReason;
import java.util.List;

/**
 * What came of training.
 *
 * @param settings what it was trained with
 * @param model the trained model
 * @param stopReason why training ended
 * @param cause the reason in words
 * @param objective the mean loss and the penalty at the model's weights, over all rows
 * @param logLoss the mean loss alone
 * @param gradientNorm the largest absolute component of the gradient there
 * @param iterations accepted steps, or epochs of SGD
 * @param evaluations passes of the objective, or mini-batches of SGD
 * @param seconds time of the descent; loading and the last evaluation excluded
 * @param history one line an accepted step
 */
public record Fit(
        SoftmaxRegression settings,
        SoftmaxModel model,
        StopReason stopReason,
        String cause,
        double objective,
        double logLoss,
        double gradientNorm,
        int iterations,
        long evaluations,
        double seconds,
        List<Step> history) {
    /**
     * Whether training did what was asked: it converged, or SGD ran all of its epochs.
     *
     * @return false where it was cut short; the model is usable all the same, if its numbers are finite
     */
    public boolean isComplete() {
        boolean planned = stopReason == StopReason.MAX_ITERATIONS && settings.solver() instanceof Solver.MiniBatch;
        return stopReason.converged() || planned;
    }
}
