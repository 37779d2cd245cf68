package io.github.softmax4j.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a source readable for DuckDB: text, Parquet, JSON, or the answer to a query. */
final class Relations {
    private final DuckDb database;
    private final ReadOptions options;

    Relations(DuckDb database, ReadOptions options) {
        this.database = database;
        this.options = options;
    }

    /** The rows of a source, in a format that is a table; of streams and queries the format is given. */
    Relation of(Source source, Format format) throws IOException {
        if (source instanceof Source.Query query) {
            return ofQuery(query);
        }
        if (source instanceof Source.Stored stored) {
            return ofFiles(stored, format);
        }
        if (source instanceof Source.BuiltIn builtIn) {
            try (InputStream in = builtIn.open()) {
                return Sample.withColumnNames(ofStream(in, source, format));
            }
        }
        return ofStream(System.in, source, format);
    }

    private Relation ofStream(InputStream in, Source source, Format format) throws IOException {
        Path copy = database.folder().resolve("input");
        Files.copy(in, copy);
        allowOnly(source, List.of());
        return ofText(source, List.of(new SourceFile(copy, source.name())), format);
    }

    private Relation ofFiles(Source.Stored source, Format format) throws IOException {
        List<SourceFile> files = source.files(database);
        allowOnly(source, files);
        if (format.isText()) {
            return ofText(source, files, format);
        }
        return format == Format.PARQUET ? ofParquet(source, files) : ofJson(source, files);
    }

    private Relation ofParquet(Source.Stored source, List<SourceFile> files) throws IOException {
        boolean hasPartitions = source instanceof Source.Folder folder
                && !folder.partitions(files).isEmpty();
        String list = files.stream()
                .map(file -> DuckDb.fileName(file.path().toString()))
                .collect(Collectors.joining(", "));
        return described(
                source,
                "read_parquet([" + list + "], union_by_name = true, hive_partitioning = " + hasPartitions + ")",
                true);
    }

    private Relation ofJson(Source source, List<SourceFile> files) throws IOException {
        var json = new JsonFiles(database);
        List<SourceFile> readable = json.readable(files);
        Relation guessed = described(source, JsonFiles.sql(readable), false);
        Optional<String> strings = JsonFiles.sqlOfStrings(readable, guessed.columns());
        Relation relation = strings.isPresent() ? described(source, strings.get(), false) : guessed;
        try {
            json.requireTable(relation, options);
            return relation;
        } catch (SQLException e) {
            throw SqlProblem.in(source, e);
        }
    }

    private Relation ofText(Source source, List<SourceFile> files, Format format) throws IOException {
        return TextRelation.of(source, files, format, options, database.folder());
    }

    private void allowOnly(Source source, List<SourceFile> files) throws IOException {
        try {
            database.allowOnly(files.stream().map(SourceFile::path).toList());
        } catch (SQLException e) {
            throw SqlProblem.in(source, e);
        }
    }

    /** The answer is kept, because it is gone through more than once. */
    private Relation ofQuery(Source.Query query) throws IOException {
        try {
            if (query.database() instanceof Database.Jdbc jdbc) {
                database.allowOnly(List.of());
                return described(query, new JdbcCopy(database).copy(jdbc.url(), query.sql()), true);
            }
            String select = new OneSelect(database).of(query.name(), query.sql());
            if (query.database() instanceof Database.OfDuckDb attached) {
                database.execute("ATTACH " + DuckDb.text(attached.file().path().toString()) + " AS source (READ_ONLY)");
                database.execute("USE source");
            }
            database.lockSettings();
            database.execute("CREATE TEMP TABLE answer AS (" + select + "\n)");
            return described(query, "temp.answer", true);
        } catch (SQLException e) {
            throw SqlProblem.in(query, e);
        }
    }

    /** Parquet has its number of rows in its footer, and tables know theirs. */
    private Relation described(Source source, String sql, boolean isCountedFast) throws IOException {
        try {
            long rows = isCountedFast ? rows(sql) : 0;
            return new Relation(
                    source,
                    sql,
                    database.describe(sql),
                    true,
                    rows,
                    Optional.empty(),
                    NotationOptions.notation(options, source.name()),
                    ReadingNotes.NONE);
        } catch (SQLException e) {
            throw SqlProblem.in(source, e);
        }
    }

    private long rows(String sql) throws SQLException {
        List<Object> row = database.rows("SELECT count(*) FROM " + sql).get(0);
        return ((Number) row.get(0)).longValue();
    }
}
