package io.github.softmax4j.formats;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;

/** Copies the answer of another database, asked by JDBC, into a table of DuckDB, which keeps it on disk if it is large. */
final class JdbcCopy {
    private static final String TABLE = "copied";

    /** So many rows are fetched at a time: drivers would else hold all in memory. */
    private static final int FETCH_ROWS = 10_000;

    private final DuckDb target;

    JdbcCopy(DuckDb target) {
        this.target = target;
    }

    /** How a column is carried over. */
    private enum Kind {
        WHOLE("BIGINT"),
        NUMBER("DOUBLE"),
        FLAG("BOOLEAN"),
        TIME("TIMESTAMP"),
        VECTOR("DOUBLE[]"),
        TEXT("VARCHAR");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        static Kind of(int sqlType) {
            return switch (sqlType) {
                case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> WHOLE;
                case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL -> NUMBER;
                case Types.BOOLEAN, Types.BIT -> FLAG;
                case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> TIME;
                case Types.ARRAY -> VECTOR;
                default -> TEXT;
            };
        }
    }

    /** Asks; returns the name of the table. */
    String copy(String url, String query) throws IOException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false); // PostgreSQL's driver fetches by and by only in a transaction
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_ROWS);
                try (ResultSet rows = statement.executeQuery(query)) {
                    return copy(rows);
                }
            }
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("the query failed")
                    .replace(url, withoutPassword(url));
            boolean noDriver = message.startsWith("No suitable driver");
            throw new InputException(
                    withoutPassword(url), message + (noDriver ? "; its driver must be on the class path" : ""), e);
        }
    }

    private static String withoutPassword(String url) {
        return url.replaceAll("(?i)(password=)[^&;]*", "$1...").replaceAll("//[^/@]*@", "//");
    }

    private String copy(ResultSet rows) throws SQLException {
        ResultSetMetaData about = rows.getMetaData();
        List<Kind> kinds = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            kinds.add(Kind.of(about.getColumnType(i)));
        }
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= kinds.size(); i++) {
            names.add('"' + about.getColumnLabel(i).replace("\"", "\"\"") + '"');
        }
        target.execute("CREATE TEMP TABLE " + TABLE + " ("
                + IntStream.range(0, kinds.size())
                        .mapToObj(i -> names.get(i) + " " + kinds.get(i).type)
                        .collect(Collectors.joining(", "))
                + ")");
        try (DuckDBAppender appender = target.connection().createAppender("temp", "main", TABLE)) {
            while (rows.next()) {
                appender.beginRow();
                for (int i = 0; i < kinds.size(); i++) {
                    append(appender, rows, i + 1, kinds.get(i));
                }
                appender.endRow();
            }
        }
        return "temp." + TABLE;
    }

    private static void append(DuckDBAppender appender, ResultSet rows, int column, Kind kind) throws SQLException {
        if (rows.getObject(column) == null) {
            appender.appendNull();
            return;
        }
        switch (kind) {
            case WHOLE -> appender.append(rows.getLong(column));
            case NUMBER -> appender.append(rows.getDouble(column));
            case FLAG -> appender.append(rows.getBoolean(column));
            case TIME -> {
                Timestamp time = rows.getTimestamp(column);
                appender.append(time.toLocalDateTime());
            }
            case VECTOR -> appender.append(numbers(rows.getArray(column)));
            case TEXT -> appender.append(rows.getString(column));
        }
    }

    private static double[] numbers(Array array) throws SQLException {
        Object[] elements = (Object[]) array.getArray();
        var numbers = new double[elements.length];
        for (int i = 0; i < numbers.length; i++) {
            if (!(elements[i] instanceof Number number)) {
                throw new SQLException("an array of numbers was expected, but element " + i + " is " + elements[i]);
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }
}
