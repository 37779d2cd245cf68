package io.github.softmax4j.formats;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
            connection.setAutoCommit(false); // PostgreSQL's driver fetches rows in portions only within a transaction
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_ROWS);
                try (ResultSet rows = statement.executeQuery(query)) {
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
        var kinds = new ArrayList<Kind>();
        var names = new ArrayList<String>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            kinds.add(Kind.of(about.getColumnType(i)));
            names.add(about.getColumnLabel(i));
        }
        requireDistinct(names, source);
        target.execute(IntStream.range(0, kinds.size())
                .mapToObj(i -> '"' + names.get(i).replace("\"", "\"\"") + "\" " + kinds.get(i).type)
                .collect(Collectors.joining(", ", "CREATE TEMP TABLE " + TABLE + " (", ")")));
        try (DuckDBAppender appender = target.connection().createAppender("temp", "main", TABLE)) {
            for (long row = 1; rows.next(); row++) {
                appender.beginRow();
                for (int i = 0; i < kinds.size(); i++) {
                    try {
                        append(appender, rows, i + 1, kinds.get(i));
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

    /** A column may hold what its type does not say, in SQLite any; that is not changed in silence. */
    private static void append(DuckDBAppender appender, ResultSet rows, int column, Kind kind) throws SQLException {
        Object value = rows.getObject(column);
        boolean isNothing = value == null || (kind != Kind.TEXT && value instanceof String text && text.isBlank());
        if (isNothing) {
            appender.appendNull();
            return;
        }
        switch (kind) {
            case WHOLE -> appender.append(whole(value));
            case NUMBER -> appender.append(number(value).doubleValue());
            case FLAG -> appender.append(rows.getBoolean(column));
            case TIME -> appender.append(value instanceof String text ? ofText(text) : time(rows, column));
            case VECTOR -> appender.append(vector(rows.getArray(column)));
            case TEXT -> appender.append(rows.getString(column));
        }
    }

    private static long whole(Object value) {
        try {
            return number(value).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "a whole number was expected, as the column's type says, but found " + value
                            + "; CAST it in the query",
                    e);
        }
    }

    private static BigDecimal number(Object value) {
        try {
            return new BigDecimal(value.toString().strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a finite number was expected, as the column's type says, but found '" + value
                            + "'; CAST it in the query",
                    e);
        }
    }

    /** In UTC where the database knows the zone, else as it is written there: never in the zone of this machine. */
    private static LocalDateTime time(ResultSet rows, int column) throws SQLException {
        ResultSetMetaData about = rows.getMetaData();
        boolean hasZone = about.getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE
                || about.getColumnTypeName(column).toLowerCase(Locale.ROOT).matches("timestamptz|.*with time zone");
        try {
            if (hasZone) {
                return rows.getObject(column, OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime();
            }
            return about.getColumnType(column) == Types.DATE
                    ? rows.getObject(column, LocalDate.class).atStartOfDay()
                    : rows.getObject(column, LocalDateTime.class);
        } catch (SQLException e) {
            return ofText(rows.getString(column));
        }
    }

    /** As SQLite keeps dates. */
    private static LocalDateTime ofText(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            return iso.contains("T")
                    ? LocalDateTime.parse(iso)
                    : LocalDate.parse(iso).atStartOfDay();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "a date was expected, as the column's type says, but found '" + text + "'; CAST it in the query",
                    e);
        }
    }

    private static double[] vector(Array array) throws SQLException {
        Object[] elements = (Object[]) array.getArray();
        var vector = new double[elements.length];
        for (int i = 0; i < vector.length; i++) {
            if (!(elements[i] instanceof Number number)) {
                throw new IllegalArgumentException(
                        "an array of numbers was expected, but element " + i + " is " + elements[i]);
            }
            vector[i] = number.doubleValue();
        }
        return vector;
    }
}
