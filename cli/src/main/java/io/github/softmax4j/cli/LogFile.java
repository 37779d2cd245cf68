package io.github.softmax4j.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.LogRecord;

/**
 * A file that records are appended to, a line each, with the time in UTC, level and name: a job that is resumed goes on
 * in the same file. Training can do without it: where it cannot be written, because the disk is full, that is said
 * once.
 */
final class LogFile {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path path;
    private final BufferedWriter writer;
    private boolean hasFailed;

    private LogFile(Path path, BufferedWriter writer) {
        this.path = path;
        this.writer = writer;
    }

    static LogFile append(Path path) throws IOException {
        return new LogFile(path, Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    synchronized void write(LogRecord logged) {
        if (hasFailed) {
            return;
        }
        try {
            writer.write(line(logged));
            writer.flush();
        } catch (IOException e) {
            hasFailed = true;
            Messages.warning(path + ": cannot be written: " + e.getMessage() + "; the program goes on without a log");
        }
    }

    private static String line(LogRecord logged) {
        String message = TIME.format(logged.getInstant()) + " " + Logs.levelOf(logged) + " " + logged.getLoggerName()
                + " " + Logs.messageOf(logged);
        return Printable.line(message) + "\n" + Printable.lines(Messages.traceOf(logged.getThrown()));
    }

    synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            hasFailed = true; // every line was flushed, or its failure told
        }
    }
}
