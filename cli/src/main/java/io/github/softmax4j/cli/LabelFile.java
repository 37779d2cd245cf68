package io.github.softmax4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the labels of arrays and images are, of commands that need them. */
final class LabelFile {
    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "The labels of IDX images, or of an NPY array. Default: beside them.")
    Optional<Path> path = Optional.empty();
}
