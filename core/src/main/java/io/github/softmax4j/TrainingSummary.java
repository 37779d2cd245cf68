package io.github.softmax4j;

import io.github.softmax4j.optim.StopReason;
import java.time.Instant;

/**
 * How a model came to be; kept in its file.
 *
 * @param solver the solver's name
 * @param settings the regression's settings in words
 * @param stopReason why training ended
 * @param objective the mean loss and the penalty at the end
 * @param logLoss the mean loss alone
 * @param gradientNorm the largest absolute component of the gradient
 * @param iterations accepted steps, or epochs
 * @param evaluations passes, or mini-batches
 * @param rows rows of the training data
 * @param dataFingerprint see {@link io.github.softmax4j.data.Dataset#fingerprint}
 * @param labelColumn the column the labels came from, or empty
 * @param version of this library
 * @param backend the ND4J backend and its build
 * @param finishedAt when training ended
 * @param seconds how long the descent took
 */
public record TrainingSummary(
        String solver,
        String settings,
        StopReason stopReason,
        double objective,
        double logLoss,
        double gradientNorm,
        int iterations,
        long evaluations,
        long rows,
        String dataFingerprint,
        String labelColumn,
        String version,
        String backend,
        Instant finishedAt,
        double seconds) {
    /**
     * The same summary for labels of another column.
     *
     * @param column its name or index
     * @return the summary
     */
    public TrainingSummary withLabelColumn(String column) {
        return new TrainingSummary(
                solver,
                settings,
                stopReason,
                objective,
                logLoss,
                gradientNorm,
                iterations,
                evaluations,
                rows,
                dataFingerprint,
                column,
                version,
                backend,
                finishedAt,
                seconds);
    }
}
