package io.github.softmax4j.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB inside this process, with a folder for what does not fit in its memory; both are gone when it is closed.
 *
 * <p>It may take a gigabyte; beyond, it sorts and keeps tables on disk. It installs nothing: what it reads is in this program.
 */
final class DuckDb implements AutoCloseable {
    private static final List<String> SETTINGS =
            List.of("SET memory_limit = '1GB'", "SET autoinstall_known_extensions = false");

    private static final List<String> SETTINGS_OF_CONNECTION =
            List.of("SET TimeZone = 'UTC'", "SET streaming_buffer_size = '8MB'");

    private static final int MOST_ATTEMPTS = 50;
    private static final long PAUSE_NANOSECONDS = 10_000_000;

    private final DuckDBConnection connection;
    private final Path folder;
    private final Thread cleaner;

    private DuckDb(DuckDBConnection connection, Path folder, Thread cleaner) {
        this.connection = connection;
        this.folder = folder;
        this.cleaner = cleaner;
    }

    /** Starts without a database file. */
    static DuckDb open() throws IOException {
        Path folder = Files.createTempDirectory("softmax4j-");
        var cleaner = new Thread(() -> deleteForGood(folder));
        Runtime.getRuntime().addShutdownHook(cleaner); // before DuckDB unpacks its library, which takes a while
        try {
            var database = new DuckDb(
                    DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class), folder, cleaner);
            String spill =
                    "SET temp_directory = " + text(folder.resolve("duckdb").toString());
            execute(database.connection, SETTINGS);
            execute(database.connection, List.of(spill));
            execute(database.connection, SETTINGS_OF_CONNECTION);
            return database;
        } catch (SQLException e) {
            delete(folder);
            removeHook(cleaner);
            throw new IOException("DuckDB does not start: " + e.getMessage(), e);
        }
    }

    DuckDBConnection connection() {
        return connection;
    }

    /** One more, for another thread; it must be closed before this is. */
    DuckDBConnection another() throws SQLException {
        DuckDBConnection another = connection.duplicate().unwrap(DuckDBConnection.class);
        execute(another, SETTINGS_OF_CONNECTION);
        return another;
    }

    /** A folder for files that are needed until this is closed. */
    Path folder() {
        return folder;
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

    /** The columns of what stands after FROM. */
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

    /** The name of one file in SQL, where * ? and [ stand for themselves. */
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
            delete(folder);
            removeHook(cleaner);
        }
    }

    private static void removeHook(Thread cleaner) {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            return; // the process is ending: the hook runs by itself
        }
    }

    /** While a process ends, other threads may still write here, until the folder is gone. */
    private static void deleteForGood(Path folder) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS && Files.exists(folder); attempt++) {
            delete(folder);
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }

    /** Deleting is tidiness: what cannot be deleted is left to the system. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException | UncheckedIOException e) {
            return; // somebody else has deleted a file
        }
    }
}
