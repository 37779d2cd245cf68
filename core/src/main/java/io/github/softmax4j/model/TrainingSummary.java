package io.github.softmax4j.model;

import io.github.softmax4j.data.Reading;
import io.github.softmax4j.progress.Convergence;
import java.time.Instant;

/**
 * How a model came to be; kept in its file.
 *
 * @param solver the solver's name
 * @param settings the regression's settings in words
 * @param convergence how training ended
 * @param logLoss the mean loss without the penalty
 * @param rows rows of the training data
 * @param dataFingerprint see {@link io.github.softmax4j.data.Dataset#fingerprint}
 * @param labelColumn the column the labels came from, or empty
 * @param version of this library
 * @param backend the ND4J backend and its build
 * @param finishedAt when training ended
 * @param reading what the reader of the training rows said of them
 */
public record TrainingSummary(
        String solver,
        String settings,
        Convergence convergence,
        double logLoss,
        long rows,
        String dataFingerprint,
        String labelColumn,
        String version,
        String backend,
        Instant finishedAt,
        Reading reading) {}
