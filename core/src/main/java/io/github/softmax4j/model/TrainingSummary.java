package io.github.softmax4j.model;

import io.github.softmax4j.data.Reading;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a model came to be; kept in its file.
 *
 * @param solver the solver's name
 * @param settings the regression's settings in words
 * @param convergence how training ended
 * @param logLoss the mean loss without the penalty
 * @param rows rows of the training data
 * @param dataFingerprint see {@link io.github.softmax4j.data.Dataset#fingerprint()}
 * @param labelColumn the column the labels came from, or empty
 * @param version of this library
 * @param backend the ND4J backend and its build
 * @param finishedAt when training ended
 * @param reading what the reader of the training rows said of them
 * @param job what the program that trained was told, and what it took where it was told nothing: by flag without its
 *     dashes, values as the flag takes them; sorted, and empty where no program trained
 * @see SoftmaxModel
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
        Reading reading,
        Map<String, String> job) {
    /**
     * Checks that all is told.
     *
     * @param solver the solver's name
     * @param settings the regression's settings in words
     * @param convergence how training ended
     * @param logLoss the mean loss without the penalty
     * @param rows rows of the training data
     * @param dataFingerprint see {@link io.github.softmax4j.data.Dataset#fingerprint()}
     * @param labelColumn the column the labels came from, or empty
     * @param version of this library
     * @param backend the ND4J backend and its build
     * @param finishedAt when training ended
     * @param reading what the reader of the training rows said of them
     * @param job the settings of the program that trained
     */
    public TrainingSummary {
        Objects.requireNonNull(solver, "solver must not be null");
        Objects.requireNonNull(settings, "settings must not be null");
        Objects.requireNonNull(convergence, "convergence must not be null");
        Objects.requireNonNull(dataFingerprint, "dataFingerprint must not be null");
        Objects.requireNonNull(labelColumn, "labelColumn must not be null");
        Objects.requireNonNull(version, "version must not be null");
        Objects.requireNonNull(backend, "backend must not be null");
        Objects.requireNonNull(finishedAt, "finishedAt must not be null");
        Objects.requireNonNull(reading, "reading must not be null");
        Objects.requireNonNull(job, "job must not be null");
        job = Collections.unmodifiableMap(new TreeMap<>(job));
    }

    /**
     * Of a training that no program was told to do.
     *
     * @param solver the solver's name
     * @param settings the regression's settings in words
     * @param convergence how training ended
     * @param logLoss the mean loss without the penalty
     * @param rows rows of the training data
     * @param dataFingerprint see {@link io.github.softmax4j.data.Dataset#fingerprint()}
     * @param labelColumn the column the labels came from, or empty
     * @param version of this library
     * @param backend the ND4J backend and its build
     * @param finishedAt when training ended
     * @param reading what the reader of the training rows said of them
     */
    public TrainingSummary(
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
            Reading reading) {
        this(
                solver,
                settings,
                convergence,
                logLoss,
                rows,
                dataFingerprint,
                labelColumn,
                version,
                backend,
                finishedAt,
                reading,
                Map.of());
    }

    /**
     * Of weights that were not trained here: that is all it claims. Its {@link StopReason} is IMPORTED, losses and
     * gradient are NaN, rows and iterations 0, and the fingerprint is empty.
     *
     * @param library that trained, such as {@code Spark 3.5.6}
     * @param settings what is known of them, in words
     * @param labelColumn the column the labels came from, or empty
     * @param importedAt when they were imported
     * @param reading what was assumed of them and is warned of
     * @return the summary
     */
    public static TrainingSummary imported(
            String library, String settings, String labelColumn, Instant importedAt, Reading reading) {
        Objects.requireNonNull(library, "library must not be null");
        Objects.requireNonNull(importedAt, "importedAt must not be null");
        return new TrainingSummary(
                "imported from " + library,
                settings,
                new Convergence(StopReason.IMPORTED, Double.NaN, Double.NaN, 0, 0, 0),
                Double.NaN,
                0,
                "",
                labelColumn,
                Version.current(),
                "none",
                importedAt,
                reading);
    }

    /**
     * With the settings of the program that trained.
     *
     * @param told by flag without its dashes, values as the flag takes them
     * @return all else as it is
     */
    public TrainingSummary withJob(Map<String, String> told) {
        Objects.requireNonNull(told, "told must not be null");
        return new TrainingSummary(
                solver,
                settings,
                convergence,
                logLoss,
                rows,
                dataFingerprint,
                labelColumn,
                version,
                backend,
                finishedAt,
                reading,
                told);
    }

    /** Solver, end, loss and rows. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "TrainingSummary[%s, %s, log-loss %.6g, %d rows, %s]",
                solver,
                convergence.words(),
                logLoss,
                rows,
                finishedAt);
    }
}
