package io.github.softmax4j.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Among how many classes a label has to be. */
final class TopOption {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private Optional<Integer> top = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "Tell also how often the label is among the K most probable classes.")
    void setTop(int k) {
        if (k < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be 1 or more, but is " + k);
        }
        top = Optional.of(k);
    }

    Optional<Integer> value() {
        return top;
    }
}
