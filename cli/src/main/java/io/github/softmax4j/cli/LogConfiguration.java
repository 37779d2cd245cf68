package io.github.softmax4j.cli;

/** What Java's logging makes when it is first used: the configuration of this program. */
public final class LogConfiguration {
    /** Configures logging. */
    public LogConfiguration() {
        Logs.configure();
    }
}
