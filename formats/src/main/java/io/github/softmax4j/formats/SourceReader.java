package io.github.softmax4j.formats;

import io.github.softmax4j.events.ReadSpan;
import io.github.softmax4j.events.Recorder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads a source: finds its format, and the reader of this format. */
final class SourceReader {
    private final Source source;
    private final ReadOptions options;
    /** Of a source of files; listing them takes a while, and is done once. */
    private List<SourceFile> listed;

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
        if (source instanceof Source.Stored) {
            for (SourceFile file : files()) {
                ForeignFile.refuse(file, format);
            }
        }
        ReadSpan span = Recorder.read(source.name(), format.name());
        Table table = PixelScale.of(options).checked(read(format));
        span.ended(table.matrix().rows(), table.matrix().columns(), bytes());
        if (options.isStrict() && !table.reading().warnings().isEmpty()) {
            throw new InputException(
                    source.name(),
                    "nothing may be uncertain (" + ReadOption.STRICT + "), but "
                            + String.join("; ", table.reading().warnings()));
        }
        return table;
    }

    /** Of its files as they are stored; -1 of a source without. */
    private long bytes() throws IOException {
        return source instanceof Source.Stored
                ? files().stream()
                        .mapToLong(file -> file.path().toFile().length())
                        .sum()
                : -1;
    }

    private Table read(Format format) throws IOException {
        return switch (format) {
            case IDX -> new IdxReader(source.name(), files(), options).read();
            case LIBSVM -> cached(() -> new LibsvmReader(source.name(), files(), options).read());
            case NPY -> new NpyReader(options).read(source.name(), files());
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
        if (source instanceof Source.Folder) {
            return Format.PARQUET;
        }
        return source instanceof Source.Pattern pattern ? FormatGuess.ofPattern(pattern) : Format.CSV;
    }

    private List<SourceFile> files() throws IOException {
        if (listed == null) {
            if (!(source instanceof Source.Stored stored)) {
                throw new InputException(source.name(), "there is no such file");
            }
            listed = stored.files();
        }
        return listed;
    }

    /** The file of a format that is never read from several. */
    private SourceFile file() throws IOException {
        List<SourceFile> files = files();
        if (files.size() > 1) {
            throw new InputException(
                    source.name(), "one file was expected, but " + files.size() + " fit this pattern: name one");
        }
        return files.get(0);
    }

    /** What comes from standard input, or is the answer to a query, may be another the next time. */
    private Table cached(TableCache.Rows rows) throws IOException {
        boolean isPipe = source instanceof Source.OneFile one
                && !one.file().path().toString().equals(one.file().name());
        return source instanceof Source.Stored stored && options.cache().isPresent() && !isPipe
                ? new TableCache(options.cache().get(), stored, options).read(rows)
                : rows.read();
    }

    /** What the names of files say. */
    private List<String> notes() throws IOException {
        if (!(source instanceof Source.Folder folder)) {
            return List.of();
        }
        List<String> partitions = folder.partitions(files());
        String columns = partitions.isEmpty() ? "" : "; the columns " + partitions + " are from the names of folders";
        return List.of("rows of " + files().size() + " files of Parquet" + columns);
    }

    private Table readTable(Format format) throws IOException {
        try (DuckDb database = DuckDb.open()) {
            Relation relation = new Relations(database, options).of(source, format);
            Table table = new TableReader(TableRequest.of(database, relation, options)).read();
            return table.withReading(table.reading().and(Map.of(), notes()));
        }
    }
}
