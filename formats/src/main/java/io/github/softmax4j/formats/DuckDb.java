package io.github.softmax4j.formats;

import io.github.softmax4j.files.TemporaryPath;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB inside this process, with a folder for what does not fit in its memory; both are gone when it is closed.
 *
 * <p>It may take a gigabyte; beyond, it sorts and keeps tables on disk. It loads and installs nothing: it reads what it
 * can read without extensions from elsewhere. Before it reads, it is closed to all that reading does not need.
 */
final class DuckDb implements AutoCloseable {
    private static final List<String> SETTINGS = List.of(
            "SET memory_limit = '1GB'",
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false");

    /** What our readers set on their way; nobody can change all else once it is locked. */
    private static final List<String> LOCKED = List.of(
            "SET allowed_configs = ['threads', 'memory_limit', 'timezone', 'streaming_buffer_size']",
            "SET lock_configuration = true");

    private static final List<String> SETTINGS_OF_CONNECTION =
            List.of("SET TimeZone = 'UTC'", "SET streaming_buffer_size = '8MB'");

    private final DuckDBConnection connection;
    private final TemporaryPath folder;

    private DuckDb(DuckDBConnection connection, TemporaryPath folder) {
        this.connection = connection;
        this.folder = folder;
    }

    /** Starts without a database file. */
    static DuckDb open() throws IOException {
        TemporaryPath folder = TemporaryPath.folder(); // before DuckDB unpacks its library, which takes a while
        try {
            var database =
                    new DuckDb(DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class), folder);
            String spill = "SET temp_directory = "
                    + text(folder.path().resolve("duckdb").toString());
            execute(database.connection, SETTINGS);
            execute(database.connection, List.of(spill));
            execute(database.connection, SETTINGS_OF_CONNECTION);
            return database;
        } catch (SQLException e) {
            folder.close();
            throw new IOException("DuckDB does not start: " + e.getMessage(), e);
        }
    }

    DuckDBConnection connection() {
        return connection;
    }

    /** Another connection, for another thread; it must be closed before this database is. */
    DuckDBConnection another() throws SQLException {
        DuckDBConnection another = connection.duplicate().unwrap(DuckDBConnection.class);
        execute(another, SETTINGS_OF_CONNECTION);
        return another;
    }

    /** A folder for files that are needed until this is closed. */
    Path folder() {
        return folder.path();
    }

    /** From now on only these files and those in the folder can be read or written; nothing can change that. */
    void allowOnly(List<Path> files) throws SQLException {
        String allowed = files.stream()
                .map(Path::toString)
                .flatMap(path -> Stream.of(text(path), fileName(path)))
                .distinct()
                .collect(Collectors.joining(", ", "[", "]"));
        execute("SET allowed_directories = [" + text(folder.path() + "/") + "]");
        execute("SET allowed_paths = " + allowed);
        execute("SET enable_external_access = false");
        lockSettings();
    }

    /** From now on no statement can load anything, or undo that. */
    void lockSettings() throws SQLException {
        execute(connection, LOCKED);
    }

    void execute(String sql) throws SQLException {
        execute(connection, List.of(sql));
    }

    private static void execute(DuckDBConnection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All rows of a query, as DuckDB's driver makes objects of them. */
    List<List<Object>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            var rows = new ArrayList<List<Object>>();
            while (result.next()) {
                var row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The columns of the text after FROM. */
    List<Relation.Column> describe(String from) throws SQLException {
        List<List<Object>> rows = rows("DESCRIBE SELECT * FROM " + from);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> {
                    String name = (String) rows.get(i).get(0);
                    return new Relation.Column(
                            i, name, name, (String) rows.get(i).get(1));
                })
                .toList();
    }

    /** A text in SQL. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** The name of one file in SQL, where * ? and [ are no wildcards. */
    static String fileName(String path) {
        return text(path.replaceAll("([*?\\[])", "[$1]"));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not close", e);
        } finally {
            folder.close();
        }
    }
}
