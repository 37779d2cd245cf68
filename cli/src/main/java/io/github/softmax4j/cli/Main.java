package io.github.softmax4j.cli;

import io.github.softmax4j.backend.BackendException;
import io.github.softmax4j.backend.MemoryException;
import io.github.softmax4j.export.ImportException;
import io.github.softmax4j.formats.InputException;
import io.github.softmax4j.io.ModelFormatException;
import io.github.softmax4j.model.Version;
import io.github.softmax4j.progress.CheckpointException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
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
            ExportCommand.class,
            ImportCommand.class,
            LookCommand.class,
            InspectCommand.class,
            DevicesCommand.class,
            CompletionCommand.class,
            ManualCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nIn the place of a flag or a command, @FILE stands for the words in that file.%n",
        footer = {
            "",
            "Exit codes: 0 done; 1 the program failed; 2 wrong usage; 3 bad data or model;",
            "4 stopped before convergence, the model is written; 130 interrupted (Ctrl-C);",
            "143 ended from outside (SIGTERM)."
        })
public final class Main {
    private boolean debug;
    private Set<Path> argumentFiles = Set.of();

    private Main() {}

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log in detail, as -vv does, and show stack traces of errors.")
    void setDebug(boolean on) {
        debug = on;
        if (on) {
            Logs.setVerbosity(2);
        }
    }

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what is done; -vv: in detail, and what libraries log.")
    void setVerbose(boolean[] given) {
        if (given != null && given.length > 0) {
            Logs.setVerbosity(given.length);
        }
    }

    /** What {@code @FILE} on the command line named. */
    Set<Path> argumentFiles() {
        return argumentFiles;
    }

    /**
     * Runs a command, and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // libraries write numbers, too
        System.setErr(Printable.stream(System.err));
        Logs.prepare();
        System.exit(run(arguments));
    }

    /** Runs a command; returns the exit code. */
    static int run(String... arguments) {
        var main = new Main();
        Logs.begin();
        Messages.setJson(false);
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF); // of a quote in a value it would warn
        var commandLine = new CommandLine(main)
                .setExpandAtFiles(false) // a name may begin with @: CommandWords knows which do not
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(main.errors())
                .setExitCodeExceptionMapper(e -> ExitCode.PROGRAM_FAILED);
        if (arguments.length == 0) {
            commandLine.usage(System.err);
            return ExitCode.WRONG_USAGE;
        }
        var words = new CommandWords(commandLine, arguments);
        commandLine.setParameterExceptionHandler((wrong, given) -> explain(wrong, words));
        try {
            String[] read = words.read();
            main.argumentFiles = words.argumentFiles();
            return commandLine.execute(read);
        } catch (ParameterException e) {
            return explain(e, words);
        } catch (Error e) { // picocli handles exceptions only; users get one line for errors too
            return main.report(e);
        }
    }

    /** What is wrong, and where the help is; the help itself would hide the first. */
    private static int explain(ParameterException wrong, CommandWords words) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        Output.complain(words.placed(Flags.in(wrong.getMessage())) + "; see " + command + " --help");
        return ExitCode.WRONG_USAGE;
    }

    private IExecutionExceptionHandler errors() {
        return (thrown, commandLine, parsed) -> report(thrown);
    }

    private int report(Throwable caught) {
        Throwable thrown = caught instanceof UncheckedIOException unchecked ? unchecked.getCause() : caught;
        Output.complain(Flags.in(message(thrown)));
        if (debug) {
            System.err.print(Printable.lines(Secrets.masked(Messages.traceOf(thrown))));
        }
        System.err.flush();
        return exitCode(thrown);
    }

    private static int exitCode(Throwable thrown) {
        if (thrown instanceof EndedException ended) {
            return ended.exitCode();
        }
        boolean input = thrown instanceof InputException
                || thrown instanceof ModelFormatException
                || thrown instanceof ImportException
                || thrown instanceof CheckpointException
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
                || thrown instanceof CheckpointException
                || thrown instanceof EndedException
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
