package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The door for data: a source's name in, a table out.
 *
 * <p>A source is the name of a file, text and images plain or gzip, or a pattern such as {@code part-*.parquet}; {@code -} for CSV on
 * standard input; {@code sql:SELECT ...} over files and databases; or {@code sample:digits}, a real data set inside the program.
 */
public final class Tables {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final String STANDARD_INPUT = "-";

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
        Optional<Sample> sample = Sample.named(source);
        return sample.isPresent() ? sample.get().training(options) : readFile(source, options);
    }

    /**
     * Reads rows to test or predict.
     *
     * @param source its name
     * @param options how
     * @return the table
     * @throws InputException if the source is not what it should be
     * @throws IOException if it cannot be read
     */
    public static Table readTest(String source, ReadOptions options) throws IOException {
        Optional<Sample> sample = Sample.named(source);
        return sample.isPresent() ? sample.get().test(options) : readFile(source, options);
    }

    /**
     * Whether a source brings its own test rows.
     *
     * @param source its name
     * @return true for samples
     * @throws InputException if it names a sample that does not exist
     */
    public static boolean hasOwnTest(String source) throws InputException {
        return Sample.named(source).isPresent();
    }

    private static Table readFile(String source, ReadOptions options) throws IOException {
        boolean isTable = source.equals(STANDARD_INPUT) || source.startsWith(Relations.QUERY);
        Format format = isTable ? options.format().orElse(Format.CSV) : format(source, options);
        if (source.equals(STANDARD_INPUT) && !format.isText()) {
            throw new InputException(source, format + " is read from a file, not from standard input");
        }
        try {
            return read(source, format, options);
        } catch (UncheckedIOException e) {
            throw e.getCause(); // of a file that features are kept in
        }
    }

    /** Options of columns that would be passed over in silence are refused. */
    private static void requireTable(String source, Format format, ReadOptions options) throws InputException {
        TableOptions table = options.table();
        boolean areColumnsChosen = Stream.of(table.drop(), table.features(), table.categories(), table.keep())
                .anyMatch(columns -> !columns.isEmpty());
        boolean isTraining = options.expected().isEmpty();
        if (isTraining && (areColumnsChosen || table.missing() != Missing.ERROR)) {
            throw new InputException(
                    source,
                    "columns can be dropped, chosen, taken for words, kept or filled in tables only, but this is "
                            + format);
        }
    }

    private static Table read(String source, Format format, ReadOptions options) throws IOException {
        if (!format.isTable()) {
            requireTable(source, format, options);
        }
        return switch (format) {
            case IDX -> new IdxReader(requireFile(source), options).read();
            case LIBSVM -> cached(source, options, () -> new LibsvmReader(requireFile(source), options).read());
            case NPY -> new NpyReader(options).read(requireFile(source));
            case NPZ -> new NpzReader(requireFile(source), options).read();
            case CSV, TSV, PARQUET, JSON -> cached(source, options, () -> readTable(source, format, options));
        };
    }

    private static Format format(String source, ReadOptions options) throws IOException {
        if (options.format().isPresent()) {
            return options.format().get();
        }
        boolean isPattern = Relations.isPattern(source);
        return isPattern ? Format.ofPattern(source) : Format.ofFile(requireFile(source));
    }

    /** What comes from standard input, or is the answer to a query, may be another the next time. */
    private static Table cached(String source, ReadOptions options, TableCache.Reading reading) throws IOException {
        boolean isFile = !source.equals(STANDARD_INPUT) && !source.startsWith(Relations.QUERY);
        return isFile && options.cache().isPresent()
                ? new TableCache(options.cache().get(), source, options).read(reading)
                : reading.read();
    }

    private static Table readTable(String source, Format format, ReadOptions options) throws IOException {
        try (DuckDb database = DuckDb.open()) {
            var relations = new Relations(database, options);
            Relation relation = source.startsWith(Relations.QUERY)
                    ? relations.ofQuery(source)
                    : source.equals(STANDARD_INPUT)
                            ? relations.ofStream(System.in, "standard input", format)
                            : relations.ofFiles(source, format);
            return new TableReader(database, relation, options).read();
        }
    }

    /** Checks that a name is that of a file that can be read. */
    static Path requireFile(String name) throws InputException {
        Path file;
        try {
            file = Path.of(name);
        } catch (InvalidPathException e) {
            throw new InputException(name, "is not a file name: " + e.getReason(), e);
        }
        if (!Files.exists(file)) {
            throw new InputException(name, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new InputException(name, "a file was expected, but this is a directory");
        }
        if (!Files.isReadable(file)) {
            throw new InputException(name, "cannot be read: permission denied");
        }
        return file;
    }

    /** Looks at the first two bytes, not at the name: a download may have lost or won its .gz. */
    static InputStream decompress(InputStream in, String source) throws IOException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        if (magic != GZIP_MAGIC) {
            return buffered;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16);
        } catch (EOFException | ZipException e) {
            throw new InputException(
                    source, "begins like a gzip file, but is cut short or damaged: " + e.getMessage(), e);
        }
    }
}
