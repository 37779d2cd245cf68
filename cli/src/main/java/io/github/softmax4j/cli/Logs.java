package io.github.softmax4j.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * What is logged where: warnings on standard error, with -v what this program does, with -vv its details and what
 * libraries log; and everything in a file, if there is one.
 *
 * <p>Java's own logging is asked for nothing before the first record: a command that logs nothing does not wait for it.
 */
final class Logs {
    private static final String OURS = "io.github.softmax4j";
    private static final String CONFIGURATION = "java.util.logging.config.class";
    private static final String OWN_FILE = "java.util.logging.config.file";

    private static volatile int verbosity;
    private static volatile boolean isConfigured;
    private static volatile Optional<LogFile> file = Optional.empty();

    private Logs() {}

    /** Says how logging is configured when it is first used, unless whoever starts Java has said it. */
    static void prepare() {
        if (System.getProperty(CONFIGURATION) == null && System.getProperty(OWN_FILE) == null) {
            System.setProperty(CONFIGURATION, LogConfiguration.class.getName());
        }
    }

    /** A run begins: warnings alone, and no file. */
    static void begin() {
        closeFile();
        setVerbosity(0);
    }

    /**
     * How much is shown.
     *
     * @param count of -v
     */
    static void setVerbosity(int count) {
        boolean isOther = count != verbosity;
        verbosity = count;
        if (isOther) {
            configureAnew();
        }
    }

    static boolean isVerbose() {
        return verbosity > 0;
    }

    /** Appends everything to a file from now on. */
    static void open(Path path) throws IOException {
        file = Optional.of(LogFile.append(path));
        configureAnew();
    }

    /** What is asked for by flags comes before the configuration of whoever started Java. */
    private static void configureAnew() {
        boolean isTheirs = System.getProperty(OWN_FILE) != null
                || !LogConfiguration.class.getName().equals(System.getProperty(CONFIGURATION));
        if (isConfigured || isTheirs) {
            configure();
        }
    }

    private static void closeFile() {
        if (file.isPresent()) {
            file.get().close();
            file = Optional.empty();
        }
    }

    /** Tells Java what is wanted: what is not is not even made. */
    static void configure() {
        isConfigured = true;
        Level libraries = verbosity > 1 ? Level.FINE : Level.WARNING;
        Level others = verbosity > 1 ? Level.INFO : Level.WARNING;
        boolean all = file.isPresent();
        String settings = String.format(
                Locale.ROOT,
                "handlers=%s%n.level=%s%n%s.level=%s%norg.nd4j.level=%s%norg.bytedeco.level=%s%n",
                LogHandler.class.getName(),
                all ? Level.FINE : others,
                OURS,
                all ? Level.FINE : ofOurs(),
                all ? Level.FINE : libraries,
                all ? Level.FINE : libraries);
        try {
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Level ofOurs() {
        return verbosity == 0 ? Level.WARNING : verbosity == 1 ? Level.INFO : Level.FINE;
    }

    /** Shows a record, if it is wanted, and keeps it. */
    static void take(LogRecord logged) {
        if (isShown(logged)) {
            Messages.log(logged);
        }
        if (file.isPresent()) {
            file.get().write(logged);
        }
    }

    private static boolean isShown(LogRecord logged) {
        String name = String.valueOf(logged.getLoggerName());
        Level least = name.startsWith(OURS) ? ofOurs() : verbosity > 1 ? Level.FINE : Level.WARNING;
        return logged.getLevel().intValue() >= least.intValue();
    }

    static boolean haveFile() {
        return file.isPresent();
    }

    /** Keeps what the program says itself: details, as those of steps. */
    static void detail(String text) {
        if (haveFile()) {
            keep(Level.FINE, text);
        }
    }

    static void note(String text) {
        if (haveFile()) {
            keep(Level.INFO, text);
        }
    }

    static void warning(String text) {
        if (haveFile()) {
            keep(Level.WARNING, text);
        }
    }

    static void error(String text) {
        if (haveFile()) {
            keep(Level.SEVERE, text);
        }
    }

    private static void keep(Level level, String text) {
        var said = new LogRecord(level, text);
        said.setLoggerName("softmax4j");
        file.get().write(said);
    }

    /** As SLF4J calls it. */
    static String levelOf(LogRecord logged) {
        int level = logged.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level >= Level.WARNING.intValue()) {
            return "WARN";
        }
        if (level >= Level.INFO.intValue()) {
            return "INFO";
        }
        return level >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    static String messageOf(LogRecord logged) {
        return new SimpleFormatter().formatMessage(logged); // not before it is needed: it starts Java's logging
    }
}
