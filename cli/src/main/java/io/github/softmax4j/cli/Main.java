package io.github.softmax4j.cli;

import io.github.softmax4j.backend.BackendException;
import io.github.softmax4j.backend.MemoryException;
import io.github.softmax4j.formats.InputException;
import io.github.softmax4j.io.ModelFormatException;
import io.github.softmax4j.model.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command {@code softmax4j}. */
@Command(
        name = "softmax4j",
        description = "Multinomial logistic regression: train, evaluate, predict.",
        subcommands = {
            TrainCommand.class,
            SweepCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ReportCommand.class,
            LookCommand.class,
            InspectCommand.class,
            DevicesCommand.class,
            CompletionCommand.class,
            ManualCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done; 1 the program failed; 2 wrong usage; 3 bad data or model;",
            "4 stopped before convergence, the model is written; 130 interrupted (Ctrl-C);",
            "143 ended from outside (SIGTERM)."
        })
public final class Main {
    private boolean debug;

    private Main() {}

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log in detail, and show stack traces of errors.")
    void setDebug(boolean on) {
        debug = on;
        if (on) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        }
    }

    /**
     * Runs a command, and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // libraries write numbers, too
        System.setErr(Printable.stream(System.err));
        System.exit(run(arguments));
    }

    /** Runs a command; returns the exit code. */
    static int run(String... arguments) {
        var main = new Main();
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF); // of a quote in a value it would warn
        var commandLine = new CommandLine(main)
                .setExpandAtFiles(false) // a name may begin with @
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((wrong, given) -> explain(wrong))
                .setExecutionExceptionHandler(main.errors())
                .setExitCodeExceptionMapper(e -> ExitCode.PROGRAM_FAILED);
        if (arguments.length == 0) {
            commandLine.usage(System.err);
            return ExitCode.WRONG_USAGE;
        }
        try {
            return commandLine.execute(arguments);
        } catch (Error e) { // picocli handles exceptions only; users get one line for errors too
            return main.report(e);
        }
    }

    /** What is wrong, and where the help is; the help itself would hide the first. */
    private static int explain(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        Output.complain(Flags.in(wrong.getMessage()) + "; see " + command + " --help");
        return ExitCode.WRONG_USAGE;
    }

    private IExecutionExceptionHandler errors() {
        return (thrown, commandLine, parsed) -> report(thrown);
    }

    private int report(Throwable caught) {
        Throwable thrown = caught instanceof UncheckedIOException unchecked ? unchecked.getCause() : caught;
        Output.complain(Flags.in(message(thrown)));
        if (debug) {
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            System.err.print(Printable.lines(trace.toString()));
        }
        System.err.flush();
        return exitCode(thrown);
    }

    private static int exitCode(Throwable thrown) {
        boolean input = thrown instanceof InputException
                || thrown instanceof ModelFormatException
                || thrown instanceof FileSystemException;
        return input ? ExitCode.BAD_INPUT : ExitCode.PROGRAM_FAILED;
    }

    private static String message(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            return "out of memory: " + thrown.getMessage()
                    + "; give the Java virtual machine more, for example JAVA_OPTS=-Xmx8g";
        }
        if (thrown instanceof FileSystemException file && file.getReason() == null) {
            String reason = thrown instanceof AccessDeniedException ? "permission denied" : "cannot be read or written";
            return file.getFile() + ": " + reason;
        }
        boolean said = thrown instanceof IOException
                || thrown instanceof BackendException
                || thrown instanceof MemoryException;
        if (said && thrown.getMessage() != null) {
            return thrown.getMessage();
        }
        return "failed, which is a bug: " + thrown + " (--debug shows where)";
    }

    /** Reads the version when it is asked for. */
    static final class ProgramVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"softmax4j " + Version.current()};
        }
    }
}
