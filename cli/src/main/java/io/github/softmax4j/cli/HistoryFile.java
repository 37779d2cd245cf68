package io.github.softmax4j.cli;

import io.github.softmax4j.progress.Step;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a line of CSV for every accepted step, and flushes it, so that a running fit can be watched. It is the only
 * file that is not moved into place at the end, and the only one that a fit can do without: where it cannot be written,
 * because the disk is full or its reader has gone, that is said once.
 */
final class HistoryFile implements Consumer<Step>, AutoCloseable {
    private final Optional<Path> file;
    private Optional<BufferedWriter> writer = Optional.empty();

    /** Opens the file and writes the header; does nothing at all without one. */
    HistoryFile(Optional<Path> file) {
        this.file = file;
        if (file.isPresent()) {
            try {
                writer = Optional.of(Files.newBufferedWriter(file.get()));
            } catch (IOException e) {
                giveUp(e);
            }
        }
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
                number(step.objective()),
                number(step.gradientNorm()),
                number(step.stepLength()),
                step.passes(),
                number(step.validation().orElse(Double.NaN))));
    }

    /** Nothing where there is no number. */
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private void write(String line) {
        if (writer.isEmpty()) {
            return;
        }
        try {
            writer.get().write(line + "\n");
            writer.get().flush();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void giveUp(IOException e) {
        Output.complain("warning: " + file.orElseThrow() + ": cannot be written: " + reason(e)
                + "; training goes on without a history");
        Optional<BufferedWriter> failed = writer;
        writer = Optional.empty();
        try {
            if (failed.isPresent()) {
                failed.get().close();
            }
        } catch (IOException again) {
            return; // it has been said already
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException said) {
            return said.getReason() == null ? "permission denied" : said.getReason();
        }
        return e.getMessage();
    }

    @Override
    public void close() {
        try {
            if (writer.isPresent()) {
                writer.get().close();
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }
}
