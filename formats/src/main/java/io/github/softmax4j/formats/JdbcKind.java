package io.github.softmax4j.formats;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.duckdb.DuckDBAppender;

/** How a column of another database is carried over into DuckDB. */
enum JdbcKind {
    WHOLE("BIGINT"),
    NUMBER("DOUBLE"),
    FLAG("BOOLEAN"),
    TIME("TIMESTAMP"),
    VECTOR("DOUBLE[]"),
    TEXT("VARCHAR");

    private final String type;

    JdbcKind(String type) {
        this.type = type;
    }

    static JdbcKind of(int sqlType) {
        return switch (sqlType) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> WHOLE;
            case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL -> NUMBER;
            case Types.BOOLEAN, Types.BIT -> FLAG;
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> TIME;
            case Types.ARRAY -> VECTOR;
            default -> TEXT;
        };
    }

    /** The type of the column in DuckDB. */
    String type() {
        return type;
    }

    /**
     * Appends the value of the present row. A column may hold what its type does not say, in SQLite any; that is
     * not changed in silence.
     */
    void append(DuckDBAppender appender, ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        boolean isNothing = value == null || (this != TEXT && value instanceof String text && text.isBlank());
        if (isNothing) {
            appender.appendNull();
            return;
        }
        switch (this) {
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
