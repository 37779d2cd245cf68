package io.github.softmax4j.cli;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.formats.Format;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Table;
import io.github.softmax4j.formats.TableOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
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
            description = "The rows: a file of CSV, TSV, JSON, LIBSVM or IDX images (each also gzip), Parquet, NPY or"
                    + " NPZ; a pattern of names; - for CSV on standard input; sql:SELECT ...; or sample:digits.")
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
            description = "csv, tsv, parquet, json, idx, libsvm, npy or npz. Default: by the file's name, or its first"
                    + " line.")
    Optional<Format> format = Optional.empty();

    @Option(
            names = "--array",
            paramLabel = "KEY",
            description =
                    "The array of an NPZ file that has the features. Default: the one named x, features, data or the"
                            + " like; of x_train and x_test the first to train, the second to test.")
    Optional<String> array = Optional.empty();

    @Option(
            names = "--hash-features",
            paramLabel = "N",
            description = "Hash the indices of a LIBSVM file into N columns. Default: a column each.")
    Optional<Integer> hashFeatures = Optional.empty();

    @Mixin
    private TextFlags text;

    @Option(names = "--strict", description = "What may not be meant is an error, not a warning.")
    private boolean strict;

    @Option(
            names = "--index-base",
            paramLabel = "0|1",
            description = "Where the indices of a LIBSVM file begin. Default: at 0 if the training rows have a 0, else"
                    + " at 1; later as in the training.")
    private Optional<Integer> indexBase = Optional.empty();

    @Option(
            names = "--pixel-scale",
            paramLabel = "S",
            description = "What the bytes of IDX images are divided by. Default: 255; later as in the training.")
    private Optional<Double> pixelScale = Optional.empty();

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Where sql: asks: a JDBC URL whose driver is on the class path, or a file of DuckDB.")
    private Optional<String> database = Optional.empty();

    @Option(
            names = "--unseen",
            paramLabel = "ANSWER",
            description =
                    "What becomes of categories that the training did not have: error, or zero (all features of the"
                            + " column are 0). Default: what the model was trained with, else error.")
    private Optional<Unseen> unseen = Optional.empty();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description =
                    "The features of a data set that are larger, such as 8g, are kept in a file and read from there in"
                            + " every pass. Default: half of the memory that is free.")
    private Optional<ByteSize> memory = Optional.empty();

    @Option(
            names = "--spool",
            paramLabel = "DIR",
            description = "The folder of such files. Default: that of temporary files.")
    private Optional<Path> spool = Optional.empty();

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "The folder that keeps what was read of tables, for the next time that the same files are read in"
                            + " the same way.")
    private Optional<Path> cache = Optional.empty();

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

    /** Starts the backend, before anything is read: nobody waits for a table to learn that nothing can be computed. */
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

    /** What is read whatever the command. */
    OutputFiles inputs() {
        return new OutputFiles().reading("--data", source).readingDatabase(database);
    }

    /** Checks that nothing that is read, or written already, is overwritten. */
    void requireOwnFiles(OutputFiles files) {
        files.problem().ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), problem);
        });
    }

    /** How the rows of {@code --data} are read. */
    ReadOptions reading() {
        return new Given<>(readingOthers())
                .with(ReadOptions::withLabel, label)
                .with(ReadOptions::withArray, array)
                .options();
    }

    /** How any rows of the command are read: those to test on may have their labels elsewhere. */
    ReadOptions readingOthers() {
        hashFeatures.ifPresent(columns -> requirePositive("--hash-features", columns));
        ReadOptions told = ReadOptions.forTraining().withStrict(strict).withStorage(storage());
        try {
            return new Given<>(told)
                    .with(ReadOptions::withFormat, format)
                    .with(ReadOptions::withHashFeatures, hashFeatures)
                    .with(ReadOptions::withIndexBase, indexBase)
                    .with(ReadOptions::withPixelScale, pixelScale)
                    .with(ReadOptions::withCache, folder("--cache", cache))
                    .options()
                    .withTable(this::tables);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TableOptions tables(TableOptions table) {
        return new Given<>(text.applyTo(table))
                .with(TableOptions::withDatabase, database)
                .with(TableOptions::withUnseen, unseen)
                .options();
    }

    private FeatureStorage storage() {
        if (spool.isPresent() && !Files.isDirectory(spool.get())) {
            throw new ParameterException(
                    spec.commandLine(), "--spool must be a folder, but " + spool.get() + " is none");
        }
        FeatureStorage automatic = FeatureStorage.automatic().withDirectory(spool);
        return memory.map(size -> automatic.withBudget(size.bytes())).orElse(automatic);
    }

    private Optional<Path> folder(String option, Optional<Path> folder) {
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be a folder, but " + folder.get() + " is none");
        }
        return folder;
    }

    /** What is unusual about the rows that were read: some are left out, or features are not in memory. */
    static String remarks(Table table) {
        String leftOut = table.leftOut() == 0 ? "" : "; " + table.leftOut() + " rows, which lack a value, are left out";
        return leftOut + place(table.matrix());
    }

    private static String place(FeatureMatrix features) {
        if (!features.isInFile()) {
            return "";
        }
        long bytes = features.rows() * features.columns() * features.type().width();
        return "; the features, " + new ByteSize(bytes) + ", are in a file (--memory, --cache)";
    }
}
