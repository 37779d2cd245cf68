package io.github.softmax4j.formats;

import io.github.softmax4j.data.SourceColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes what a source's name says readable for DuckDB: text, Parquet, JSON, or the answer to a query. */
final class Relations {
    static final String QUERY = "sql:";

    /** A line must fit into a buffer, and there are some of these. */
    private static final int USUAL_LINE = 1 << 21;

    private static final double ROOM_FOR_MORE = 1.02;

    private final DuckDb database;
    private final ReadOptions options;

    Relations(DuckDb database, ReadOptions options) {
        this.database = database;
        this.options = options;
    }

    /** The rows of standard input, which is text. */
    Relation ofStream(InputStream in, String source, Format format) throws IOException {
        Path copy = database.folder().resolve("input");
        Files.copy(in, copy);
        return ofText(List.of(new Named(copy, source)), source, format);
    }

    /** The rows of the text inside the program. */
    Relation ofText(InputStream in, String source) throws IOException {
        return ofStream(in, source, Format.CSV);
    }

    /** The rows of a file, or of all files that a pattern fits. */
    Relation ofFiles(String source, Format format) throws IOException {
        List<Path> files = files(source);
        if (format == Format.CSV || format == Format.TSV) {
            List<Named> named =
                    files.stream().map(path -> new Named(path, path.toString())).toList();
            return ofText(named, source, format);
        }
        String list =
                files.stream().map(path -> DuckDb.fileName(path.toString())).collect(Collectors.joining(", "));
        return format == Format.PARQUET
                ? described(
                        source, "read_parquet([" + list + "], union_by_name = true, hive_partitioning = false)", true)
                : described(
                        source,
                        "read_json([" + list + "], union_by_name = true, sample_size = -1, hive_partitioning = false)",
                        false);
    }

    /** The answer to a query, kept, because it is gone through more than once. */
    Relation ofQuery(String source) throws IOException {
        String query = source.substring(QUERY.length());
        Optional<String> where = options.table().database();
        if (where.isPresent() && where.get().startsWith("jdbc:")) {
            return described(source, new JdbcCopy(database).copy(where.get(), query), true);
        }
        try {
            if (where.isPresent()) {
                Path file = Tables.requireFile(where.get());
                database.execute("ATTACH " + DuckDb.text(file.toString()) + " AS source (READ_ONLY)");
                database.execute("USE source");
            }
            database.execute("CREATE TEMP TABLE answer AS (" + query.strip().replaceFirst(";\\s*$", "") + "\n)");
            return described(source, "temp.answer", true);
        } catch (SQLException e) {
            throw SqlProblem.in(source, e);
        }
    }

    /** Parquet has its number of rows in its footer, and tables know theirs. */
    private Relation described(String source, String sql, boolean isCountedFast) throws IOException {
        try {
            long rows = isCountedFast
                    ? ((Number) database.rows("SELECT count(*) FROM " + sql)
                                    .get(0)
                                    .get(0))
                            .longValue()
                    : 0;
            return new Relation(source, sql, database.describe(sql), true, rows, Optional.empty());
        } catch (SQLException e) {
            throw SqlProblem.in(source, e);
        }
    }

    /** A file, and its name in messages. */
    private record Named(Path path, String source) {}

    private Relation ofText(List<Named> files, String source, Format format) throws IOException {
        Optional<Character> separator = format == Format.TSV ? Optional.of('\t') : Optional.empty();
        Optional<List<String>> wanted = options.expected()
                .flatMap(ReadOptions.Expected::recipe)
                .map(recipe -> recipe.columns().stream().map(SourceColumn::name).toList());
        var raw = new ArrayList<RawFile>();
        TextDialect dialect = null;
        for (Named file : files) {
            RawFile readable = RawFile.of(file.path, file.source, database.folder());
            TextDialect own = TextDialect.of(
                    file.source,
                    readable.head(),
                    readable.isWhole(),
                    separator,
                    options.table().text().header(),
                    wanted);
            if (dialect != null && !isAlike(dialect, own)) {
                throw new InputException(
                        file.source,
                        "all files must have the columns of the first, " + files.get(0).source
                                + ", but this one has others");
            }
            dialect = dialect == null ? own : dialect;
            raw.add(readable);
        }
        return ofText(source, raw, dialect);
    }

