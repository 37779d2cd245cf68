package io.github.softmax4j.formats;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query that reads and does no more: DuckDB's own parser says that it is one SELECT, which parts it has, and what it
 * calls. A SELECT alone promises little, because its WITH may copy into files, and functions may run other queries.
 *
 * @param database whose parser is asked; the query is not run
 */
record OneSelect(DuckDb database) {
    private static final String WANTED =
            "one query that only reads was expected: SELECT, also as WITH ... SELECT, FROM or VALUES";

    /** The parser's tree as JSON, in which quotes within texts are escaped, so that no text looks like a part. */
    private static final Pattern NODE = Pattern.compile("\"type\":\"([A-Z_]+_NODE)\"");

    private static final Pattern FUNCTION = Pattern.compile("\"function_name\":\"([^\"]*)\"");
    private static final Set<String> READING_NODES =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

    /** Those of DuckDB 2.0 that run queries, write files, or change the state of the database or the process. */
    private static final Set<String> DOING = Set.of(
            "query",
            "json_execute_serialized_sql",
            "enable_logging",
            "disable_logging",
            "truncate_duckdb_logs",
            "write_log",
            "enable_profiling",
            "disable_profiling",
            "checkpoint",
            "force_checkpoint",
            "create_external_resource",
            "destroy_external_resource",
            "register_external_resource",
            "register_external_resource_type",
            "deregister_external_resource",
            "arrow_scan",
            "arrow_scan_dumb",
            "seq_scan",
            "nextval",
            "setval");

    /** The query without the semicolon behind it, if it is one that reads. */
    String of(String source, String sql) throws SQLException, InputException {
        List<Object> parsed = database.rows("SELECT json_extract_string(tree, '$.error_type'),"
                        + " json_extract_string(tree, '$.error_message'), json_array_length(tree, '$.statements'),"
                        + " CAST(tree AS VARCHAR) FROM (SELECT json_serialize_sql(" + DuckDb.text(sql) + ") AS tree)")
                .get(0);
        if ("parser".equals(parsed.get(0))) {
            throw new InputException(source, "this is not SQL: " + parsed.get(1));
        }
        if (parsed.get(0) != null || !(parsed.get(2) instanceof Number count) || count.longValue() != 1) {
            throw new InputException(source, WANTED);
        }
        requireOnlyReading(source, (String) parsed.get(3));
        return sql.strip().replaceFirst("[;\\s]+$", "");
    }

    private static void requireOnlyReading(String source, String tree) throws InputException {
        for (Matcher node = NODE.matcher(tree); node.find(); ) {
            if (!READING_NODES.contains(node.group(1))) {
                throw new InputException(source, WANTED + ", but it has a part that does more (" + node.group(1) + ")");
            }
        }
        for (Matcher function = FUNCTION.matcher(tree); function.find(); ) {
            if (DOING.contains(function.group(1).toLowerCase(Locale.ROOT))) {
                throw new InputException(source, WANTED + ", but it calls " + function.group(1));
            }
        }
    }
}
