package io.github.softmax4j.cli;

import io.github.softmax4j.progress.Step;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a line of CSV for every accepted step, and flushes it, so that a running fit can be watched. It is the only
 * file that is not moved into place at the end.
 */
final class HistoryFile implements Consumer<Step>, AutoCloseable {
    private final Optional<Path> file;
    private final Optional<BufferedWriter> writer;

    /** Opens the file and writes the header; does nothing at all without one. */
    HistoryFile(Optional<Path> file) throws IOException {
        this.file = file;
        writer = file.isPresent() ? Optional.of(Files.newBufferedWriter(file.get())) : Optional.empty();
        write("iteration,evaluations,seconds,objective,gradient_norm,step_length,passes,validation_loss");
    }

    @Override
    public void accept(Step step) {
        write(String.format(
                Locale.ROOT,
                "%d,%d,%.6f,%s,%s,%s,%.2f,%s",
                step.iteration(),
                step.evaluations(),
                step.seconds(),
                step.objective(),
                step.gradientNorm(),
                step.stepLength(),
                step.passes(),
                step.validation().isPresent()
                        ? Double.toString(step.validation().getAsDouble())
                        : ""));
    }

    private void write(String line) {
        if (writer.isEmpty()) {
            return;
        }
        try {
            writer.get().write(line + "\n");
            writer.get().flush();
        } catch (IOException e) {
            String problem = file.orElseThrow() + ": cannot be written: " + e.getMessage();
            throw new UncheckedIOException(new IOException(problem, e));
        }
    }

    @Override
    public void close() throws IOException {
        if (writer.isPresent()) {
            writer.get().close();
        }
    }
}
