package io.github.softmax4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags about the job itself: where its settings are from, and where they go. */
final class JobOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Read by {@link CommandWords}, before picocli sees any flag. */
    @Option(
            names = "--config",
            paramLabel = "FILE.yaml",
            description =
                    "A job: a YAML file that has these flags as keys, such as 'lambda: 1e-4'. Flags that are given"
                            + " win over it.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--print-config",
            description = "Print all settings as such a file on standard output, and do nothing else.")
    private boolean isPrinted;

    /** What a command reads and writes, and the files that its settings are from: no output may be one of them. */
    OutputFiles readWith(OutputFiles files) {
        if (spec.root().userObject() instanceof Main program) {
            program.argumentFiles().forEach(words -> files.reading("@", words.toString()));
        }
        return files.reading("--config", file.map(Path::toString));
    }

    /** What the command was told, and what it takes else. */
    Settings settings() {
        return Settings.of(spec);
    }

    /**
     * Prints the settings: all of them on standard output if nothing else is wanted, otherwise those that were told.
     *
     * @return whether nothing else is wanted
     */
    boolean print(Settings settings, Output output) throws IOException {
        if (isPrinted) {
            PrintStream out = Output.standard();
            out.print(JobText.of(settings));
            Output.requireWritten(out);
            settings.lackSecrets().forEach(key -> output.warn("the password in --" + key + " is not printed"));
            return true;
        }
        requireSecrets(settings);
        output.say("settings  " + settings.flags() + " (--print-config shows all)");
        return false;
    }

    private void requireSecrets(Settings settings) {
        settings.values().forEach((key, value) -> {
            boolean hasMask = value instanceof String text && Secrets.areLeftOutOf(text);
            if (hasMask && !settings.lackSecrets().contains(key)) {
                throw new ParameterException(
                        spec.commandLine(), "--" + key + " must have its password, but it was left out (***)");
            }
        });
    }
}
