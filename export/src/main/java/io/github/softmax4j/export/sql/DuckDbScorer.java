package io.github.softmax4j.export.sql;

import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WrittenScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Runs the text of a file in DuckDB, by plain JDBC: whoever has no use for DuckDB need not have it. */
final class DuckDbScorer implements WrittenScorer {
    private static final String URL = "jdbc:duckdb:";

    /** Some ten megabytes at a time. */
    private static final int VALUES_OF_A_BLOCK = 1_000_000;

    /** One thread, so that rows come out as they went in; it takes longer to plan a query well than to run it here. */
    private static final List<String> SETTINGS =
            List.of("SET threads = 1", "SET memory_limit = '1GB'", "PRAGMA disable_optimizer");

    /** The query sees nothing outside of this database. */
    private static final List<String> LOCKED =
            List.of("SET enable_external_access = false", "SET lock_configuration = true");

    private final Connection connection;
    private final PreparedStatement query;
    private final CheckTable table;
    private final ScoringForm form;
    private final boolean hasLabel;
    private final int firstProbability;
    private final int blockRows;
    /** The rows that were scored last, and the answers. */
    private CheckRows scored;

    private double[][] probabilities;
    private String[] labels;

    private DuckDbScorer(Connection connection, String query, ScoringForm form, TargetOptions options)
            throws SQLException {
        this.connection = connection;
        this.form = form;
        this.hasLabel = options.label();
        this.firstProbability = options.keep().size() + (hasLabel ? 2 : 1);
        int width = form.columns().stream()
                .mapToInt(column -> column instanceof NumberColumn numbers ? numbers.length() : 1)
                .sum();
        this.blockRows = Math.max(1, VALUES_OF_A_BLOCK / width);
        execute(SETTINGS);
        this.table = new CheckTable(connection, form, TableName.of(options.table()), options.keep());
        table.create();
        execute(LOCKED);
        this.query = connection.prepareStatement(query); // planned once: of many columns that takes seconds
    }

    /** Opens a file; empty where DuckDB is not on the class path. */
    static Optional<DuckDbScorer> open(Path file, ScoringForm form, TargetOptions options) throws IOException {
        if (DriverManager.drivers()
                .noneMatch(driver -> driver.getClass().getName().startsWith("org.duckdb."))) {
            return Optional.empty();
        }
        String query = Files.readString(file);
        Connection connection = null;
        try {
            connection = DriverManager.getConnection(URL);
            return Optional.of(new DuckDbScorer(connection, query, form, options));
        } catch (SQLException e) {
            throw closing(connection, e);
        }
    }

    private static IOException closing(Connection connection, SQLException failure) {
        try (connection) {
            return failed(failure);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return failed(failure);
        }
    }

    private static IOException failed(SQLException e) {
        return new IOException(
                "DuckDB refuses the query: "
                        + e.getMessage().lines().findFirst().orElse(""),
                e);
    }

    private void execute(List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public double[][] probabilities(CheckRows rows) throws IOException {
        score(rows);
        return probabilities;
    }

    @Override
    public Optional<String[]> labels(CheckRows rows) throws IOException {
        if (hasLabel && rows != scored) {
            score(rows);
        }
        return hasLabel ? Optional.of(labels) : Optional.empty();
    }

    private void score(CheckRows rows) throws IOException {
        probabilities = new double[rows.rows()][form.classes().size()];
        labels = new String[rows.rows()];
        for (int from = 0; from < labels.length; from += blockRows) {
            score(rows, from, Math.min(from + blockRows, labels.length));
        }
        scored = rows;
    }

    private void score(CheckRows rows, int from, int to) throws IOException {
        try {
            table.fill(rows, from, to);
            try (ResultSet answer = query.executeQuery()) {
                int row = from;
                while (answer.next() && row < to) {
                    read(answer, row++);
                }
                if (row < to || answer.next()) {
                    throw new IOException("the query must answer " + (to - from) + " rows, but answers "
                            + (row < to ? row - from : "more"));
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void read(ResultSet answer, int row) throws SQLException {
        if (hasLabel) {
            labels[row] = answer.getString(firstProbability - 1);
        }
        for (int k = 0; k < form.classes().size(); k++) {
            double probability = answer.getDouble(firstProbability + k);
            probabilities[row][k] = answer.wasNull() ? Double.NaN : probability;
        }
    }

    @Override
    public void close() throws IOException {
        try (connection;
                query) {
            return;
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