    private static boolean isAlike(TextDialect one, TextDialect other) {
        return one.separator() == other.separator()
                && one.columns() == other.columns()
                && one.skippedRecords() == other.skippedRecords()
                && one.names().equals(other.names());
    }

    private Relation ofText(String source, List<RawFile> files, TextDialect dialect) throws IOException {
        if (files.stream().map(RawFile::isGzip).distinct().count() > 1) {
            throw new InputException(source, "all files must be gzip, or none");
        }
        List<Relation.Column> columns = IntStream.range(0, dialect.columns())
                .mapToObj(i -> new Relation.Column(
                        i, dialect.names().isEmpty() ? "" : dialect.names().get(i), "c" + i, "VARCHAR"))
                .toList();
        int longest =
                files.stream().mapToInt(file -> file.head().length()).max().orElseThrow();
        var sql = new CsvSql(
                dialect.separator(),
                files.get(0).isGzip(),
                longest > USUAL_LINE ? RawFile.LONGEST_LINE : USUAL_LINE,
                columns);
        List<Path> paths = files.stream().map(RawFile::path).toList();
        Set<Character> special = specialCharacters(files, dialect);
        long rows = likelyRows(files, dialect);
        boolean linesAreRecords = !special.contains('"') && files.get(0).head().indexOf('\n') >= 0;
        boolean rowsBeginSoon = dialect.firstRowAt() < RawFile.HEAD_BYTES / 4; // in the first part of each file
        boolean canBeCut = linesAreRecords && rowsBeginSoon && rows > 0;
        var parts = new TextParts(paths, dialect.skippedRecords(), sql, bytesPerRow(files.get(0), dialect));
        var text = new Relation.Text(
                dialect.rows(),
                special.contains('_'),
                canBeCut ? Optional.of(parts) : Optional.empty(),
                new TextLines(files, dialect.separator(), dialect.skippedRecords(), dialect.columns()));
        return new Relation(
                source,
                sql.of(paths, dialect.skippedRecords()),
                columns,
                !dialect.names().isEmpty(),
                rows,
                Optional.of(text));
    }

    /** Those of " and _ that there may be in rows: within quotes there may be line ends, and DuckDB reads 1_0 as 10. */
    private static Set<Character> specialCharacters(List<RawFile> files, TextDialect dialect) throws IOException {
        var found = new HashSet<Character>();
        for (RawFile file : files) {
            found.addAll(file.mayContain(Set.of('"', '_'), dialect.firstRowAt()));
        }
        return found;
    }

    /** As many as lines of the length of the first ones fill the files; a little more, as room for more costs less than too little. */
    private static long likelyRows(List<RawFile> files, TextDialect dialect) {
        RawFile first = files.get(0);
        if (first.isGzip() || dialect.rows().isEmpty()) {
            return 0;
        }
        if (files.size() == 1 && first.isWhole()) {
            return dialect.rows().size();
        }
        double bytes =
                files.stream().mapToLong(file -> file.path().toFile().length()).sum();
        return (long) (ROOM_FOR_MORE * bytes / bytesPerRow(first, dialect));
    }

    private static double bytesPerRow(RawFile first, TextDialect dialect) {
        return (double) first.head().length() / Math.max(1, dialect.rows().size());
    }

    /** A name that exists is a file; another with * ? or [ is a pattern. */
    private List<Path> files(String source) throws IOException {
        try {
            return files(database, source);
        } catch (SQLException e) {
            throw SqlProblem.in(source, e);
        }
    }

    /** The files that a source names, in the order of their names. */
    static List<Path> files(DuckDb database, String source) throws IOException, SQLException {
        if (!isPattern(source) || exists(source)) {
            return List.of(Tables.requireFile(source));
        }
        List<Path> found = database.rows("SELECT file FROM glob(" + DuckDb.text(source) + ") ORDER BY file").stream()
                .map(row -> Path.of((String) row.get(0)))
                .filter(Files::isRegularFile)
                .toList();
        if (found.isEmpty()) {
            throw new InputException(source, "no file fits this pattern");
        }
        return found;
    }

    static boolean isPattern(String source) {
        return source.matches(".*[*?\\[].*");
    }

    private static boolean exists(String source) {
        try {
            return Files.exists(Path.of(source));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
