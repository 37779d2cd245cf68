package io.github.softmax4j.export.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one row of a table in Parquet, whose values are asked for by the path of their column; read by DuckDB, if it is
 * on the class path, which may take a gigabyte and reads nothing but the files named.
 */
final class ParquetRow implements AutoCloseable {
    private static final String URL = "jdbc:duckdb:";

    private final Connection connection;
    private final String table;

    private ParquetRow(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    static ParquetRow open(List<Path> files) throws IOException, SQLException {
        String list = files.stream()
                .map(file -> "'" + file.toAbsolutePath().toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            for (String setting : List.of(
                    "SET memory_limit = '1GB'",
                    "SET temp_directory = ''",
                    "SET autoinstall_known_extensions = false",
                    "SET autoload_known_extensions = false",
                    "SET allowed_paths = " + list,
                    "SET enable_external_access = false",
                    "SET lock_configuration = true")) {
                statement.execute(setting);
            }
            var row = new ParquetRow(connection, "read_parquet(" + list + ")");
            row.requireOne();
            return row;
        } catch (SQLException | IllegalArgumentException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection connect() throws IOException {
        try {
            return DriverManager.getConnection(URL);
        } catch (SQLException e) {
            throw new IOException(
                    "a model of Spark is in Parquet, which DuckDB reads: org.duckdb:duckdb_jdbc must be on the class"
                            + " path and start, but says: " + e.getMessage(),
                    e);
        }
    }

    private void requireOne() throws SQLException {
        long rows = (long) number("count(*)");
        if (rows != 1) {
            throw new IllegalArgumentException("data must have 1 row, but has " + rows);
        }
    }

    /** The names of its columns. */
    Set<String> columns() throws SQLException {
        var columns = new LinkedHashSet<String>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
            while (found.next()) {
                columns.add(found.getString(1));
            }
        }
        return columns;
    }

    double number(String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT CAST(" + column + " AS DOUBLE) FROM " + table)) {
            found.next();
            double number = found.getDouble(1);
            if (found.wasNull()) {
                throw new IllegalArgumentException(column + " must be a number, but is missing");
            }
            return number;
        }
    }

    /** A whole number from 1. */
    int count(String column) throws SQLException {
        double number = number(column);
        if (number != Math.rint(number) || number < 1 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(column + " must be a whole number from 1, but is " + number);
        }
        return (int) number;
    }

    /** 0 or 1. */
    int code(String column) throws SQLException {
        double number = number(column);
        if (number != 0 && number != 1) {
            throw new IllegalArgumentException(column + " must be 0 or 1, but is " + number);
        }
        return (int) number;
    }

    boolean flag(String column) throws SQLException {
        return code(column) == 1;
    }

    /** A list of numbers; of those that are missing NaN. */
    double[] doubles(String column) throws SQLException {
        int length = (int) number("coalesce(len(" + column + "), 0)");
        Limits.requireWeights(Math.max(1, length), 1);
        var values = new double[length];
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT CAST(unnest(" + column + ") AS DOUBLE) FROM " + table)) {
            for (int i = 0; i < length && found.next(); i++) {
                values[i] = found.getDouble(1);
                if (found.wasNull()) {
                    throw new IllegalArgumentException(column + " must be numbers, but one is missing");
                }
            }
        }
        return values;
    }

    int[] ints(String column) throws SQLException {
        double[] values = doubles(column);
        return Arrays.stream(values)
                .mapToInt(value -> requireWhole(column, value))
                .toArray();
    }

    private static int requireWhole(String column, double value) {
        if (value != (int) value) {
            throw new IllegalArgumentException(column + " must be whole numbers, but there is " + value);
        }
        return (int) value;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
