package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Queries to a PostgreSQL of its own, where the program is installed and may run; elsewhere skipped, with the
 * reason.
 */
class PostgresTest {
    @TempDir
    private static Path directory;

    private static Path programs;
    private static String url;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> found = findPrograms();
        Assumptions.assumeTrue(found.isPresent(), "PostgreSQL is not installed");
        programs = found.get();
        Path data = directory.resolve("data");
        List<String> initialise = List.of(
                programs.resolve("initdb").toString(), "-D", data.toString(), "-U", "tester", "-A", "trust", "-N");
        Assumptions.assumeTrue(run(initialise) == 0, "PostgreSQL cannot make a database for this user");
        int port = freePort();
        List<String> start = List.of(
                programs.resolve("pg_ctl").toString(),
                "-D",
                data.toString(),
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory,
                "start");
        Assumptions.assumeTrue(run(start) == 0, "PostgreSQL does not start for this user");
        url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=tester";
    }

    private static Optional<Path> findPrograms() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(debian)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst();
        }
    }

    /** PostgreSQL refuses to run as root: there it runs as the user that its package makes. */
    private static int run(List<String> command) throws IOException, InterruptedException {
        var full = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            full.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        full.addAll(command);
        Process process = new ProcessBuilder(full)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(directory.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (url != null) {
            run(List.of(
                    programs.resolve("pg_ctl").toString(),
                    "-D",
                    directory.resolve("data").toString(),
                    "-m",
                    "immediate",
                    "stop"));
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ReadOptions asking() {
        return ReadOptions.forTraining()
                .withTable(TableOptions.standard().withDatabase(url).withMissing(Missing.MEAN));
    }

    @Test
    void everyTypeOfColumnIsRead() throws IOException, SQLException {
        execute("CREATE TABLE flowers (petals INTEGER, length NUMERIC(6, 2), wild BOOLEAN, seen DATE, colour TEXT,"
                + " vector DOUBLE PRECISION[], label TEXT)");
        execute("INSERT INTO flowers VALUES (5, 1.25, true, '1970-01-03', 'red', '{1, 2}', 'a'),"
                + " (6, NULL, false, '1970-01-05', 'blue', '{3, 4}', 'b'),"
                + " (7, 2.75, NULL, '1970-01-01', 'red', '{5, 6}', 'a')");
        Table table = Tables.readTraining("sql:SELECT * FROM flowers ORDER BY petals", asking());
        assertEquals(
                List.of("petals", "length", "wild", "seen", "colour=blue", "colour=red", "vector[0]", "vector[1]"),
                table.featureNames());
        assertEquals(Optional.of(List.of("a", "b", "a")), table.labels());
        assertEquals(List.of(6.0, 2.0, 0.0, 4.0, 1.0, 0.0, 3.0, 4.0), row(table, 1));
        assertEquals(List.of(7.0, 2.75, 0.5, 0.0, 0.0, 1.0, 5.0, 6.0), row(table, 2));
    }

    private static List<Double> row(Table table, int row) {
        var values = new ArrayList<Double>();
        for (double number : table.features().getRow(row).toDoubleVector()) {
            values.add(number);
        }
        return values;
    }

    /** More rows than are fetched at a time. */
    @Test
    void manyRowsAreRead() throws IOException, SQLException {
        execute("CREATE TABLE many AS SELECT n AS x, n % 3 AS label FROM generate_series(1, 50000) AS n");
        Table table = Tables.readTraining("sql:SELECT x, label FROM many ORDER BY x", asking());
        assertEquals(50_000, table.matrix().rows());
        assertEquals(
                50_000 * 50_001L / 2.0,
                table.features().castTo(DataType.DOUBLE).sumNumber().doubleValue());
    }

    @Test
    void wrongQueriesAreTold() {
        String message = assertThrows(
                        InputException.class, () -> Tables.readTraining("sql:SELECT * FROM nowhere", asking()))
                .getMessage();
        assertTrue(message.contains("nowhere") && message.lines().count() == 1, message);
    }
}
