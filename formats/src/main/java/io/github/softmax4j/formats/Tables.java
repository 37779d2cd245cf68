package io.github.softmax4j.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The door for data: a source's name in, a table out.
 *
 * <p>A source is the name of a file, text and images plain or gzip, or a pattern such as {@code part-*.parquet};
 * {@code -} for CSV on standard input; {@code sql:SELECT ...} over files and databases; or {@code sample:digits}, a
 * real data set inside the program.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Dataset training =
 *         Tables.readTraining("sample:digits", ReadOptions.forTraining()).trainingSet();
 * SoftmaxModel model = SoftmaxRegression.withDefaults().fit(training).model();
 * Table rows = Tables.readTest("sample:digits", ReadOptions.forModel(model));
 * double accuracy = model.evaluate(rows.dataset(model.classes())).accuracy();
 * }</pre>
 */
public final class Tables {
    private Tables() {}

    /**
     * Reads the rows to train on.
     *
     * @param source its name
     * @param options how
     * @return the table
     * @throws InputException if the source is not what it should be
     * @throws IOException if it cannot be read
     */
    public static Table readTraining(String source, ReadOptions options) throws IOException {
        return read(parsed(source, options), options);
    }

    /**
     * Reads the rows to train on from a file.
     *
     * @param file a file, or a folder of Parquet
     * @param options how
     * @return the table
     * @throws InputException if the file is not what it should be
     * @throws IOException if it cannot be read
     */
    public static Table readTraining(Path file, ReadOptions options) throws IOException {
        return read(parsed(file, options), options);
    }

    /**
     * Reads rows to test or predict.
     *
     * @param source its name
     * @param options how: {@link ReadOptions#forModel}
     * @return the table
     * @throws InputException if the source is not what it should be
     * @throws IOException if it cannot be read
     */
    public static Table readTest(String source, ReadOptions options) throws IOException {
        return read(parsed(source, options).ofTestRows(), options);
    }

    /**
     * Reads rows to test or predict from a file.
     *
     * @param file a file, or a folder of Parquet
     * @param options how: {@link ReadOptions#forModel}
     * @return the table
     * @throws InputException if the file is not what it should be
     * @throws IOException if it cannot be read
     */
    public static Table readTest(Path file, ReadOptions options) throws IOException {
        return read(parsed(file, options), options);
    }

    /**
     * Whether a source brings its own test rows.
     *
     * @param source its name
     * @return true for samples
     * @throws InputException if it names a sample that does not exist
     */
    public static boolean hasOwnTest(String source) throws InputException {
        return Sample.named(Objects.requireNonNull(source, "source")).isPresent();
    }

    private static Source parsed(String source, ReadOptions options) throws InputException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(options, "options");
        return Source.of(source, options.table().database());
    }

    private static Source parsed(Path file, ReadOptions options) throws InputException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(options, "options");
        return Source.ofFile(file.toString());
    }

    private static Table read(Source source, ReadOptions options) throws IOException {
        try {
            return new SourceReader(source, options).read();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // of a file that features are kept in
        }
    }
}
