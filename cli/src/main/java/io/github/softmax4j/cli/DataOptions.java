package io.github.softmax4j.cli;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.formats.Format;
import io.github.softmax4j.formats.ReadOptions;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that reads rows. */
final class DataOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "SOURCE",
            description = "The rows: a CSV, TSV or LIBSVM file, an IDX file of images (each also gzip), an NPY or NPZ"
                    + " file of NumPy, - for CSV on standard input, or sample:digits.")
    String source;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description =
                    "The label column: its name, its index from 0, or -1 for the last. Default: the one named label,"
                            + " class, target or y. Of an NPZ file: the array with the labels.")
    Optional<String> label = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, tsv, idx, libsvm, npy or npz. Default: by the file's name, or its first line.")
    Optional<Format> format = Optional.empty();

    @Option(
            names = "--array",
            paramLabel = "KEY",
            description =
                    "The array of an NPZ file that has the features. Default: the one named x, X, features, data or"
                            + " the like.")
    Optional<String> array = Optional.empty();

    @Option(
            names = "--hash-features",
            paramLabel = "N",
            description = "Hash the indices of a LIBSVM file into N columns. Default: a column each.")
    Optional<Integer> hashFeatures = Optional.empty();

    @Option(
            names = "--header",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether the first line of CSV holds names. Default: by its look.")
    Optional<Boolean> header = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "N",
            description = "The GPU to compute on, as the command devices numbers them. Default: 0.")
    Optional<Integer> device = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "The threads that compute, on the processor. Default, and at most: as many as there are cores.")
    Optional<Integer> threads = Optional.empty();

    /** Before anything is read: nobody should wait for a table to learn that nothing can be computed here. */
    void startBackend() {
        device.ifPresent(Backend::chooseDevice);
        threads.ifPresent(this::chooseThreads);
        Backend.start();
    }

    private void chooseThreads(int number) {
        requirePositive("--threads", number);
        Backend.chooseThreads(number);
    }

    private void requirePositive(String option, int number) {
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be 1 or more, but is " + number);
        }
    }

    ReadOptions reading() {
        hashFeatures.ifPresent(columns -> requirePositive("--hash-features", columns));
        return ReadOptions.forTraining()
                .withLabel(label)
                .withFormat(format)
                .withHeader(header)
                .withArray(array)
                .withHashFeatures(hashFeatures.map(OptionalInt::of).orElseGet(OptionalInt::empty));
    }
}
