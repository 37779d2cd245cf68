package io.github.softmax4j.cli;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.formats.Format;
import io.github.softmax4j.formats.ReadOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads rows. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "SOURCE",
            description = "The rows: a CSV or TSV file, an IDX file of images (each also gzip), - for CSV on standard"
                    + " input, or sample:digits.")
    String source;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description =
                    "The label column: its name, its index from 0, or -1 for the last. Default: the one named label,"
                            + " class, target or y.")
    Optional<String> label = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv, tsv or idx. Default: by the file's name.")
    Optional<Format> format = Optional.empty();

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

    /** Before anything is read: nobody should wait for a table to learn that nothing can be computed here. */
    void startBackend() {
        device.ifPresent(Backend::chooseDevice);
        Backend.start();
    }

    ReadOptions reading() {
        return ReadOptions.forTraining().withLabel(label).withFormat(format).withHeader(header);
    }
}
