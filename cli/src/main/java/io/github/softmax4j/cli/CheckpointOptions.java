package io.github.softmax4j.cli;

import io.github.softmax4j.progress.Checkpoint;
import io.github.softmax4j.progress.FitListener;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.settings.Checkpoints;
import io.github.softmax4j.settings.FitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a command whose work can be gone on with, and what is said of it. */
final class CheckpointOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Write to this folder, while training, what is needed to go on with it; SIGTERM and Ctrl-C"
                    + " then write a last checkpoint.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "TIME",
            converter = SolverOptions.TimeConverter.class,
            description = "The most time between checkpoints: 30s, 10m. Default: 60s.")
    private Optional<Duration> interval = Optional.empty();

    @Option(
            names = "--checkpoint-iterations",
            paramLabel = "N",
            description = "Also write a checkpoint every N iterations, or epochs. Default: by time alone.")
    private Optional<Integer> iterations = Optional.empty();

    @Option(
            names = "--resume",
            description = "Go on from the newest checkpoint, if there is one: the model will be the same, bit for bit,"
                    + " as if training had never stopped.")
    private boolean resume;

    /** Of all models. */
    private int iterationsDone;

    private Optional<Checkpoint> resumed = Optional.empty();
    private int written;

    /** Checks the options, and that the folder can be written to, before anything is read. */
    void prepare() throws IOException {
        if (folder.isEmpty()) {
            if (resume || interval.isPresent() || iterations.isPresent()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--resume, --checkpoint-interval and --checkpoint-iterations need the folder: --checkpoint");
            }
            return;
        }
        settings();
        if (Files.exists(folder.get()) && !Files.isDirectory(folder.get())) {
            throw new ParameterException(
                    spec.commandLine(), "--checkpoint must be a folder, but " + folder.get() + " is none");
        }
        Files.createDirectories(folder.get());
        if (!Files.isWritable(folder.get())) {
            throw new IOException(folder.get() + ": checkpoints cannot be written there: permission denied");
        }
    }

    OutputFiles addTo(OutputFiles files) {
        return files.writing("--checkpoint", folder);
    }

    private Checkpoints settings() {
        try {
            Checkpoints settings = Checkpoints.in(folder.orElseThrow()).withResume(resume);
            settings = interval.map(settings::withInterval).orElse(settings);
            return iterations.map(settings::withIterations).orElse(settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--checkpoint: " + e.getMessage(), e);
        }
    }

    private void tell(Checkpoint checkpoint, Output output) {
        if (!checkpoint.resumed()) {
            written++;
            return;
        }
        resumed = Optional.of(checkpoint);
        output.say(String.format(
                Locale.ROOT,
                "resumed   after %d iterations and %.1f s, from checkpoint %d in %s",
                iterationsDone,
                checkpoint.seconds(),
                checkpoint.number(),
                folder.orElseThrow()));
    }

    /**
     * Runs work that may be long. With checkpoints, a signal ends it in good order.
     *
     * @param options what else goes along
     * @param output where it is told that the work goes on
     * @param work the work
     * @param isCutShort of its result: whether it may have ended because somebody asked for it
     * @throws EndedException if a signal has ended it
     */
    <T> T run(FitOptions options, Output output, Function<FitOptions, T> work, Predicate<T> isCutShort) {
        if (folder.isEmpty()) {
            return work.apply(options);
        }
        String promise = "a checkpoint is written; a second signal ends the program at once";
        try (Signals signals = Signals.listen(promise)) {
            T result = work.apply(options.withListener(options.listener().and(FitListener.ofSteps(this::count)))
                    .withCancellation(() -> options.cancelled().getAsBoolean()
                            || signals.asked().isPresent())
                    .withCheckpoints(settings().withListener(checkpoint -> tell(checkpoint, output))));
            if (signals.asked().isPresent() && isCutShort.test(result)) {
                throw ended(signals.asked().get());
            }
            return result;
        }
    }

    private void count(Step step) {
        iterationsDone += step.iteration() > 0 ? 1 : 0; // the starting point is told, too
    }

    private EndedException ended(Signals.Asked asked) {
        String message = String.format(
                Locale.ROOT,
                "ended by %s after %d iterations, and no model is written; the same command with --resume goes on from"
                        + " the checkpoint in %s",
                asked.name(),
                iterationsDone,
                folder.orElseThrow());
        return new EndedException(message, asked.exitCode());
    }

    /** What became of the checkpoints; empty without. */
    Optional<Map<String, Object>> json() {
        return folder.map(path -> {
            var object = new LinkedHashMap<String, Object>();
            object.put("folder", path.toString());
            object.put("resumed", resumed.isPresent());
            object.put("written", written);
            return object;
        });
    }
}
