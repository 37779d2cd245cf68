package io.github.softmax4j.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * JSON as a table: makes files readable for DuckDB, and says what is wrong with values and objects of which DuckDB
 * makes no columns.
 */
final class JsonFiles {
    private static final int FEW_KEYS = 3;

    private final DuckDb database;

    JsonFiles(DuckDb database) {
        this.database = database;
    }

    /** DuckDB reads JSON in UTF-8 without a mark only; others are copied. */
    List<SourceFile> readable(List<SourceFile> files) throws IOException {
        var readable = new ArrayList<SourceFile>();
        for (SourceFile file : files) {
            byte[] head = head(file);
            TextEncoding encoding = TextEncoding.of(head, head.length < RawFile.HEAD_BYTES, Optional.empty());
            boolean isMarked = new String(head, encoding.charset()).startsWith(RawFile.MARK);
            boolean isPlain = encoding.charset().equals(StandardCharsets.UTF_8) && !isMarked;
            readable.add(isPlain ? file : TextCopy.inUtf8(file, encoding.charset(), 0, database.folder()));
        }
        return readable;
    }

    private static byte[] head(SourceFile file) throws IOException {
        try (InputStream in = file.open()) {
            return in.readNBytes(RawFile.HEAD_BYTES);
        } catch (EOFException | ZipException e) {
            throw file.damaged(e);
        } catch (InputException e) {
            return new byte[0]; // the reader says what is wrong
        }
    }

    /**
     * The text after FROM. No number of keys makes DuckDB take objects for maps of one column, as it does from 200 on.
     */
    static String sql(List<SourceFile> files) {
        return sql(files, "sample_size = -1, map_inference_threshold = -1");
    }

    /**
     * The text after FROM, in which strings stay as they stand: DuckDB makes dates, times and identifiers of some, and
     * would write them anew. JSON has no other types that are called so.
     *
     * @param guessed the columns that it finds
     */
    static Optional<String> sqlOfStrings(List<SourceFile> files, List<Relation.Column> guessed) {
        if (guessed.stream().noneMatch(column -> wasString(column.type()))) {
            return Optional.empty();
        }
        String types = guessed.stream()
                .map(column -> column.sql() + ": " + DuckDb.text(wasString(column.type()) ? "VARCHAR" : column.type()))
                .collect(Collectors.joining(", "));
        return Optional.of(sql(files, "columns = {" + types + "}"));
    }

    private static boolean wasString(String type) {
        return !type.endsWith("]") && type.matches("(DATE|TIME|UUID|INTERVAL).*");
    }

    private static String sql(List<SourceFile> files, String options) {
        String list = files.stream()
                .map(file -> DuckDb.fileName(file.path().toString()))
                .collect(Collectors.joining(", "));
        return "read_json([" + list + "], union_by_name = true, hive_partitioning = false, " + options + ")";
    }

    /** Refuses what is JSON, but no table. */
    void requireTable(Relation relation, ReadOptions options) throws SQLException, InputException {
        List<Relation.Column> columns = relation.columns();
        boolean isNoObject = columns.size() == 1
                && columns.get(0).name().equals("json")
                && !columns.get(0).type().equals("VARCHAR");
        if (isNoObject && options.expected().isEmpty()) {
            throw new InputException(
                    relation.sourceName(), "an object for each row was expected, but there are other values");
        }
        if (columns.stream().allMatch(JsonFiles::isByRow)) {
            throw new InputException(
                    relation.sourceName(),
                    "each column is an object by the numbers of rows, as pandas' to_json writes them; write"
                            + " to_json(..., orient=\"records\", lines=True)");
        }
        for (Relation.Column column : columns) {
            if (column.type().equals("JSON") && !isPassedOver(column, options)) {
                requireOneKind(relation, column);
            }
        }
    }

    /** {"0": 1.5, "1": 2.5, ...} or [0, 1, ...] */
    private static boolean isByRow(Relation.Column column) {
        return column.type().matches("(?s)STRUCT\\(\"0\" .*|MAP\\(VARCHAR.*");
    }

    private static boolean isPassedOver(Relation.Column column, ReadOptions options) {
        TableOptions table = options.table();
        boolean isUnknown = options.expected()
                .flatMap(ReadOptions.Expected::recipe)
                .filter(recipe -> recipe.columns().stream()
                        .noneMatch(known -> known.name().equals(column.name())))
                .isPresent();
        boolean isNotChosen = !table.features().isEmpty() && !table.features().contains(column.name());
        return isUnknown || isNotChosen || table.drop().contains(column.name());
    }

    /** Where a column has values of several kinds, the first row with one of the rarer kinds. */
    private void requireOneKind(Relation relation, Relation.Column column) throws SQLException, InputException {
        String kinds = "(SELECT row_number() OVER () AS row_in_source, CASE json_type(" + column.sql() + ")"
                + " WHEN 'VARCHAR' THEN 'text' WHEN 'BOOLEAN' THEN 'true or false' WHEN 'ARRAY' THEN 'a list'"
                + " WHEN 'OBJECT' THEN 'an object' ELSE 'a number' END AS kind, CAST(" + column.sql()
                + " AS VARCHAR) AS value FROM " + relation.sql() + " WHERE " + column.sql()
                + " IS NOT NULL AND json_type("
                + column.sql() + ") <> 'NULL')";
        List<List<Object>> found =
                database.rows("SELECT kind, min(row_in_source), arg_min(left(value, 40), row_in_source)" + " FROM "
                        + kinds + " GROUP BY kind ORDER BY count(*) DESC LIMIT " + FEW_KEYS);
        if (found.size() > 1) {
            List<Object> other = found.get(1);
            throw new InputException(
                    relation.sourceName() + ", row " + other.get(1) + ", column " + column.name(),
                    found.get(0).get(0) + " was expected, as in most rows, but found " + other.get(2));
        }
    }
}
