package io.github.softmax4j.cli;

import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Where all records of Java's logging go. */
public final class LogHandler extends Handler {
    /** Takes every record that a logger lets through. */
    public LogHandler() {}

    @Override
    public void publish(LogRecord logged) {
        Logs.take(logged);
    }

    @Override
    public void flush() {
        // every record is
    }

    @Override
    public void close() {
        // the file is the run's, not that of a configuration
    }
}
