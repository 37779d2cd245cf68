package io.github.softmax4j.export.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The laws in DuckDB; that it says what models say, the check of each export shows. */
class DuckDbScoringTest extends SystemLaws {
    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:");
    }
}
