package io.github.softmax4j.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The SQL that reads text with separators: it says everything, so that DuckDB guesses nothing.
 *
 * @param separator between fields
 * @param isGzip whether the files are compressed
 * @param longestLine in bytes
 * @param columns all of them, read as text
 */
record CsvSql(char separator, boolean isGzip, int longestLine, List<Relation.Column> columns) {
    /**
     * The text after FROM.
     *
     * @param files their rows, one file after the other
     * @param skippedRecords at the beginning of each
     */
    String of(List<Path> files, int skippedRecords) {
        return String.format(
                Locale.ROOT,
                "read_csv([%s], auto_detect = false, header = false, skip = %d, delim = %s, quote = '\"',"
                        + " escape = '\"', strict_mode = true, null_padding = false, compression = %s,"
                        + " max_line_size = %d, columns = {%s})",
                files.stream().map(file -> DuckDb.fileName(file.toString())).collect(Collectors.joining(", ")),
                skippedRecords,
                DuckDb.text(String.valueOf(separator)),
                isGzip ? "'gzip'" : "'none'",
                longestLine,
                columns.stream()
                        .map(column -> "'" + column.identifier() + "': 'VARCHAR'")
                        .collect(Collectors.joining(", ")));
    }
}
