package io.github.softmax4j.formats;

import java.io.IOException;

/** Reads a source: finds its format, and the reader of this format. */
final class SourceReader {
    private final Source source;
    private final ReadOptions options;

    SourceReader(Source source, ReadOptions options) {
        this.source = source;
        this.options = source instanceof Source.BuiltIn ? Sample.reading(options) : options;
    }

    Table read() throws IOException {
        Format format = format();
        if (source instanceof Source.StandardInput && !format.isText()) {
            throw new InputException(
                    Source.StandardInput.SYMBOL, format + " is read from a file, not from standard input");
        }
        new OptionsThatFit(source, format, options).require();
        Table table = read(format);
        if (options.isStrict() && !table.reading().warnings().isEmpty()) {
            throw new InputException(
                    source.name(),
                    "nothing may be uncertain (--strict), but "
                            + String.join("; ", table.reading().warnings()));
        }
        return table;
    }

    private Table read(Format format) throws IOException {
        return switch (format) {
            case IDX -> new IdxReader(file(), options).read();
            case LIBSVM -> cached(() -> new LibsvmReader(file(), options).read());
            case NPY -> new NpyReader(options).read(file());
            case NPZ -> new NpzReader(file(), options).read();
            case CSV, TSV, PARQUET, JSON -> cached(() -> readTable(format));
        };
    }

    private Format format() throws IOException {
        if (source instanceof Source.BuiltIn) {
            return Format.CSV;
        }
        if (options.format().isPresent()) {
            return options.format().get();
        }
        if (source instanceof Source.OneFile one) {
            return FormatGuess.ofFile(one.file());
        }
        return source instanceof Source.Pattern pattern ? FormatGuess.ofPattern(pattern.name()) : Format.CSV;
    }

    /** The file of a format that is never read from several, nor from a query. */
    private SourceFile file() throws InputException {
        if (source instanceof Source.OneFile one) {
            return one.file();
        }
        throw new InputException(source.name(), "there is no such file");
    }

    /** What comes from standard input, or is the answer to a query, may be another the next time. */
    private Table cached(TableCache.Reading reading) throws IOException {
        return source instanceof Source.Stored stored && options.cache().isPresent()
                ? new TableCache(options.cache().get(), stored, options).read(reading)
                : reading.read();
    }

    private Table readTable(Format format) throws IOException {
        try (DuckDb database = DuckDb.open()) {
            Relation relation = new Relations(database, options).of(source, format);
            return new TableReader(TableRequest.of(database, relation, options)).read();
        }
    }
}
