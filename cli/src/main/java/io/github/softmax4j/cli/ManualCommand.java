package io.github.softmax4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual page, which a distribution has in its {@code man} folder. */
@Command(name = "manual", description = "Print the manual page, for man.", hidden = true)
final class ManualCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintStream out = Output.standard();
        out.print(ManualPage.of(spec.root()));
        Output.requireWritten(out);
        return ExitCode.DONE;
    }
}
