package io.github.softmax4j.cli;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendInfo;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The page that a command writes beside its result, if it is asked for. */
final class ReportFile {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Write a page that tells of it: charts, tables and plain words in one file.")
    private Optional<Path> file = Optional.empty();

    /** The same files, and the page among those that are written. */
    OutputFiles among(OutputFiles files) {
        return files.writing("--report", file);
    }

    /** Checked before hours of training. */
    void requireWritable() throws IOException {
        if (file.isPresent()) {
            requireWritable("--report", file.get(), spec);
        }
    }

    static void requireWritable(String option, Path file, CommandSpec spec) throws IOException {
        if (file.toString().equals("-")) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be a file, but is -, which is standard output");
        }
        AtomicFile.requireWritable(file);
    }

    /** The report is not even made where nobody asked for it. */
    void write(Supplier<Report> report, DataOptions data, Output output) throws IOException {
        if (file.isPresent()) {
            write(report.get(), file.get(), data, spec);
            output.say("report    " + Printable.line(file.get().toString()));
        }
    }

    /** With what the program knows, and the library does not. */
    static void write(Report report, Path file, DataOptions data, CommandSpec spec) throws IOException {
        BackendInfo backend = Backend.start();
        Report told = report.withWords(Flags::in)
                .withFact("Rows from", Secrets.masked(data.source))
                .withFact("Device", backend.device())
                .withFact("Threads", Integer.toString(backend.threads()))
                .withFact("Native build", backend.build())
                .withFact("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
                .withFact("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .withFact("Most memory of this process", PeakMemory.words())
                .withCommand(ShellLine.of(spec));
        told.writeTo(file);
    }
}
