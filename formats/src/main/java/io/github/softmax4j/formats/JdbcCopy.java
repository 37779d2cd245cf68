package io.github.softmax4j.formats;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;

/** Copies the answer of another database, asked by JDBC, into a table of DuckDB, which keeps large ones on disk. */
final class JdbcCopy {
    private static final String TABLE = "copied";

    /** The rows that are fetched at a time: otherwise drivers hold all in memory. */
    private static final int FETCH_ROWS = 10_000;

    private static final Pattern SCHEME = Pattern.compile("jdbc:[a-zA-Z0-9]+:");

    private final DuckDb target;

    JdbcCopy(DuckDb target) {
        this.target = target;
    }

    /** Asks; returns the name of the table. */
    String copy(String url, String query) throws IOException, SQLException {
        String select = JdbcAccess.isDuckDb(url) ? new OneSelect(target).of(named(url), query) : query;
        JdbcAccess.requireOneSelect(named(url), select);
        try (Connection connection = JdbcAccess.readOnly(url)) {
            connection.setAutoCommit(false); // PostgreSQL's driver fetches rows in portions only within a transaction
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_ROWS);
                try (ResultSet rows = statement.executeQuery(select)) {
                    return copy(rows, named(url));
                }
            }
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("the query failed")
                    .replace(url, named(url));
            boolean noDriver = message.startsWith("No suitable driver");
            throw new InputException(
                    named(url), message + (noDriver ? "; its driver must be on the class path" : ""), e);
        }
    }

    /** Only what kind of database it is: the rest may hold a password, in as many ways as there are drivers. */
    private static String named(String url) {
        Matcher scheme = SCHEME.matcher(url);
        return scheme.lookingAt() ? scheme.group() + "..." : "the database";
    }

    private String copy(ResultSet rows, String source) throws SQLException, InputException {
        ResultSetMetaData about = rows.getMetaData();
        var kinds = new ArrayList<JdbcKind>();
        var names = new ArrayList<String>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            kinds.add(JdbcKind.of(about.getColumnType(i)));
            names.add(about.getColumnLabel(i));
        }
        requireDistinct(names, source);
        target.execute(IntStream.range(0, kinds.size())
                .mapToObj(i -> '"' + names.get(i).replace("\"", "\"\"") + "\" "
                        + kinds.get(i).type())
                .collect(Collectors.joining(", ", "CREATE TEMP TABLE " + TABLE + " (", ")")));
        try (DuckDBAppender appender = target.connection().createAppender("temp", "main", TABLE)) {
            for (long row = 1; rows.next(); row++) {
                appender.beginRow();
                for (int i = 0; i < kinds.size(); i++) {
                    try {
                        kinds.get(i).append(appender, rows, i + 1);
                    } catch (IllegalArgumentException e) {
                        throw new InputException(
                                source + ", row " + row + ", column " + (i + 1) + " (" + names.get(i) + ")",
                                e.getMessage(),
                                e);
                    }
                }
                appender.endRow();
            }
        }
        return "temp." + TABLE;
    }

    private static void requireDistinct(List<String> names, String source) throws InputException {
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new InputException(
                        source, "columns must differ in more than case, but two are called '" + name + "'");
            }
        }
    }
}
