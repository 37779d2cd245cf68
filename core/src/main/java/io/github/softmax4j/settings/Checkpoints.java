package io.github.softmax4j.settings;

import io.github.softmax4j.progress.Checkpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Where a fit writes what it needs to go on after it was killed, and how often. What is resumed ends in the same model,
 * bit for bit, as what was never stopped, and is refused where data, settings, version or threads differ.
 *
 * <p>Known elsewhere as: {@code CheckpointListener} of DL4J, {@code checkpointInterval} of Spark,
 * {@code BackupAndRestore} of Keras.
 *
 * <p>For example:
 *
 * <pre>{@code
 * var told = new ArrayList<Checkpoint>();
 * Checkpoints checkpoints = Checkpoints.in(folder) // made if it is missing
 *         .withIterations(3)
 *         .withResume(true) // a job that was killed goes on when it is started again
 *         .withListener(told::add);
 * FitOptions options = FitOptions.none().withCheckpoints(checkpoints);
 * String answer;
 * try {
 *     answer = SoftmaxRegression.withDefaults().fit(training, options).cause();
 * } catch (CheckpointException e) {
 *     answer = e.getMessage(); // the folder has another fit, and which data or settings differ
 * }
 * }</pre>
 *
 * @param folder made if it is missing; for one fit or sweep at a time
 * @param interval a checkpoint is written when so much time has gone by since the last one, above 0
 * @param iterations and also after so many steps (of all models of a sweep together; epochs of SGD); 0 for by time
 *     alone
 * @param resume whether to go on from the newest checkpoint that is there, if there is one; otherwise a folder with
 *     checkpoints of a fit that has not ended is refused
 * @param listener told of every checkpoint that is written or resumed, on the thread of the fit
 */
public record Checkpoints(
        Path folder, Duration interval, int iterations, boolean resume, Consumer<Checkpoint> listener) {
    /** What a night loses at most is a minute; writing takes milliseconds. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);

    /**
     * Checks the settings.
     *
     * @param folder made if it is missing
     * @param interval the most time between checkpoints, above 0
     * @param iterations the most iterations between checkpoints, 0 for any number
     * @param resume whether to go on from the newest checkpoint
     * @param listener told of every checkpoint that is written or resumed
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public Checkpoints {
        Objects.requireNonNull(folder, "folder must not be null");
        Objects.requireNonNull(interval, "interval must not be null");
        Objects.requireNonNull(listener, "listener must not be null");
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be above 0, but is " + interval);
        }
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations must not be negative, but is " + iterations);
        }
    }

    /**
     * A checkpoint a minute.
     *
     * @param folder made if it is missing
     * @return settings that begin, and do not resume
     */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(folder, DEFAULT_INTERVAL, 0, false, checkpoint -> {});
    }

    /**
     * Sets the time between checkpoints.
     *
     * @param value above 0
     * @return new settings
     * @throws IllegalArgumentException if it is not above 0
     */
    public Checkpoints withInterval(Duration value) {
        Objects.requireNonNull(value, "value must not be null");
        return new Checkpoints(folder, value, iterations, resume, listener);
    }

    /**
     * Sets the iterations between checkpoints.
     *
     * @param value 0 for by time alone
     * @return new settings
     * @throws IllegalArgumentException if it is negative
     */
    public Checkpoints withIterations(int value) {
        return new Checkpoints(folder, interval, value, resume, listener);
    }

    /**
     * Resumes.
     *
     * @param value whether to go on from the newest checkpoint, if there is one
     * @return new settings
     */
    public Checkpoints withResume(boolean value) {
        return new Checkpoints(folder, interval, iterations, value, listener);
    }

    /**
     * Watches.
     *
     * @param watcher told of every checkpoint that is written or resumed
     * @return new settings
     */
    public Checkpoints withListener(Consumer<Checkpoint> watcher) {
        Objects.requireNonNull(watcher, "watcher must not be null");
        return new Checkpoints(folder, interval, iterations, resume, watcher);
    }
}
