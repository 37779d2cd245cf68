package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query reads, and does no more. */
@RunsWithoutBackend
class ReadOnlySqlTest {
    private static final String ROWS = "(VALUES (1, 'x'), (2, 'y')) AS t(a, label)";

    @TempDir
    private Path directory;

    private static ReadOptions asking(String database) {
        return ReadOptions.forTraining().withTable(TableOptions.standard().withDatabase(database));
    }

    private void assertRefused(String sql, ReadOptions options) throws IOException {
        String message = assertThrows(InputException.class, () -> Tables.readTraining("sql:" + sql, options), sql)
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        try (Stream<Path> written = Files.list(directory)) {
            assertEquals(List.of(), written.toList(), sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 AS label); COPY (SELECT 42) TO '%s/x.csv'; CREATE TABLE zz AS (SELECT 1 AS label",
                "SELECT 1 AS label); INSTALL httpfs; LOAD httpfs; CREATE TABLE zz AS (SELECT 1 AS label",
                "SELECT 1 AS a, 'x' AS label; COPY (SELECT 42) TO '%s/x.csv'",
                "COPY (SELECT 42) TO '%s/x.csv'",
                "COPY (SELECT 42) TO '%s/x.csv'; SELECT 1 AS a, 'x' AS label",
                "WITH w AS (COPY (SELECT 42) TO '%s/x.csv') SELECT 1 AS a, 'x' AS label FROM w",
                "SELECT * FROM (WITH w AS (COPY (SELECT 42) TO '%s/x.csv') SELECT 1 AS a, 'x' AS label FROM w)",
                "SELECT * FROM query('WITH w AS (COPY (SELECT 42) TO ''%s/x.csv'') SELECT 1 AS a, 2 AS label FROM w')",
                "SELECT * FROM \"QUERY\"('SELECT 1 AS a, 2 AS label')",
                "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1 AS label'))",
                "FROM enable_logging(storage = 'file', storage_config = {'path': '%s/logs'})",
                "CALL enable_logging()",
                "SELECT 1 AS a, write_log('x') AS label",
                "ATTACH '%s/x.duckdb'",
                "EXPORT DATABASE '%s/x'",
                "CREATE TABLE x AS SELECT 1",
                "CREATE SECRET s (TYPE s3)",
                "INSTALL httpfs",
                "LOAD httpfs",
                "LOAD '%s/x'",
                "SET memory_limit = '9GB'",
                "PRAGMA memory_limit = '9GB'",
                "PRAGMA database_list",
                "BEGIN TRANSACTION",
                "EXPLAIN ANALYZE SELECT 1",
                "PREPARE q AS SELECT 1",
                "VACUUM",
                "SELECT 1; SELECT 2",
                "",
                ";",
                "-- nothing",
                "no SQL at all",
                "SELECT 1 AS a, 'x' AS label FROM 'https://127.0.0.1:1/t.csv'",
                "SELECT 1 AS a, 'x' AS label FROM read_parquet('s3://bucket/t.parquet')",
                "SELECT * FROM read_avro('x.avro')",
            })
    void whatDoesMoreIsRefused(String sql) throws IOException {
        String here = sql.replace("%s", directory.toString());
        assertRefused(here, ReadOptions.forTraining());
        assertRefused(here, asking("jdbc:duckdb:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM " + ROWS,
                "SELECT * FROM " + ROWS + " ; ",
                "-- two rows\nSELECT * FROM " + ROWS + " -- here",
                "FROM " + ROWS,
                "WITH w AS (FROM " + ROWS + ") SELECT * FROM w",
                "WITH w AS MATERIALIZED (FROM " + ROWS + ") FROM w",
                "(SELECT * FROM " + ROWS + ")",
                "SELECT 1 AS a, 'x' AS label UNION ALL SELECT 2, 'y'",
                "SELECT i AS a, CASE i WHEN 1 THEN 'x' ELSE 'y; COPY' END AS label FROM range(1, 3) AS r(i)",
                "SELECT a, label FROM " + ROWS + " WHERE label <> '\"type\":\"COPY_QUERY_NODE\"'",
            })
    void whatReadsIsRead(String sql) throws IOException {
        for (ReadOptions options : List.of(ReadOptions.forTraining(), asking("jdbc:duckdb:"))) {
            Table table = Tables.readTraining("sql:" + sql, options);
            assertEquals(2, table.matrix().rows(), sql);
            assertEquals(List.of("a"), table.featureNames());
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsNotMade() throws IOException {
        for (String url : List.of("jdbc:duckdb:" + directory + "/n.duckdb", "jdbc:sqlite:" + directory + "/n.sqlite")) {
            assertRefused("SELECT 1 AS a, 'x' AS label", asking(url));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (3, 'z') RETURNING a, label",
                "DELETE FROM t RETURNING a, label",
                "SELECT a, label FROM t; DROP TABLE t",
                "/* SELECT */ DROP TABLE t",
                "WITH w AS (SELECT 1) DELETE FROM t RETURNING a, label",
                "PRAGMA user_version = 7",
                "ATTACH 'x' AS y",
            })
    void anotherDatabaseIsLeftAsItIs(String sql) throws IOException, SQLException {
        Path file = Files.createTempFile("read-only-", ".sqlite");
        String url = "jdbc:sqlite:" + file;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (a INTEGER, label TEXT)");
            statement.execute("INSERT INTO t VALUES (1, 'x'), (2, 'y')");
        }
        byte[] before = Files.readAllBytes(file);
        try {
            assertRefused(sql, asking(url));
            assertEquals(
                    2,
                    Tables.readTraining("sql:SELECT * FROM t", asking(url))
                            .matrix()
                            .rows());
            assertTrue(Arrays.equals(before, Files.readAllBytes(file)), sql);
        } finally {
            Files.delete(file);
        }
    }

    /** Reading a file gives a damaged or malicious one no way to others. */
    @Test
    void ofFilesOnlyThoseNamedCanBeRead() throws IOException, SQLException {
        Path named = Files.writeString(directory.resolve("a[1]*.csv"), "a,label\n1,x\n");
        Path other = Files.writeString(directory.resolve("b.csv"), "a,label\n1,x\n");
        try (DuckDb database = DuckDb.open()) {
            database.allowOnly(List.of(named));
            assertEquals(
                    1,
                    database.rows("FROM read_csv(" + DuckDb.fileName(named.toString()) + ")")
                            .size());
            for (String sql : List.of(
                    "FROM read_csv(" + DuckDb.text(other.toString()) + ")",
                    "FROM read_text('/etc/hostname')",
                    "COPY (SELECT 1) TO " + DuckDb.text(directory + "/c.csv"),
                    "SET enable_external_access = true",
                    "SET lock_configuration = false",
                    "SET temp_directory = '/tmp'",
                    "LOAD httpfs")) {
                assertThrows(SQLException.class, () -> database.rows(sql), sql);
            }
            assertFalse(Files.exists(directory.resolve("c.csv")));
            database.execute("SET threads = 1");
            database.execute("RESET threads");
            database.another().close();
        }
    }
}
